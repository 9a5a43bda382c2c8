// The theme opens its menu on narrow screens by a label, which a keyboard cannot reach; this makes it a button.
// Without this script the style sheet lets the keyboard reach the switch behind the label.
const drawer = document.getElementById("__drawer")
const label = document.querySelector('label.md-header__button[for="__drawer"]')

if (drawer && label) {
  const button = document.createElement("button")
  const show = () => button.setAttribute("aria-expanded", String(drawer.checked))
  button.type = "button"
  button.className = `${label.className} menu-button`
  button.setAttribute("aria-label", "导航菜单")
  button.append(...label.childNodes)
  button.addEventListener("click", () => drawer.click())
  drawer.addEventListener("change", show)
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && drawer.checked) drawer.click()
  })
  show()
  label.replaceWith(button)
}
