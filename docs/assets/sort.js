// Lets readers sort a table by its columns of figures: the head of each becomes a button, which gives the most first, the
// least first, and the order of the page again. Without this script that order stays.
const NEXT = { none: "descending", descending: "ascending", ascending: "none" }

function sort(table, column, order) {
  const sign = order === "descending" ? -1 : 1
  // What is written with 万 has its exact value beside it.
  const figure = row => Number(row.cells[column].dataset.value || row.cells[column].textContent)
  const rows = [...table.tBodies[0].rows]
  // Rows of equal figures keep the order of the page.
  rows.sort((one, other) => Number(one.dataset.place) - Number(other.dataset.place))
  if (order !== "none") rows.sort((one, other) => sign * (figure(one) - figure(other)))
  table.tBodies[0].append(...rows)
}

function start(table) {
  const heads = [...table.tHead.rows[0].cells].filter(head => head.dataset.sort === "figures")
  for (const [place, row] of [...table.tBodies[0].rows].entries()) row.dataset.place = place
  for (const head of heads) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent })
    head.setAttribute("aria-sort", "none")
    head.replaceChild(button, head.firstChild)
    button.addEventListener("click", () => {
      const order = NEXT[head.getAttribute("aria-sort")]
      for (const one of heads) one.setAttribute("aria-sort", one === head ? order : "none")
      sort(table, head.cellIndex, order)
    })
  }
}

for (const table of document.querySelectorAll("table.sortable")) start(table)
