// Lets readers narrow the table of all targets by section, lead and kind. Without this script every row is there.
import { fromAddress, toAddress } from "./filters.js"
import { guarded } from "./search/guard.js"

const rows = () => [...document.querySelectorAll("table.targets tbody tr")]

function show(form) {
  const chosen = [...new FormData(form)].filter(([, value]) => value)
  for (const row of rows()) row.hidden = !chosen.every(([name, value]) => row.dataset[name].split(" ").includes(value))
  const left = rows().filter(row => !row.hidden).length
  form.querySelector("output").textContent = chosen.length ? `显示${left}个，共${rows().length}个` : ""
}

function failed(form) {
  for (const row of rows()) row.hidden = false
  form.hidden = true
}

for (const form of document.querySelectorAll("form[data-target-filters]")) {
  const safely = guarded(() => failed(form))
  safely(() => {
    form.hidden = false
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener(
      "change",
      safely(() => {
        show(form)
        toAddress(form)
      }),
    )
    addEventListener(
      "popstate",
      safely(() => {
        fromAddress(form)
        show(form)
      }),
    )
    fromAddress(form)
    show(form)
  })()
}
