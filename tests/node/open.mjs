/* The engine and its index, as built into a folder, and the request of the test. */

import { readFileSync } from "node:fs"
import { pathToFileURL } from "node:url"

const folder = process.argv[2]
const { createEngine } = await import(pathToFileURL(`${folder}/engine.mjs`))
export const index = JSON.parse(readFileSync(`${folder}/index.json`, "utf8"))
export const request = JSON.parse(readFileSync(0, "utf8"))
export const engine = createEngine(index)
export const open = createEngine
