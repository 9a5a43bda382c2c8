/* The search in earlier years, on request. Each has the engine and the index of its own time, which leave names to the
   window that runs them: so each runs in a frame of its own. Where one fails, the link to its page of the search is left. */

import { guarded } from "../search/guard.js"
import { address, element, fill, listed, resultParts, summary } from "../search/view.js"

const NEEDED = ["engine.js", "index.js"],
  TOPICS = "topics.js"

/* Runs a script in a frame. */
function run(frame, src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(frame.contentDocument.createElement("script"), { src })
    script.onload = resolve
    script.onerror = () => reject(new Error(src))
    frame.contentDocument.head.append(script)
  })
}

/* The engine of a year; without the topics of everyday life where these do not load. */
async function load(folder) {
  const frame = element("iframe", { hidden: true, title: "搜索" })
  document.body.append(frame)
  await Promise.all(NEEDED.map(name => run(frame, new URL(name, folder).href)))
  const { createSearchEngine, searchIndex } = frame.contentWindow,
    engine = createSearchEngine(searchIndex)
  await run(frame, new URL(TOPICS, folder).href)
    .then(() => engine.widen(frame.contentWindow.createTopics))
    .catch(() => {})
  return engine
}

class Year {
  constructor(link, asked) {
    this.name = link.dataset.year
    this.folder = new URL(link.dataset.search, document.baseURI)
    this.page = link
    this.asked = asked
    this.box = element("input", { type: "checkbox" })
    this.status = element("p", { className: "search-status" })
    this.status.setAttribute("role", "status")
    this.list = element("ol", { className: "search-results" })
    this.show = guarded(() => this.fail())(() => this.look())
    this.box.addEventListener("change", this.show)
  }

  /* What stands in the place of the link. */
  get choice() {
    return element("label", {}, this.box, ` 也找${this.name}年`)
  }

  async look() {
    const typed = this.asked()
    if (!this.box.checked || !typed.trim()) return this.print("", [])
    if (!this.engine) {
      this.print("正在载入……", [])
      this.engine = await load(this.folder)
    }
    // What was typed meanwhile is asked for, not what was typed before.
    const { results, phrases } = this.engine.search(this.asked()),
      once = this.engine.once(listed(results))
    this.print(
      summary(once),
      once.map(result => this.entry(result, phrases)),
    )
  }

  entry(result, phrases) {
    const doc = { ...result.doc, url: `${this.name}/${result.doc.url}` }
    const link = element("a", { href: address(doc) }, ...resultParts(this.engine, { ...result, doc }, phrases))
    const entry = element("li", {}, link)
    entry.dataset.id = `${this.name}/${result.id}`
    return entry
  }

  print(said, entries) {
    fill(this.status, said && `${this.name}年：${said}`)
    fill(this.list, ...entries)
  }

  fail() {
    this.print("这里没有搜成", [])
    this.status.append("，到", this.page, "里再搜。")
    this.page.search = `?${new URLSearchParams({ q: this.asked() })}`
  }
}

const place = document.querySelector(".search-years")
if (place) {
  const input = document.querySelector(".search-form input"),
    asked = () => input.value.slice(0, input.maxLength)
  const years = [...place.querySelectorAll("a")].map(link => new Year(link, asked))
  fill(place, ...years.map(year => year.choice))
  for (const { status, list } of years) place.parentNode.append(status, list)
  // The list of this year is printed again whenever something else is asked for.
  const again = () => years.forEach(year => year.show())
  new MutationObserver(again).observe(document.querySelector(".search-results"), { attributeFilter: ["data-query"] })
}
