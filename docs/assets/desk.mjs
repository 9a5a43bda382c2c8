// What only a browser can do for a unit's page: mark the next deadline, and filter the lists.
// Without this script every deadline and every row is there.

// The calendar day in the reader's own time zone, as 2025-02-05.
function dayOf(date) {
  const two = number => String(number).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function markDeadlines(now) {
  for (const list of document.querySelectorAll("ul.deadlines, table.calendar tbody")) {
    const dated = [...list.querySelectorAll("[data-date]")]
    const next = dated.find(one => one.dataset.date >= dayOf(now))
    for (const one of dated) one.classList.toggle("past", one.dataset.date < dayOf(now))
    if (!next) continue
    next.classList.add("next")
    const note = document.createElement("strong")
    note.className = "next-note"
    note.textContent = "下一次"
    next.querySelector("time").before(note, " ")
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

function filterBy(form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value)
  let shown = 0
  for (const table of document.querySelectorAll("table.obligations")) {
    const rows = [...table.tBodies[0].rows]
    for (const row of rows) {
      const about = { ...table.dataset, ...row.dataset }
      row.hidden = !chosen.every(([name, value]) => about[name] === value)
    }
    const left = rows.filter(row => !row.hidden).length
    for (const part of [table, ...above(table)]) part.hidden = left === 0
    shown += left
  }
  for (const [heading, tables] of headings()) heading.hidden = tables.every(table => table.hidden)
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
  filterBy(form)
}

function startFilters(form) {
  if (!form.querySelector("select")) return
  form.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", () => { filterBy(form); toAddress(form) })
  addEventListener("popstate", () => fromAddress(form))
  // A figure leads to a whole list, so it opens what a filter has closed, before the browser goes there.
  addEventListener("click", event => {
    const link = event.target.closest("a[href^='#']")
    if (!link || !document.getElementById(link.hash.slice(1))?.hidden) return
    form.reset()
    filterBy(form)
    toAddress(form)
  })
  fromAddress(form)
}

markDeadlines(new Date())
for (const form of document.querySelectorAll("form[data-filters]")) startFilters(form)
