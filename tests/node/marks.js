/* What is marked in the texts of the first ten results of each query: the marked stretches by id. */

import { engine, request } from "./open.js"

function marked(query) {
  const { results, phrases } = engine.search(query)
  const stretches = ({ text }) => engine.marks(text, phrases).map(([start, end]) => text.slice(start, end))
  return Object.fromEntries(results.slice(0, 10).map(({ id, doc }) => [id, stretches(doc)]))
}
console.log(JSON.stringify(request.map(marked)))
