/* The page of the search. All of its state is in the address: q, kind, part, unit, role. */

import { facets, narrow } from "./facets.js"
import { excuse, loadEngine } from "./load.js"
import { address, element, emptyAnswer, fill, resultParts } from "./view.js"

/* What can be asked for without words; a role is that of a unit. */
const SCOPES = ["kind", "part", "unit"], CHOICES = [...SCOPES, "role"], MOST_WEAK = 20

class SearchPage {
  constructor(root) {
    this.root = root
    this.form = root.querySelector("form")
    this.input = root.querySelector("input")
    this.selects = Object.fromEntries(CHOICES.map((name) => [name, root.querySelector(`select[name=${name}]`)]))
    this.list = root.querySelector(".search-results")
    this.status = root.querySelector("[role=status]")
    this.composing = false
    this.listen()
    this.form.hidden = false
  }

  listen() {
    this.input.addEventListener("compositionstart", () => (this.composing = true))
    this.input.addEventListener("compositionend", () => {
      this.composing = false
      this.changed("replaceState")
    })
    this.input.addEventListener("input", (event) => event.isComposing || this.composing || this.changed("replaceState"))
    this.form.addEventListener("change", (event) => event.target !== this.input && this.changed("pushState"))
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.changed("pushState")
    })
    addEventListener("popstate", () => this.read())
  }

  /* Takes the state from the address. */
  async read() {
    const state = new URLSearchParams(location.search)
    this.input.value = state.get("q") ?? ""
    this.choice = Object.fromEntries(CHOICES.map((name) => [name, state.get(name) ?? ""]))
    await this.show()
  }

  /* Puts the state of the form into the address: a new entry of the history for what somebody settled on. */
  async changed(way) {
    // Until the index is there the selects are empty, and what the address chose stands.
    if (this.engine) this.choice = Object.fromEntries(CHOICES.map((name) => [name, this.selects[name].value]))
    const entries = [["q", this.input.value.slice(0, this.input.maxLength)], ...Object.entries(this.choice)]
    const state = String(new URLSearchParams(entries.filter(([, value]) => value)))
    if (`?${state}` !== location.search) history[way](null, "", state ? `?${state}` : location.pathname)
    await this.show()
  }

  async show() {
    try {
      this.engine = await loadEngine()
    } catch (fault) {
      this.status.textContent = excuse(fault)
      return
    }
    const { results, phrases, units } = this.found()
    this.offer(facets(this.engine, results, this.choice, units))
    this.print(narrow(this.engine, results, this.choice, units), phrases)
  }

  /* Whether anything is asked for. */
  get asked() {
    return Boolean(this.input.value.trim()) || SCOPES.some((name) => this.choice[name])
  }

  /* What is narrowed: the results of the query, or without one everything that is bound to the chosen unit or part. */
  found() {
    if (this.input.value.trim()) return this.engine.search(this.input.value)
    const docs = this.asked ? this.engine.docs : []
    return { results: docs.map((doc) => ({ id: doc.id, doc, weak: false })), phrases: [], units: [] }
  }

  offer(options) {
    this.form.querySelector(".search-filters").classList.remove("waiting")
    for (const [name, select] of Object.entries(this.selects)) {
      const chosen = this.choice[name], all = element("option", { value: "", textContent: "不限" })
      const shown = options[name].filter(([value, , count]) => count || value === chosen)
      fill(select, all, ...shown.map(([value, label, count]) => (
        element("option", { value, textContent: `${label}（${count}）` }))))
      select.value = chosen
      select.closest("label").hidden = !shown.length
    }
  }

  print(results, phrases) {
    const strong = results.filter((result) => !result.weak)
    const shown = [...strong, ...results.filter((result) => result.weak).slice(0, MOST_WEAK)]
    fill(this.list, ...shown.map((result) => this.entry(result, phrases)))
    this.root.querySelector(".search-note")?.remove()
    // The status says that nothing was found.
    if (this.asked && !shown.length) this.list.after(emptyAnswer(""))
    this.list.dataset.query = this.input.value
    this.status.textContent = this.asked ? this.summary(strong.length, shown.length - strong.length) : ""
  }

  summary(strong, weak) {
    const counts = [strong && `找到${strong}条`, weak && `相近结果${weak}条`].filter(Boolean)
    return counts.length ? counts.join("，") : "没有找到"
  }

  entry(result, phrases) {
    const link = element("a", { href: address(result.doc) }, ...resultParts(this.engine, result, phrases))
    const entry = element("li", {}, link)
    entry.dataset.id = result.id
    return entry
  }
}

new SearchPage(document.querySelector(".search-page")).read()
