// The reader's settings, kept on the device only, under names that belong to this site alone. The script of the theme
// expects these three functions; the settings that change the layout are applied here, before the page is drawn.
window.__md_scope = new URL("../..", document.currentScript.src)
window.__md_get = (name, storage, scope = window.__md_scope) => {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${name}`))
  } catch {
    return null
  }
}
window.__md_set = (name, value, storage, scope = window.__md_scope) => {
  try {
    ;(storage ?? localStorage).setItem(`${scope.pathname}.${name}`, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}
// The theme says so much later, when what depends on it would push the page about.
document.documentElement.classList.replace("no-js", "js")
if (window.__md_get("elder")) document.documentElement.classList.add("elder")
// Long lists are open in the page, for print, for links and for a search in it; where scripts run, they begin folded.
// Downloads and dates fold on a phone alone.
document.addEventListener(
  "readystatechange",
  () => {
    const folds = matchMedia("(max-width: 44.984375em)").matches ? "details.fold, details.phone-fold" : "details.fold"
    for (const fold of document.querySelectorAll(folds)) fold.open = false
  },
  { once: true },
)
// Where nothing can be copied, links stay where copy buttons would be.
if (navigator.clipboard || document.queryCommandSupported?.("copy")) document.documentElement.classList.add("copies")
// What a script promises above is there only if that script has run: it says so by its name.
addEventListener("load", () => {
  const ran = name => name in document.documentElement.dataset
  if (!ran("copyRan")) document.documentElement.classList.remove("copies")
  if (!ran("searchRan")) document.documentElement.classList.add("no-search")
})
// Without `site_url` the page for lost addresses knows the home page only from here; else it leads up and back.
try {
  window.__md_set("root", true, sessionStorage)
} catch {
  // Whoever blocks storage is refused already when it is named.
}
