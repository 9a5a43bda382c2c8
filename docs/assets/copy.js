// Copies a citation or the address of an item. Without this script both stand there to be selected, and no button shows.
const SHOWN_FOR = 1500

// Addresses are those by which the publisher knows the page, where it says so; else those of the page at hand.
function addressed(address) {
  const canonical = document.querySelector("link[rel=canonical]")
  return new URL(address, canonical ? canonical.href : location.href.split(/[?#]/)[0]).href
}

function textOf({ dataset: { copy = "", copyAddress } }) {
  return copy + addressed(copyAddress)
}

// The command of old, for addresses without https: there the browser gives scripts no clipboard.
function copyByCommand(text) {
  const field = Object.assign(document.createElement("textarea"), { className: "unseen", value: text, readOnly: true })
  const focused = document.activeElement
  document.body.append(field)
  field.select()
  const copied = document.execCommand("copy")
  field.remove()
  focused.focus({ preventScroll: true })
  return copied
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByCommand(text)
  }
}

const status = Object.assign(document.createElement("p"), { className: "unseen" })
status.setAttribute("role", "status")

function start(button) {
  const label = button.textContent
  button.hidden = false
  button.addEventListener("click", async () => {
    const said = (await copy(textOf(button)).catch(() => false)) ? "已复制" : "未能复制，请选中后复制"
    status.textContent = button.textContent = said
    setTimeout(() => {
      button.textContent = label
      status.textContent = ""
    }, SHOWN_FOR)
  })
}

// Whether copying is possible at all was found out before the page was drawn.
if (document.documentElement.classList.contains("copies")) {
  const buttons = document.querySelectorAll("button[data-copy-address]")
  if (buttons.length) document.querySelector("main").append(status)
  for (const button of buttons) start(button)
}
document.documentElement.dataset.copyRan = ""
