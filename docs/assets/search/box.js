/* The search box of every page: results while typing, by keyboard and for screen readers. */

import { guarded } from "./guard.js"
import { excuse, loadEngine, loadTopics } from "./load.js"
import { address, element, emptyAnswer, failedAnswer, fill, listed, resultParts, summary, twins } from "./view.js"

const SHOWN = 8

class Box {
  constructor(form) {
    this.form = form
    this.input = form.querySelector("input")
    this.panel = form.querySelector(".search-panel")
    this.list = form.querySelector("[role=listbox]")
    this.status = form.querySelector("[role=status]")
    this.active = -1
    this.composing = false
    this.listen()
    form.hidden = false
    document.querySelector(".search-bar .instead").hidden = true
  }

  listen() {
    const safely = guarded(fault => this.fail(fault))
    this.input.addEventListener(
      "focus",
      safely(() => this.open()),
    )
    this.input.addEventListener("compositionstart", () => (this.composing = true))
    this.input.addEventListener(
      "compositionend",
      safely(() => {
        this.composing = false
        this.search()
      }),
    )
    this.input.addEventListener(
      "input",
      safely(event => event.isComposing || this.composing || this.search()),
    )
    this.input.addEventListener(
      "keydown",
      safely(event => this.key(event)),
    )
    this.form.addEventListener("focusout", event => this.form.contains(event.relatedTarget) || this.close())
    this.form.addEventListener("submit", event => {
      if (this.composing || !this.input.value.trim()) event.preventDefault()
    })
  }

  async open() {
    this.engine = await loadEngine()
    this.again()
    await loadTopics(this.engine)
    if (!this.panel.hidden) this.again()
  }

  /* Searches for what was typed before there was an engine, or before it knew as much. */
  again() {
    if (this.input.value && document.activeElement === this.input && !this.composing) this.search()
  }

  search() {
    if (!this.engine) return
    const typed = this.input.value
    if (!typed.trim()) return this.close()
    const { results, phrases } = this.engine.search(typed),
      once = this.engine.once(listed(results))
    const shown = once.slice(0, SHOWN)
    this.show(
      shown.map((result, n) => this.option(result, n, phrases)),
      emptyAnswer("没有找到。"),
    )
    this.say(shown.length ? `${summary(once)}，按上下键选择` : summary(once))
  }

  fail(fault) {
    this.show([], failedAnswer(excuse(fault)))
    this.say(excuse(fault))
  }

  /* The options, or where there are none, what is said instead. */
  show(options, otherwise) {
    fill(this.list, ...options)
    this.panel.querySelector(".search-note")?.remove()
    if (!options.length) this.panel.append(otherwise)
    this.activate(-1)
    this.panel.hidden = false
    this.input.setAttribute("aria-expanded", String(options.length > 0))
  }

  option(result, n, phrases) {
    const properties = { id: `search-option-${n}`, href: address(result.doc), tabIndex: -1 }
    const option = element("a", properties, ...resultParts(this.engine, result, phrases))
    option.setAttribute("role", "option")
    const also = twins(this.engine, result.doc).map(({ said }) =>
      element("span", { className: "result-lead", textContent: said }),
    )
    option.append(...also)
    option.dataset.id = result.id
    // The click must reach the option before the box loses the focus and closes.
    option.addEventListener("pointerdown", event => event.preventDefault())
    return option
  }

  activate(n) {
    const options = [...this.list.children]
    this.active = n
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === n)))
    if (n < 0) this.input.removeAttribute("aria-activedescendant")
    else this.input.setAttribute("aria-activedescendant", options[n].id)
    options[n]?.scrollIntoView({ block: "nearest" })
  }

  key(event) {
    // Safari ends a composition before the key that ended it, and leaves it this number.
    if (event.isComposing || this.composing || event.keyCode === 229) return
    const count = this.list.children.length,
      open = !this.panel.hidden
    const moves = { ArrowDown: 1, ArrowUp: -1 }
    if (event.key in moves && open && count) {
      event.preventDefault()
      this.activate(
        (this.active + moves[event.key] + (this.active < 0 && event.key === "ArrowUp" ? 1 : 0) + count) % count,
      )
    } else if (event.key === "ArrowDown" && !open) {
      this.search()
    } else if (event.key === "Enter" && open && this.active >= 0) {
      event.preventDefault()
      this.list.children[this.active].click()
    } else if (event.key === "Escape") {
      event.preventDefault()
      if (open) this.close()
      else this.input.blur()
    }
  }

  close() {
    this.panel.hidden = true
    this.input.setAttribute("aria-expanded", "false")
    fill(this.list)
    this.activate(-1)
    this.say("")
  }

  say(words) {
    this.status.textContent = words
  }
}

/* The button in the header of narrow screens leads to the field of the page. */
function toField(input) {
  document.querySelector(".to-search a")?.addEventListener("click", event => {
    event.preventDefault()
    input.focus({ preventScroll: true })
    input.scrollIntoView({ block: "nearest" })
  })
}

const isTyping = target => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)

function shortcuts(input) {
  addEventListener("keydown", event => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)
    const control = /^k$/i.test(event.key) && (event.ctrlKey || event.metaKey)
    if (!slash && !control) return
    event.preventDefault()
    input.focus({ preventScroll: true })
    input.select()
  })
}

/* The box lies in the header; on the home page its parts go into the large field, which takes its place. */
function boxOfPage() {
  const box = document.querySelector(".search-box"),
    home = document.querySelector(".home-search")
  if (!box || !home) return box
  const plain = home.querySelector("input"),
    field = box.querySelector("input"),
    focused = document.activeElement === plain
  field.value = plain.value
  plain.replaceWith(field)
  box.querySelector("button").remove()
  home.append(...box.children)
  if (focused) field.focus()
  return home
}

const form = boxOfPage()
const page = document.querySelector(".search-page")
const field = page ? page.querySelector("input") : form && new Box(form).input
if (field) {
  shortcuts(field)
  toField(field)
}
document.documentElement.dataset.searchRan = ""
