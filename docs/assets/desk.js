// What only a browser can do for a unit's page: mark the next deadline, filter the lists, and put them in plan order.
// Without this script every deadline and every row is there, in lists by basis.

// The calendar day in the reader's own time zone, as 2025-02-05.
function dayOf(date) {
  const two = number => String(number).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function mark(dated, look, words) {
  dated.classList.add(look)
  const note = Object.assign(document.createElement("strong"), { className: `${look}-note`, textContent: words })
  dated.querySelector(".weekday").after(" ", note)
}

function markDeadlines(now) {
  for (const list of document.querySelectorAll("ul.deadlines, table.calendar tbody")) {
    const dated = [...list.querySelectorAll("[data-date]")]
    const next = dated.find(one => one.dataset.date >= dayOf(now))
    for (const one of dated.filter(one => one.dataset.date < dayOf(now))) mark(one, "past", "已过")
    if (next) mark(next, "next", "下一次")
  }
}

// What stands directly above a list, up to its own heading.
function above(table) {
  const found = []
  let element = table
  while ((element = element.previousElementSibling) && !element.matches("h2, table")) found.push(element)
  return found
}

// The headings of lists, each with the lists under it.
function headings() {
  const found = new Map()
  let heading
  for (const one of document.querySelectorAll(".md-typeset > h2, table.obligations")) {
    if (one.matches("h2")) heading = one
    else found.set(heading, [...found.get(heading) ?? [], one])
  }
  return found
}

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
  return place(one).map((number, n) => number - (there[n] ?? 0)).find(Boolean) ?? 0
}

// One list of all rows, each with its basis under its number. What the units in a row are, the row says itself.
function listInOrder(rows) {
  const basis = row => Object.assign(document.createElement("span"), { className: "basis", textContent: row.dataset.basis })
  const table = document.createElement("table")
  table.className = "obligations in-order"
  const head = table.createTHead().insertRow()
  for (const title of ["编号和依据", "事项", "有关单位"]) {
    head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: title }))
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
    const heading = Object.assign(document.createElement("h2"), { textContent: `按方案次序（${home.size}）` })
    form.after(heading, listInOrder([...home.keys()]))
    return
  }
  for (const [row, list] of home) {
    row.querySelector(".basis").remove()
    list.append(row)
  }
  present.previousElementSibling.remove()
  present.remove()
}

const rowsOf = table => [...table.tBodies[0].rows]
const left = table => rowsOf(table).filter(row => !row.hidden).length

// A heading says how many rows are left under it, and is not there over none.
function count(heading, rows) {
  heading.hidden = rows === 0
  heading.firstChild.data = heading.firstChild.data.replace(/（\d+）$/, `（${rows}）`)
}

function filterBy(form) {
  const chosen = [...new FormData(form)].filter(([name, value]) => value && name !== "order")
  let shown = 0
  for (const [heading, tables] of headings()) {
    let under = 0
    for (const table of tables) {
      for (const row of rowsOf(table)) row.hidden = !chosen.every(([name, value]) => row.dataset[name] === value)
      const rows = left(table)
      table.hidden = rows === 0
      for (const part of above(table)) {
        if (part.matches("h3")) count(part, rows)
        else part.hidden = rows === 0
      }
      under += rows
    }
    count(heading, under)
    shown += under
  }
  const output = form.querySelector("output")
  output.textContent = chosen.length ? `显示${shown}项，共${output.dataset.total}项` : ""
}

function toAddress(form) {
  const address = new URL(location)
  for (const [name, value] of new FormData(form)) {
    if (value) address.searchParams.set(name, value)
    else address.searchParams.delete(name)
  }
  history.replaceState(history.state, "", address)
}

// A value that is none of the choices leaves the filter open.
function fromAddress(form) {
  const parameters = new URL(location).searchParams
  for (const select of form.querySelectorAll("select")) {
    const wanted = parameters.get(select.name) ?? ""
    select.value = [...select.options].some(option => option.value === wanted) ? wanted : ""
  }
}

function startFilters(form) {
  if (!form.querySelector("select")) return
  markRows()
  // In the order of the lists, to which the rows return.
  const home = new Map([...document.querySelectorAll("tr[data-clause]")].map(row => [row, row.parentElement]))
  const show = () => { arrange(form, home); filterBy(form) }
  form.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", () => { show(); toAddress(form) })
  addEventListener("popstate", () => { fromAddress(form); show() })
  // A figure leads to a whole list, so it opens what a filter has closed, before the browser goes there.
  addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']")
    if (!link || !document.getElementById(link.hash.slice(1))?.hidden) return
    form.reset()
    show()
    toAddress(form)
  })
  fromAddress(form)
  show()
}

markDeadlines(new Date())
for (const form of document.querySelectorAll("form[data-filters]")) startFilters(form)
