/* Unpacks Chromium 90, which the package chrome-aws-lambda carries, for the tests in an old browser. */

import { readFileSync, writeFileSync } from "node:fs"
import { brotliDecompressSync } from "node:zlib"

const inModules = path => new URL(`node_modules/${path}`, import.meta.url)
const packed = readFileSync(inModules("chrome-aws-lambda/bin/chromium.br"))
writeFileSync(inModules("chromium-90"), brotliDecompressSync(packed), { mode: 0o755 })
