/* The engine and its index, as built into a folder, and the request of the test. */

import { readFileSync } from "node:fs"
import { runInThisContext } from "node:vm"

const folder = process.argv[2]
// As a page runs it: a script, which leaves what it has to everybody.
for (const name of ["engine.js", "topics.js"]) runInThisContext(readFileSync(`${folder}/${name}`, "utf8"))
export const index = JSON.parse(readFileSync(`${folder}/index.json`, "utf8"))
export const request = JSON.parse(readFileSync(0, "utf8"))
export const open = globalThis.createSearchEngine
export const engine = open(index)
engine.widen(globalThis.createTopics)
