/* The records to be found, their postings, and the vocabulary of the search. */

import { Folder, push, QUOTES } from "./fold.js"
import { NUMBER, valueOf } from "./numbers.js"
import { Pinyin } from "./pinyin.js"

/* How firmly a unit is bound, by the basis and by the role. */
const FIRMNESS = {
  named: { lead: 4, responsible: 2 },
  default_lead: { lead: 3.9 },
  host: { lead: 3.5, responsible: 1.9 },
  group: { lead: 1.5, responsible: 1 },
}
const SUPPORT = 0.9

export class Corpus {
  constructor(index) {
    this.folder = new Folder(index.traditional, index.longest)
    Object.assign(this, { city: index.city, sections: index.sections, parts: index.parts })
    this.pinyin = new Pinyin(index.pinyin)
    this.bonds = index.bonds.map(bond => ({ ...bond, firmness: FIRMNESS[bond.basis][bond.role] ?? SUPPORT }))
    this.units = index.units.map(unit => ({
      official: "",
      aliases: [],
      offices: [],
      url: index.unit_url.replace("*", unit.id),
      ...unit,
    }))
    this.offices = this.units.flatMap(({ offices }, unit) => offices.map(office => ({ ...office, unit })))
    this.twins = this.pairs(index.restatements)
    this.docs = [
      ...index.items.map(item => this.item(index, item)),
      ...this.units.map(unit => this.unit(unit)),
      ...index.pages.map(({ id, title, url, text }) => ({
        id: `page:${id}`,
        type: "page",
        title,
        url,
        text,
        head: "",
      })),
    ]
    this.docs.forEach((doc, place) => this.prepare(doc, place))
    this.byId = new Map(this.docs.map(doc => [doc.id, doc]))
    this.items = this.docs.filter(doc => doc.type === "item")
    this.average = this.docs.reduce((sum, doc) => sum + doc.tight.length, 0) / this.docs.length
    this.words = new Map()
    this.starts = new Map()
    this.learn(index)
  }

  item(index, { id, section, heading, clauses }) {
    const { title, part, url } = index.sections[section],
      [kind, counted] = id.split("-"),
      place = index.parts[part]
    const usual = place.citation.replace("*", place.numerals[counted - 1] ?? counted)
    const [citation, number] = place.cited?.[id] ?? [usual, counted]
    const head = [index.headings[heading], title, index.parts[part].title].filter(Boolean).join("|")
    return {
      id,
      type: "item",
      kind,
      number: Number(number),
      part,
      section,
      citation,
      url: url.replace("*", id),
      head,
      bonds: this.nearest(clauses.flatMap(({ direct, derived }) => [direct, index.derived[derived]])),
      leads: this.leads(clauses.map(({ direct }) => direct)),
      offices: this.officesOf(id),
      twins: this.twins.get(id) ?? [],
      text: clauses.map(({ text }) => text).join(""),
    }
  }

  /* Project and task → the other, and whether both are the same matter as a whole. */
  pairs(restatements) {
    const twins = new Map()
    for (const { project, task, whole } of restatements) {
      push(twins, project, { id: task, whole })
      push(twins, task, { id: project, whole })
    }
    return twins
  }

  /* Unit → the office within it that does the work of an item. */
  officesOf(id) {
    return new Map(this.offices.filter(({ items }) => items.includes(id)).map(({ unit, name }) => [unit, name]))
  }

  /* Unit → the firmest of its bonds to an item. */
  nearest(bound) {
    const nearest = new Map()
    for (const [n, units] of bound.flatMap(one => Object.entries(one ?? {}))) {
      const bond = this.bonds[n],
        firmer = unit => !(nearest.get(unit)?.firmness > bond.firmness)
      units.filter(firmer).forEach(unit => nearest.set(unit, bond))
    }
    return nearest
  }

  leads(bound) {
    const leading = bound.flatMap(one => Object.entries(one ?? {})).filter(([n]) => this.bonds[n].role === "lead")
    return [...new Set(leading.flatMap(([, units]) => units))]
  }

  unit({ id, name, url, kind, official, aliases, offices }) {
    const names = [name, ...aliases, ...offices.flatMap(office => [office.name, ...office.aliases])]
    return { id, type: "unit", title: name, kind, url, official, offices, head: "", text: names.join("，") }
  }

