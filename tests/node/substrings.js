/* Every stretch of an item's text, of two signs to the length requested and of all lengths from the start of the text,
   that at most ten items hold: those that do not bring all these items among the first ten.

   An item that the stretch names by its number, as 150 does, comes before them and is not counted. */

import { engine, request } from "./open.js"

const items = engine.docs.filter(doc => doc.type === "item")
const stretches = new Set()
for (const { text } of items) {
  for (let start = 0; start < text.length; start++) {
    const longest = start ? Math.min(request.longest, text.length - start) : text.length
    for (let length = 2; length <= longest; length++) stretches.add(text.slice(start, start + length))
  }
}
const missed = []
let asked = 0
for (const stretch of stretches) {
  const holding = items.filter(doc => doc.text.includes(stretch))
  if (holding.length > 10) continue
  asked += 1
  const named = doc => String(doc.number) === stretch && !holding.includes(doc)
  const first = engine
    .search(stretch)
    .results.map(({ doc }) => doc)
    .filter(doc => !named(doc))
    .slice(0, 10)
  if (holding.some(doc => !first.includes(doc))) missed.push(stretch)
}
console.log(JSON.stringify({ asked, missed }))
