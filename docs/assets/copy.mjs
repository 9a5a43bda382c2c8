// Copies a citation or the address of an item. Without this script both stand there to be selected, and no button shows.
const SHOWN_FOR = 1500

function textOf(button) {
  return button.dataset.copy ?? new URL(button.dataset.copyAddress, location.href).href
}

for (const button of document.querySelectorAll("button[data-copy], button[data-copy-address]")) {
  if (!navigator.clipboard) break
  const label = button.textContent
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(textOf(button))
    button.textContent = "已复制"
    setTimeout(() => { button.textContent = label }, SHOWN_FOR)
  })
}
