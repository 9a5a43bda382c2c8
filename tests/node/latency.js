/* How long the engine takes, in milliseconds: to open, to read the topics, and for each key of the queries as they are
   typed, with the index as it is and with as many copies of its items as requested. */

import { index, open, request } from "./open.js"

const percentile = (times, share) => times.sort((a, b) => a - b)[Math.floor((times.length - 1) * share)]

function timed(work) {
  const start = performance.now()
  const value = work()
  return { value, took: performance.now() - start }
}

function measure(copies) {
  const items = Array.from({ length: copies }, () => index.items).flat()
  const { value: engine, took } = timed(() => open({ ...index, items }))
  const keys = request.queries.flatMap(query => Array.from(query, (_, n) => query.slice(0, n + 1)))
  const first = timed(() => engine.search(keys[0])).took
  const widened = timed(() => engine.widen(globalThis.createTopics)).took
  engine.prepare()
  const times = keys.map(key => timed(() => engine.search(key)).took)
  return {
    copies,
    open: took,
    first,
    widened,
    median: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    worst: Math.max(...times),
  }
}

console.log(JSON.stringify(request.copies.map(measure)))
