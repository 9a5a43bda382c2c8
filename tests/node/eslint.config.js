/* Holds the scripts of the site to the browsers that package.json names. */

import { createRequire } from "node:module"
import compat from "eslint-plugin-compat"
import members from "./lint/members.js"

const { browserslist } = createRequire(import.meta.url)("./package.json")
/* Members of our own objects that are called as something new in browsers is. */
const OURS = ["changed", "results", "role", "show", "windows"]

export default [
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2020, sourceType: "module" },
    settings: { targets: browserslist },
    plugins: { compat, members },
    rules: {
      "compat/compat": "error",
      "members/members": ["error", { browsers: browserslist, ours: OURS }],
    },
  },
]
