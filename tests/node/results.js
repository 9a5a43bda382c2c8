/* The results of each query: their ids in order, and which of them are weak. */

import { engine, request } from "./open.js"

const answers = request.map((query) => engine.search(query).results)
const ids = (results) => results.map((result) => result.id)
console.log(JSON.stringify(answers.map((results) => ({ ids: ids(results), weak: ids(results.filter(({ weak }) => weak)) }))))
