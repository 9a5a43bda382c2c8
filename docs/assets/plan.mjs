// Copies a citation. Without this script the citation stands there to be selected, and no button is shown.
const SHOWN_FOR = 1500

function restore(button, label) {
  setTimeout(() => { button.textContent = label }, SHOWN_FOR)
}

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) break
  const label = button.textContent
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.textContent = "已复制"
    restore(button, label)
  })
}
