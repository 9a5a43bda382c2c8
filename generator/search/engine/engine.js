/* Search over the plan, the same in a browser and in Node: createSearchEngine(index).search(query).

   A query is folded, cut into words, and each word into what the vocabulary knows (units, roles, numbers, what people
   type for a term of the plan) and plain text. What finds nothing is read again as pinyin, then as a slip between
   homophones. No segmentation dictionary is involved. */

import { Corpus } from "./corpus.js"
import { byRank, isFound, Matcher } from "./matcher.js"
import { ItemNumbers } from "./numbers.js"
import { Parser } from "./parser.js"
import { Reader } from "./reader.js"

/* The format of the index, which says its own. */
const VERSION = 1
const NAMED = 1000,
  NEXT_READING = 0.9

const meant = (result, way) => (way === "sure" ? !result.weak : result[way])

class Engine {
  constructor(index) {
    const corpus = new Corpus(index)
    Object.assign(this, {
      corpus,
      parser: new Parser(corpus),
      reader: new Reader(corpus),
      matcher: new Matcher(corpus),
      numbers: new ItemNumbers(corpus),
      units: corpus.units,
      sections: index.sections,
      parts: index.parts,
    })
  }

  /* Does now what the first query in pinyin, or with a slip, would wait for. */
  prepare() {
    return this.reader.places
  }

  /* Knows the topics of everyday life from now on, which come later than the first results. */
  widen(create) {
    this.topics = create(this.corpus)
  }

  /* The results for a query as typed, best first, and the phrases to mark in them. */
  search(typed) {
    const { folder } = this.corpus,
      words = folder.words(folder.query(typed))
    const raw = typed.slice(0, folder.longest).trim()
    const named = this.numbers.named(folder.light(raw.normalize("NFKC")).replace(/\s/g, ""))
    const direct = new Set(named)
    const { tokens, results: found } = this.best(words, raw, named.length > 0)
    const results = this.topics && !named.length ? this.topics.join(found, words) : found
    const others = results.filter(({ doc }) => !direct.has(doc))
    const all = [...named.map(doc => ({ doc, score: NAMED, weak: false, named: true })), ...others]
    const listed = all.map(({ doc, score, weak, named: cited = false, literal = false, by = [] }) => ({
      id: doc.id,
      doc,
      score,
      weak,
      cited,
      literal,
      by,
    }))
    return { results: listed, phrases: this.phrases(tokens), units: tokens.units.flatMap(token => token.units) }
  }

  /* The reading of the words that fits best: as typed where that finds something. */
  best(words, raw, certain) {
    const first = this.read(words, raw)
    if (first.strong || certain || !words.length || this.topics?.tells(words)) return first
    const spelt = [...this.reader.meant(words)].map(reading => this.read(reading, "")).filter(({ strong }) => strong)
    const units = spelt.filter(({ tokens }) => !tokens.texts.length),
      chosen = units.length ? units : spelt
    if (chosen.length) return this.merge(chosen)
    const heard = this.read(words, "", (word, start) => this.reader.homophones(word, start))
    if (heard.strong && heard.tokens.cost < first.tokens.cost) return this.doubted(heard)
    if (first.results.length) return first
    return this.doubted(this.read(words, "", (word, start) => this.reader.lookalikes(word, start)))
  }

  /* A reading whose results are weak where its words are but a guess. */
  doubted(reading) {
    if (reading.tokens.guessed)
      reading.results.forEach(result => {
        result.weak = true
      })
    return reading
  }

  read(words, raw, more) {
    const tokens = this.parser.tokens(words, more),
      results = words.length || raw ? this.matcher.rank(tokens, raw) : []
    return { tokens, results, strong: results.some(isFound) }
  }

  /* Several readings as one: every record by the best of them, the likelier reading counting more. */
  merge(readings) {
    const best = new Map()
    readings.forEach(({ results }, n) =>
      results.forEach(result => {
        const score = result.score * NEXT_READING ** n
        if (!(best.get(result.doc)?.score >= score)) best.set(result.doc, { ...result, score })
      }),
    )
    const results = [...best.values()].sort(byRank)
    const all = name => readings.flatMap(({ tokens }) => tokens[name])
    return { tokens: { texts: all("texts"), units: all("units") }, results }
  }

  /* Every promise once: of a project and the task that is the same matter as a whole, the one that was meant, with the
     other as its twin, at the place of the better of them. */
  once(results) {
    const found = new Map(results.map(result => [result.id, result])),
      twins = new Set()
    return results.flatMap(result => {
      const twin = found.get(this.twin(result.doc))
      if (!twin) return [result]
      if (twins.has(result.id)) return []
      twins.add(twin.id)
      const [first, other] = this.leading(result, twin)
      return [{ ...first, weak: first.weak && other.weak, twin: other.doc }]
    })
  }

  /* The id of the item that is the same matter as a whole. */
  twin({ twins = [] }) {
    return twins.find(({ whole }) => whole)?.id
  }

  /* How many promises records are: two items that are the same matter are one. */
  promises(docs) {
    return new Set(docs.map(doc => (doc.kind === "task" ? (this.twin(doc) ?? doc.id) : doc.id))).size
  }

  /* The project before the task, unless only the task is cited, found surely, or has the very words. */
  leading(one, other) {
    const [task, project] = one.doc.kind === "task" ? [one, other] : [other, one]
    const telling = ["cited", "sure", "literal"].find(way => meant(task, way) !== meant(project, way))
    return telling && meant(task, telling) ? [task, project] : [project, task]
  }

  phrases({ texts }) {
    const all = texts.flatMap(({ text, terms, number }) => [text, number, ...(terms ?? [])])
    return [...new Set(all.filter(Boolean))]
  }

  /* Which stretches of a text to mark: [start, end] pairs. */
  marks(text, phrases) {
    return this.corpus.folder.marks(text, phrases)
  }

  cite(id) {
    return this.record(id).citation
  }

  record(id) {
    return this.corpus.byId.get(id)
  }

  get docs() {
    return this.corpus.docs
  }
}

/* The engine is a script of its own. It reads an index of its own format, and of no other. */
globalThis.createSearchEngine = index => {
  if (index.version !== VERSION) throw Object.assign(new Error(`version ${index.version}`), { outdated: true })
  return new Engine(index)
}
