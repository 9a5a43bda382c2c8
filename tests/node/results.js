/* The results of each query: their ids in order, which of them are weak, and the twins of those that have one. */

import { engine, request } from "./open.js"

const answers = request.map(query => engine.once(engine.search(query).results))
const ids = results => results.map(result => result.id)
const twins = results => Object.fromEntries(results.filter(({ twin }) => twin).map(({ id, twin }) => [id, twin.id]))
console.log(
  JSON.stringify(
    answers.map(results => ({
      ids: ids(results),
      weak: ids(results.filter(({ weak }) => weak)),
      twins: twins(results),
    })),
  ),
)
