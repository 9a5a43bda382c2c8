/* The page of the search. All of its state is in the address: q, kind, part, unit, role, and whether only the very
   words count. */

import { facets, narrow } from "./facets.js"
import { guarded } from "./guard.js"
import { excuse, loadEngine, loadTopics } from "./load.js"
import { address, element, emptyAnswer, failedAnswer, fill, listed, resultParts, summary, twins } from "./view.js"

/* What can be asked for without words; a role is that of a unit. */
const LITERAL = "literal",
  SCOPES = ["kind", "part", "unit"],
  CHOICES = [...SCOPES, "role"]

class SearchPage {
  constructor(root) {
    this.root = root
    this.form = root.querySelector("form")
    this.input = root.querySelector("input")
    this.selects = Object.fromEntries(CHOICES.map(name => [name, root.querySelector(`select[name=${name}]`)]))
    this.list = root.querySelector(".search-results")
    this.status = root.querySelector("[role=status]")
    this.way = root.querySelector(".search-way")
    this.composing = false
    this.safely = guarded(fault => this.fail(fault))
    this.listen()
    this.form.hidden = false
    root.querySelector(".instead").hidden = true
  }

  listen() {
    this.input.addEventListener("compositionstart", () => (this.composing = true))
    const changed = this.safely(way => this.changed(way))
    this.input.addEventListener("compositionend", () => {
      this.composing = false
      changed("replaceState")
    })
    this.input.addEventListener("input", event => event.isComposing || this.composing || changed("replaceState"))
    this.form.addEventListener("change", event => event.target !== this.input && changed("pushState"))
    this.form.addEventListener("submit", event => {
      event.preventDefault()
      changed("pushState")
    })
    addEventListener("popstate", () => this.start())
  }

  start() {
    return this.safely(() => this.read())()
  }

  /* Shows nothing of another query, and where else to look. */
  fail(fault) {
    this.clear()
    this.list.after(failedAnswer(excuse(fault)))
    this.status.textContent = ""
  }

  clear() {
    fill(this.list)
    const note = this.root.querySelector(".search-note")
    if (note) note.remove()
  }

  /* Takes the state from the address. */
  async read() {
    const state = new URLSearchParams(location.search)
    this.input.value = state.get("q") ?? ""
    this.choice = Object.fromEntries(CHOICES.map(name => [name, state.get(name) ?? ""]))
    this.literal = state.has(LITERAL)
    await this.show()
  }

  /* Puts the state of the form into the address: a new entry of the history for what somebody settled on. */
  async changed(way) {
    // Until the index is there the selects are empty, and what the address chose stands.
    if (this.engine) this.choice = Object.fromEntries(CHOICES.map(name => [name, this.selects[name].value]))
    const state = this.state(this.literal)
    if (state !== location.search) history[way](null, "", state || location.pathname)
    await this.show()
  }

  /* The state as it stands in the address; `literal` is whether only the very words count. */
  state(literal) {
    const typed = this.input.value.slice(0, this.input.maxLength)
    const entries = [["q", typed], ...Object.entries(this.choice), [LITERAL, literal && typed ? "1" : ""]]
    const state = String(new URLSearchParams(entries.filter(([, value]) => value)))
    return state && `?${state}`
  }

  /* Shows what is found, and again when the topics of everyday life are there. */
  async show() {
    this.engine = await loadEngine()
    this.look()
    if (this.engine.topics) return
    await loadTopics(this.engine)
    if (this.engine.topics) this.look()
  }

  look() {
    const { results, phrases, units } = this.found()
    this.offer(facets(this.engine, results, this.choice, units))
    this.print(this.engine.once(narrow(this.engine, results, this.choice, units)), phrases)
  }

  /* Whether anything is asked for. */
  get asked() {
    return Boolean(this.input.value.trim()) || SCOPES.some(name => this.choice[name])
  }

  /* What is narrowed: the results of the query, or without one everything that is bound to the chosen unit or part. */
  found() {
    const typed = this.input.value
    if (!typed.trim()) return this.all()
    const { topics } = this.engine,
      found = this.literal && topics ? topics.literal(typed) : this.engine.search(typed)
    return { ...found, results: listed(found.results) }
  }

  all() {
    const docs = this.asked ? this.engine.docs : []
    return { results: docs.map(doc => ({ id: doc.id, doc, weak: false })), phrases: [], units: [] }
  }

  offer(options) {
    this.form.querySelector(".search-filters").classList.remove("waiting")
    for (const [name, select] of Object.entries(this.selects)) {
      const chosen = this.choice[name],
        all = element("option", { value: "", textContent: "不限" })
      const shown = options[name].filter(([value, , count]) => count || value === chosen)
      fill(
        select,
        all,
        ...shown.map(([value, label, count]) => element("option", { value, textContent: `${label}（${count}）` })),
      )
      select.value = chosen
      select.closest("label").hidden = !shown.length
    }
  }

  print(results, phrases) {
    this.clear()
    fill(this.list, ...results.map(result => this.entry(result, phrases)))
    // The status says that nothing was found.
    if (this.asked && !results.length) this.list.after(emptyAnswer(""))
    this.list.dataset.query = this.input.value
    this.status.textContent = this.asked ? summary(results) : ""
    fill(this.way, ...this.ways(results))
  }

  /* The way to the very words only, where results were found by others; and the way back. */
  ways(results) {
    const way = textContent => element("a", { href: this.state(!this.literal), textContent })
    if (this.literal) return ["只列有这几个字的。", way("也按意思找")]
    return results.some(({ weak }) => weak) ? [way("只列有这几个字的")] : []
  }

  entry(result, phrases) {
    const link = element("a", { href: address(result.doc) }, ...resultParts(this.engine, result, phrases))
    const others = twins(this.engine, result.doc).map(({ twin, said }) =>
      element("a", { className: "result-twin", href: address(twin), textContent: said }),
    )
    const entry = element("li", {}, link, ...others)
    entry.dataset.id = result.id
    return entry
  }
}

new SearchPage(document.querySelector(".search-page")).start()
