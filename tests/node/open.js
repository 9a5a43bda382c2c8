/* The engine and its index, as built into a folder, and the request of the test. */

import { readFileSync } from "node:fs"

const folder = process.argv[2]
// Node would go by the ending, or by a package.json in the folder; a type says what a server says.
const engineModule = encodeURIComponent(readFileSync(`${folder}/engine.js`, "utf8"))
const { createEngine } = await import(`data:text/javascript,${engineModule}`)
export const index = JSON.parse(readFileSync(`${folder}/index.json`, "utf8"))
export const request = JSON.parse(readFileSync(0, "utf8"))
export const engine = createEngine(index)
export const open = createEngine
