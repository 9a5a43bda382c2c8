/* How results are shown, in the box of every page and on the page of the search. All text is set as text. */

/* The address of a page, which comes with the search box of every page, relative to that. */
const addressOf = name => new URL(document.querySelector(".search-box").dataset[name], document.baseURI)
const KINDS = { goal: "预期目标", task: "任务", conduct: "自身建设", project: "民生实事", candidate: "候选项目" }
const MOST_WEAK = 20,
  LEADS = 3,
  BEFORE = 18,
  EXCERPT = 110

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

/* Puts children in the place of all that a node has. */
export function fill(node, ...children) {
  node.textContent = ""
  node.append(...children)
}

/* The address of a record. In a copy for a disk, where no server finds the page of a folder, that of home names it. */
export function address(doc) {
  const home = addressOf("home"),
    page = home.pathname.endsWith("/index.html") ? "index.html" : ""
  return new URL(doc.url.replace(/#|$/, `${page}$&`), home).href
}

/* What a result is, in a few words: 任务　第二部分第58项. */
export function kindOf(doc) {
  if (doc.type === "page") return "页面"
  return doc.type === "unit" ? `单位　${doc.kind}` : `${KINDS[doc.kind]}　${doc.citation}`
}

/* The sentence of a text around its first match, with the matches marked. */
export function excerpt(engine, text, phrases) {
  const marks = engine.marks(text, phrases)
  const start = marks.length && marks[0][0] > EXCERPT / 2 ? marks[0][0] - BEFORE : 0
  const end = Math.min(text.length, start + EXCERPT),
    pieces = [start ? "……" : ""]
  let at = start
  for (const [from, to] of marks.filter(mark => mark[0] >= start && mark[1] <= end)) {
    pieces.push(text.slice(at, from), element("mark", { textContent: text.slice(from, to) }))
    at = to
  }
  return [...pieces, text.slice(at, end), end < text.length ? "……" : ""].filter(piece => piece !== "")
}

/* What a result says: the text of an item, the name of a unit or page. */
function saying(engine, doc, phrases) {
  const text = doc.type === "item" ? doc.text : doc.title
  return element("span", { className: "result-text" }, ...excerpt(engine, text, phrases))
}

/* The offices within a unit, with the items that name them. */
function offices(engine, doc) {
  const within = doc.offices.map(({ name, items }) => `${name}，见${items.map(id => engine.cite(id)).join("、")}`)
  return within.length ? [`内设机构：${within.join("；")}`] : []
}

/* Who leads an item: the first of them, and all units of which an office does the work. */
function leading(engine, doc) {
  const name = unit => engine.units[unit].name + (doc.offices.has(unit) ? `〈${doc.offices.get(unit)}〉` : "")
  const leads = doc.leads.filter((unit, n) => n < LEADS || doc.offices.has(unit)).map(name)
  const others = [...doc.offices.keys()].filter(unit => !doc.leads.includes(unit)).map(name)
  const rest = leads.length < doc.leads.length ? "等" : ""
  return [leads.length ? `牵头：${leads.join("、")}${rest}` : "", others.length ? `参加：${others.join("、")}` : ""]
}

/* The items that are the same matter, wholly or in one place: what is said of each, and the record. */
export function twins(engine, doc) {
  return (doc.twins ?? []).map(({ id, whole }) => {
    const twin = engine.record(id)
    return { twin, said: `编者判断：${whole ? "" : "有一处"}与${kindOf(twin).replace("　", "")}是同一事项` }
  })
}

/* What else there is to know of a record, line by line. */
function notes(engine, doc) {
  if (doc.type === "item") return leading(engine, doc)
  return doc.type === "unit" ? [doc.official === doc.title ? "" : doc.official, ...offices(engine, doc)] : []
}

/* By what topic words were read: “敬老院”：按“养老服务”查找. */
const meant = by =>
  by.map(({ word, titles }) => `“${word}”：按${titles.map(title => `“${title}”`).join("")}查找`).join("；")

/* The results that are listed: all that were found, and the best of those that are only near. */
export function listed(results) {
  return [...results.filter(result => !result.weak), ...results.filter(result => result.weak).slice(0, MOST_WEAK)]
}

/* How much was found, in words: units, items and pages, of which items that are the same matter share a line. */
export function summary(results) {
  const sure = results.filter(result => !result.weak),
    weak = results.length - sure.length
  const count = type => sure.filter(({ doc }) => doc.type === type).length
  const pairs = sure.filter(({ twin }) => twin).length,
    items = count("item") + pairs
  const found = [
    [count("unit"), "单位"],
    [items, "事项"],
    [count("page"), "页面"],
  ].filter(([n]) => n)
  if (!found.length) return weak ? `只有相近结果${weak}条` : "没有找到"
  const once = pairs ? `（${pairs}对同一事项各并为一条）` : "",
    near = weak ? `，相近结果${weak}条` : ""
  return `找到${found.map(([n, kind]) => `${n}个${kind}`).join("、")}${once}${near}`
}

/* A result as the contents of a list entry: what it is, its sentence, and what else there is to know. */
export function resultParts(engine, { doc, weak, by = [] }, phrases) {
  const kind = element("span", { className: "result-kind", textContent: kindOf(doc) })
  if (weak) kind.append(" ", element("span", { className: "result-weak", textContent: "相近结果" }))
  const said = [...notes(engine, doc), meant(by)].filter(Boolean)
  const lines = said.map(textContent => element("span", { className: "result-lead", textContent }))
  return [kind, saying(engine, doc, phrases), ...lines]
}

/* The two ways on, behind what is said of why. */
function waysOn(said) {
  const link = (name, text) => element("a", { href: addressOf(name).href, textContent: text })
  return element(
    "p",
    { className: "search-note" },
    `${said}查看`,
    link("units", "单位目录"),
    "和",
    link("fullText", "全文"),
    "。",
  )
}

/* What is said where nothing matches. */
export function emptyAnswer(said) {
  const answer = waysOn(`${said}换个说法试试，或者`)
  answer.dataset.empty = ""
  return answer
}

/* What is said where the search failed. */
export const failedAnswer = said => waysOn(`${said}也可以`)
