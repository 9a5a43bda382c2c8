// Applies the reader's choice of light or dark before the page is drawn. Whoever follows the system follows it here too.
{
  const palette = window.__md_get("__palette")
  if (palette && palette.color) {
    let color = palette.color
    if (color.media === "(prefers-color-scheme)") {
      const light = matchMedia("(prefers-color-scheme: light)").matches
      const input = document.querySelector(
        `[data-md-color-media='(prefers-color-scheme: ${light ? "light" : "dark"})']`,
      )
      color = {
        media: input.dataset.mdColorMedia,
        scheme: input.dataset.mdColorScheme,
        primary: input.dataset.mdColorPrimary,
        accent: input.dataset.mdColorAccent,
      }
    }
    for (const [key, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${key}`, value)
  }
}
