// What only a browser can do for a unit's page: mark the next deadline, filter the lists, and put them in plan order.
// Without this script every deadline and every row is there, in lists by basis.
import { fromAddress, toAddress } from "./filters.js"
import { guarded } from "./search/guard.js"

const element = (tag, properties) => Object.assign(document.createElement(tag), properties)

// The calendar day in the reader's own time zone, as 2025-02-05.
function dayOf(date) {
  const two = number => String(number).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function mark(dated, look, words) {
  dated.classList.add(look)
  dated.querySelector(".weekday").after(" ", element("strong", { className: `${look}-note`, textContent: words }))
}

function markDeadlines(now) {
  for (const list of document.querySelectorAll("ul.deadlines, table.calendar tbody")) {
    const dated = [...list.querySelectorAll("[data-date]")]
    const next = dated.find(one => one.dataset.date >= dayOf(now))
    for (const one of dated.filter(one => one.dataset.date < dayOf(now))) mark(one, "past", "已过")
    if (next) mark(next, "next", "下一次")
    if (list.matches("ul")) foldPast(list)
    if (list.matches("ul")) sayNext(next)
  }
}

// The head of the page says when to file next, or that nothing is left to file.
function sayNext(dated) {
  const inferred = dated && dated.querySelector(".editor") ? "（推定）" : ""
  const said = dated ? `，最近一次报送${dated.querySelector("time").textContent}${inferred}` : "，报送的日子都过了"
  for (const place of document.querySelectorAll(".next-deadline")) place.textContent = said
}

// Dates that are over fold away into a line that counts them.
function foldPast(list) {
  const past = list.querySelectorAll(".past")
  if (!past.length) return
  const fold = element("details", { className: "plain past-dates" })
  const dates = element("ul", { className: list.className })
  dates.append(...past)
  fold.append(element("summary", { textContent: `已过${past.length}次` }), dates)
  list.before(fold)
  if (!list.children.length) list.remove()
}

// What stands under a heading, up to the next heading that is not below it.
function under(heading) {
  const found = []
  let one = heading
  while ((one = one.nextElementSibling) && !(/^H[1-6]$/.test(one.tagName) && one.tagName <= heading.tagName))
    found.push(one)
  return found
}

const rowsIn = parts => parts.flatMap(part => [...part.querySelectorAll("tr[data-clause]")])

// A row knows what its list says of it, wherever it stands.
function markRows() {
  for (const table of document.querySelectorAll("table.obligations")) {
    for (const row of table.tBodies[0].rows) Object.assign(row.dataset, table.dataset)
  }
}

// Part, item and clause, as numbers that sort.
const place = ({ dataset }) => [dataset.part, ...dataset.clause.match(/\d+/g)].map(Number)

function inPlanOrder(one, other) {
  const there = place(other)
  return (
    place(one)
      .map((number, n) => number - (there[n] ?? 0))
      .find(Boolean) ?? 0
  )
}

// One list of all rows, each with its basis under its number. What the units in a row are, the row says itself.
function listInOrder(rows) {
  const basis = row => element("span", { className: "basis", textContent: row.dataset.basis })
  const table = element("table", { className: "obligations in-order" })
  table.append(element("caption", { className: "unseen", textContent: "按方案次序" }))
  const head = table.createTHead().insertRow()
  for (const title of ["编号和依据", "事项", "有关单位"]) {
    head.append(element("th", { scope: "col", textContent: title }))
  }
  table.createTBody().append(...rows.sort(inPlanOrder))
  for (const row of rows) row.cells[0].append(basis(row))
  return table
}

// Rows go from the lists into one list and back; `home` knows the list of each.
function arrange(form, home) {
  const inOrder = new FormData(form).get("order") === "plan"
  const present = document.querySelector(".in-order")
  if (inOrder === Boolean(present)) return
  if (inOrder) {
    form.after(element("h2", { textContent: `按方案次序（${home.size}）` }), listInOrder([...home.keys()]))
    return
  }
  for (const [row, list] of home) {
    row.querySelector(".basis").remove()
    list.append(row)
  }
  present.previousElementSibling.remove()
  present.remove()
}

// What holds rows says how many are left in it, and is not there when none is. `title` is a heading or a summary.
function count(title, parts) {
  const left = rowsIn(parts).filter(row => !row.hidden).length
  title.firstChild.data = title.firstChild.data.replace(/（\d+）$/, `（${left}）`)
  for (const part of [title, ...parts]) part.hidden = left === 0
}

function filterBy(form) {
  const chosen = [...new FormData(form)].filter(([name, value]) => value && name !== "order")
  const rows = document.querySelectorAll("tr[data-clause]")
  for (const row of rows) row.hidden = !chosen.every(([name, value]) => row.dataset[name] === value)
  // From the highest: a heading shows all under it, the headings below it included.
  for (const level of ["h2", "h3"]) {
    for (const heading of document.querySelectorAll(`.md-typeset > ${level}`)) {
      const parts = under(heading)
      if (parts.some(part => part.matches("table.obligations, .fold"))) count(heading, parts)
    }
  }
  for (const fold of document.querySelectorAll("details.fold")) {
    count(fold.querySelector("summary"), [fold])
    // What was chosen is to be seen.
    if (chosen.length || form.dataset.chosen) fold.open = chosen.length > 0
  }
  form.dataset.chosen = chosen.length || ""
  const shown = [...rows].filter(row => !row.hidden).length
  form.querySelector("output").textContent = chosen.length ? `显示${shown}条，共${rows.length}条` : ""
}

// A filter that fails leaves nothing hidden, and says what there is in its place.
function failed(form) {
  for (const one of document.querySelectorAll(
    "tr[data-clause], table.obligations, .fold, .md-typeset > [hidden]:not(form)",
  )) {
    one.hidden = false
  }
  const links = [...document.querySelectorAll(".search-bar .instead a")].map(link => link.cloneNode(true))
  const said = element("p", {
    className: "source-note filters-failed",
    textContent: "筛选出错了，下面列出全部职责。也可以查看",
  })
  links.forEach((link, n) => said.append(...(n ? ["和", link] : [link])))
  said.append("。")
  form.replaceWith(said)
}

function startFilters(form, safely) {
  if (!form.querySelector("select")) return
  markRows()
  // In the order of the lists, to which the rows return.
  const home = new Map([...document.querySelectorAll("tr[data-clause]")].map(row => [row, row.parentElement]))
  const show = () => {
    arrange(form, home)
    filterBy(form)
  }
  form.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener(
    "change",
    safely(() => {
      show()
      toAddress(form)
    }),
  )
  addEventListener(
    "popstate",
    safely(() => {
      fromAddress(form)
      show()
    }),
  )
  // A figure leads to a whole list, so it opens what a filter has closed, before the browser goes there.
  addEventListener(
    "click",
    safely(event => {
      const link = event.target.closest("a[href^='#']")
      if (!link || !document.getElementById(link.hash.slice(1))?.hidden) return
      form.reset()
      show()
      toAddress(form)
    }),
  )
  fromAddress(form)
  show()
}

// Browsers of today open what a search in the page finds; for others everything is opened before they search.
function openForSearch({ ctrlKey, metaKey, key }) {
  if (!(ctrlKey || metaKey) || key.toLowerCase() !== "f") return
  for (const fold of document.querySelectorAll("details.fold")) fold.open = true
}

if (!("onbeforematch" in document.documentElement)) addEventListener("keydown", openForSearch)
markDeadlines(new Date())
for (const form of document.querySelectorAll("form[data-filters]")) {
  const safely = guarded(() => failed(form))
  safely(() => startFilters(form, safely))()
}