  prepare(doc, place) {
    const tight = this.folder.key(doc.text)
    const numbers = [...tight.matchAll(NUMBER)].map(({ 0: text, index }) => ({
      text,
      value: valueOf(text),
      after: tight.slice(index + text.length, index + text.length + 6),
    }))
    const light = this.folder.light(doc.text).replace(QUOTES, '"')
    Object.assign(doc, { place, tight, light, numbers, heads: this.folder.key(doc.head) })
  }

  learn(index) {
    this.postings = new Map()
    this.docs.forEach(doc => this.post(doc))
    this.units.forEach((unit, n) => [unit.name, ...unit.aliases].forEach(name => this.learnUnit(name, [n])))
    index.ambiguous.forEach(({ name, units }) => this.learnUnit(name, units))
    for (const { unit, name, aliases } of this.offices) {
      ;[name, ...aliases].forEach(called => this.learnUnit(called, [unit], name))
    }
    for (const { id, typed, also } of index.pages) {
      const pages = [id, ...also].map(page => `page:${page}`)
      typed.forEach(word => this.learnWord(word, { pages }))
    }
    this.learnSynonyms(index.items.flatMap(({ synonyms = [] }) => synonyms))
    index.roles.forEach(({ role, typed }) => typed.forEach(word => this.learnWord(word, { role })))
    index.fillers.forEach(word => this.learnWord(word, { filler: true }))
    const prefixes = index.prefixes.flatMap(({ kind, typed }) => typed.map(word => [this.folder.key(word), kind]))
    this.prefixes = new Map(prefixes)
    this.longest = Math.max(...[...this.words.keys()].map(word => word.length))
  }

  post(doc) {
    const pairs = new Set()
    for (let n = 1; n < doc.tight.length; n++) pairs.add(doc.tight.slice(n - 1, n + 1))
    for (const pair of pairs) push(this.postings, pair, doc.place)
  }

  /* `spoken` are the words that pinyin and homophones may stand for. */
  learnSynonyms(synonyms) {
    const words = joined => joined?.split("|") ?? []
    const known = synonyms.map(synonym => ({
      ...synonym,
      terms: words(synonym.terms).map(term => this.folder.key(term)),
    }))
    for (const { terms, typed, near } of known) {
      words(typed).forEach(word => this.learnWord(word, { terms }))
      words(near).forEach(word => this.learnWord(word, { terms, near: true }))
    }
    this.spoken = [...new Set([...this.words.keys(), ...known.flatMap(({ terms }) => terms)])]
  }

  learnWord(word, entry) {
    const key = this.folder.key(word)
    if (!this.words.get(key)?.units) this.words.set(key, { ...this.words.get(key), ...entry })
  }

  /* A name of a unit or of an office within it, also with the city before it, and its beginnings while it is typed. */
  learnUnit(name, units, office) {
    const bare = this.folder.key(name)
    for (const city of ["", "市", this.city, this.city.replace(/市$/, "")])
      this.learnWord(city + bare, { units, office })
    for (let n = 2; n < bare.length; n++) {
      const start = bare.slice(0, n),
        known = this.starts.get(start) ?? { units, office }
      const both = [...new Set([...known.units, ...units])]
      this.starts.set(start, { units: both, office: known.office === office ? office : undefined })
    }
  }

  /* The records that have a phrase in their text. The rarest of its pairs narrows the search. */
  having(phrase) {
    if (phrase.length < 2) return this.docs.filter(doc => doc.tight.includes(phrase))
    let rarest = null
    for (let n = 1; n < phrase.length; n++) {
      const places = this.postings.get(phrase.slice(n - 1, n + 1))
      if (!places) return []
      if (!rarest || places.length < rarest.length) rarest = places
    }
    const found = rarest.map(place => this.docs[place])
    return phrase.length === 2 ? found : found.filter(doc => doc.tight.includes(phrase))
  }

  inItems(phrase) {
    return this.having(phrase).some(doc => doc.type === "item")
  }

  inHeadings(phrase) {
    return this.items.some(doc => doc.heads.includes(phrase))
  }

  /* How much a word tells that `count` records have. */
  idf(count) {
    return Math.log(1 + (this.docs.length - count + 0.5) / (count + 0.5))
  }
}
