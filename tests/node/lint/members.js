/* The rule that no member is used which no object has in the browsers of the baseline: `replaceChildren`, `findLast`.

   What an object is cannot be told from a script, so a name passes that is old anywhere, as `size` is of a Map. */

import { createRequire } from "node:module"
import browserslist from "browserslist"

const { api, javascript } = createRequire(import.meta.url)("@mdn/browser-compat-data")

/* The interfaces of which a page is made. Others share their names with too many of our own. */
const PAGE = /^(EventTarget|Node|NodeList|Element|HTML\w*Element|Document|DocumentFragment|DOMTokenList|Window|\w*Event|URL\w*|FormData|Response|Storage)$/

const number = (version) => parseFloat(String(version).replace("≤", ""))

/* Whether a browser of a version has a feature, without a switch or a prefix. */
function has(support, browser, version) {
  const plain = ({ version_added, version_removed, flags, prefix, alternative_name }) =>
    number(version_added) <= version && !(number(version_removed) <= version) && !flags && !prefix && !alternative_name
  return [support[browser] ?? []].flat().some(plain)
}

/* The names of members that lack in one of the browsers, each for every object that has it. */
function lacking(browsers) {
  const targets = browserslist(browsers).map((one) => one.split(" ")).map(([name, version]) => [name, number(version)])
  const old = new Map()
  const ofPages = Object.keys(api).filter((name) => PAGE.test(name)).map((name) => api[name])
  for (const members of [...ofPages, ...Object.values(javascript.builtins)]) {
    for (const [name, { __compat: compat }] of Object.entries(members)) {
      if (!compat) continue
      const everywhere = targets.every(([browser, version]) => has(compat.support, browser, version))
      old.set(name, old.get(name) || everywhere)
    }
  }
  return new Set([...old.keys()].filter((name) => !old.get(name)))
}

function create(context) {
  const [{ browsers, ours }] = context.options
  const absent = lacking(browsers)
  ours.forEach((name) => absent.delete(name))
  const check = (node, key) => {
    if (key.type === "Identifier" && absent.has(key.name)) {
      context.report({ node: key, message: `“${key.name}” 在要支持的浏览器里还没有` })
    }
  }
  return {
    MemberExpression(node) { if (!node.computed) check(node, node.property) },
  }
}

export default { rules: { members: { meta: { type: "problem", schema: [{ type: "object" }] }, create } } }
