/* Holds the styles of the site to the browsers that package.json names. */

import { createRequire } from "node:module"

const { browserslist } = createRequire(import.meta.url)("./package.json")

/* What these browsers have only in part, or lack, and the pages do without: looks, and nothing but looks. */
const LOOKS = [
  "css-clip-path",
  "css-focus-visible",
  "css-gradients",
  "css-marker-pseudo",
  "css-masks",
  "css-overflow",
  "css-paged-media",
  "css-scroll-behavior",
  "css-sticky",
  "css-text-indent",
  "multicolumn",
  "text-decoration",
]

export default {
  plugins: ["stylelint-no-unsupported-browser-features"],
  rules: { "plugin/no-unsupported-browser-features": [true, { browsers: browserslist, ignore: LOOKS }] },
}
