/* Where the engine sends a reader for each item and how it cites it: [URL, citation] by id. */

import { engine } from "./open.js"

const items = engine.docs.filter(doc => doc.type === "item")
console.log(JSON.stringify(Object.fromEntries(items.map(({ id, url, citation }) => [id, [url, citation]]))))
