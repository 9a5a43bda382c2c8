// The reader's settings, kept on the device only, under names that belong to this site alone. The script of the theme
// expects these three functions; the settings that change the layout are applied here, before the page is drawn.
window.__md_scope = new URL("..", document.currentScript.src)
window.__md_get = (name, storage = localStorage, scope = window.__md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${name}`))
  } catch {
    return null
  }
}
window.__md_set = (name, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${name}`, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}
// The theme says so much later, when what depends on it would push the page about.
document.documentElement.classList.replace("no-js", "js")
if (window.__md_get("elder")) document.documentElement.classList.add("elder")
// Where nothing can be copied, links stay where copy buttons would be.
if (navigator.clipboard || document.queryCommandSupported?.("copy")) document.documentElement.classList.add("copies")
// Without `site_url` the page for lost addresses knows the home page only from here.
try {
  window.__md_set("root", true, sessionStorage)
} catch {
  // It then leads up and back.
}
