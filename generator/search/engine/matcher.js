/* Matches tokens against all records and puts the results in order.

   A record's share of a token says how surely it has it, the score how well. All tokens at a share of STRONG make a
   complete result; what has only some of them, or hardly, is weak, and so is what has one only for a word that is near. */

import { QUOTES } from "./fold.js"
import { LONGEST_WORD } from "./parser.js"

/* From which share on a token counts as had, a piece of text as covered, and a weak result is worth showing. */
const STRONG = 0.5,
  COVERED = 0.7,
  LEAST_BESIDE_STRONG = 0.4,
  LEAST_ALONE = 0.25
/* How many results are the first, and how many of them hold the very words at the most. */
const FIRST = 10,
  NAMED_AT_MOST = 5
/* How firmly a unit is bound to its own page, an office to its unit's items, every unit to the other pages, and a unit or
   group to an item whose text has what was typed for it. */
const UNIT_ITSELF = 4,
  OFFICE_ITSELF = 5,
  PAGE_BOND = 0.5,
  IN_TEXT = 1.8
/* The weight of a token: words of the vocabulary and long ones say more, and the last of a phrase, its noun. */
const MINOR = 0.1,
  KNOWN_WORD = 1.4,
  LAST_WORD = 1.2,
  LONG = 5,
  USUAL = 2
/* What the nearest term of a word scores, and how much less each further one does; likewise for pages. */
const NEAREST_TERM = 1.15,
  NEXT_TERM = 0.2,
  NEAREST_PAGE = 9,
  NEXT_PAGE = 3,
  NEXT_RELATED = 0.08
/* By type of record, what a phrase in its text counts; a short text and a rare phrase count more. */
const PHRASE_IN = { item: 1, unit: 0.8, page: 0.5 },
  PIECE_IN = { item: 1, unit: 0.5, page: 0.5 }
const EARLY = 0.1,
  EARLY_WITHIN = 10,
  RARE = 0.05,
  LENGTH = 0.25
/* Share and score of a phrase in the headings above an item, of a number with its measure, and of a bare number. */
const IN_HEADING = [0.6, 0.3],
  WITH_MEASURE = [1, 1.2],
  BARE_NUMBER = [0.4, 0.4]
/* The score of a covered piece: its least, and per sign; a share below COVERED counts less. */
const PIECE = 0.3,
  PER_SIGN = 13,
  UNCOVERED = 0.7
/* What counts weakly: words inside a longer word, and words of the vocabulary while they are typed. */
const RELATED = [0.42, 0.3],
  LONGEST_INNER = 6,
  TYPED_START = 0.8,
  TYPED_PAGE = [0.8, 0.5]
/* Where units are named too, a text counts by how firmly they are bound. */
const BOUND = 0.5,
  FIRMNESS_PART = 8,
  ALL_BOUND = 0.2
/* What puts units that were asked for, and texts that hold the very words, before the rest. */
const UNITS_FIRST = 100,
  WORDS_FIRST = 50

/* Whether a result has all that was asked for, by its name or by another that is near. */
export const isFound = ({ weak, near }) => !weak || near
/* What has all of it comes first, then what has it only nearly, then what has a part of it. */
export const byRank = (a, b) => a.weak - b.weak || isFound(b) - isFound(a) || b.score - a.score

export class Matcher {
  constructor(corpus) {
    this.corpus = corpus
  }

  /* All results of a reading of the query, in order. `raw` is the query as typed, with its punctuation. */
  rank({ whole, units, roles, texts, unsure }, raw) {
    const hits = texts.map(token => ({ weight: this.importance(token), minor: token.minor, found: this.token(token) }))
    const literal = new Set(this.literals(raw, whole))
    const all = this.candidates(hits, units, literal).map(doc => this.judge(doc, hits, units, roles))
    const judged = all.filter(result => result.share > 0 || literal.has(result.doc))
    for (const result of judged) {
      result.literal = literal.has(result.doc)
      result.near = result.near && result.complete && !unsure && !result.literal
      result.weak = !result.literal && (unsure || !result.complete || result.near)
    }
    const least = judged.some(isFound) ? LEAST_BESIDE_STRONG : LEAST_ALONE
    const results = judged.filter(result => !result.weak || result.share >= least)
    const onlyUnits = units.length > 0 && !hits.some(({ found }) => found.size)
    return this.order(onlyUnits ? this.unitsFirst(results, units, unsure || texts.length > 0) : results, literal)
  }

  /* The records worth judging: those with any token, or all where units are asked for. */
  candidates(hits, units, literal) {
    if (units.length) return this.corpus.docs
    const places = new Set(hits.flatMap(({ found }) => [...found.keys()]))
    for (const { place } of literal) places.add(place)
    return [...places].map(place => this.corpus.docs[place])
  }

  importance({ text, terms, pages, minor, last }) {
    if (minor) return MINOR
    return (terms || pages ? KNOWN_WORD : 1) * (last ? LAST_WORD : 1) * Math.sqrt(Math.min(text.length, LONG) / USUAL)
  }

  /* What each record has of a token: place → { share, score, exact }, where `exact` is the share without near words. */
  token(token) {
    const hits = new Map()
    const note = (doc, share, score, near) => {
      const known = hits.get(doc.place) ?? { share: 0, score: 0, exact: 0 }
      hits.set(doc.place, {
        share: Math.max(share, known.share),
        score: Math.max(score, known.score),
        exact: near ? known.exact : Math.max(share, known.exact),
      })
    }
    const nearly = (doc, share, score) => note(doc, share, score, token.near)
    ;(token.pages ?? []).forEach((id, n) => note(this.corpus.byId.get(id), 1, NEAREST_PAGE - NEXT_PAGE * n))
    ;(token.terms ?? []).forEach((term, n) => this.phrase(term, NEAREST_TERM - NEXT_TERM * n, nearly))
    if ("value" in token) this.number(token, note)
    this.phrase(token.text, 1, note)
    if (!token.terms) this.cover(token.text, note)
    this.related(token, note)
    if (![...hits.values()].some(({ share }) => share >= STRONG)) this.begun(token.text, note)
    return hits
  }

  weight(doc, count) {
    return (1 + RARE * this.corpus.idf(count)) / (1 - LENGTH + (LENGTH * doc.tight.length) / this.corpus.average)
  }

  phrase(phrase, weight, note) {
    const found = this.corpus.having(phrase)
    for (const doc of found) {
      const early = EARLY / (1 + doc.tight.indexOf(phrase) / EARLY_WITHIN)
      note(doc, 1, (weight + early) * PHRASE_IN[doc.type] * this.weight(doc, found.length))
    }
    if (phrase.length < 2) return
    const [share, score] = IN_HEADING
    for (const doc of this.corpus.items) if (doc.heads.includes(phrase)) note(doc, share, score * weight)
  }

  number({ value, number, measure }, note) {
    for (const doc of this.corpus.docs) {
      for (const found of doc.numbers) {
        const same = found.value === value
        if (same && found.after.startsWith(measure)) note(doc, ...WITH_MEASURE)
        else if (same || found.text.replace(/\D+$/, "") === number) note(doc, ...BARE_NUMBER)
      }
    }
  }

  /* How much of a piece of text the overlapping pairs of its signs cover. */
  cover(piece, note) {
    const seen = new Map()
    for (let n = 1; n < piece.length; n++) {
      const places = this.corpus.postings.get(piece.slice(n - 1, n + 1)) ?? []
      for (const place of places) {
        const state = seen.get(place) ?? { last: -1, signs: 0, sum: 0 }
        state.signs += state.last === n - 1 ? 1 : 2
        state.sum += this.corpus.idf(places.length)
        seen.set(place, Object.assign(state, { last: n }))
      }
    }
    for (const [place, { signs, sum }] of seen) {
      const doc = this.corpus.docs[place],
        share = signs / piece.length,
        rarity = sum / (piece.length - 1) / PER_SIGN
      const score = share * share * (PIECE + rarity) * this.weight(doc, 1) * PIECE_IN[doc.type]
      note(doc, share >= COVERED ? share : share * UNCOVERED, score)
    }
  }

  /* Weakly: what the words inside a longer word stand for. */
  related({ text, terms }, note) {
    const [part, less] = RELATED,
      weakly = (doc, share, score) => note(doc, part, less * score)
    for (let start = 0; start < Math.min(text.length, LONGEST_WORD); start++) {
      for (let end = start + 2; end <= text.length && end - start <= LONGEST_INNER; end++) {
        const inner = this.corpus.words.get(text.slice(start, end))?.terms ?? []
        if (inner !== terms) inner.forEach((term, n) => this.phrase(term, 1 - NEXT_RELATED * n, weakly))
      }
    }
  }

  /* A part of a word of the vocabulary, as while it is being typed: 食堂 of 老年食堂. */
  begun(text, note) {
    if (text.length < 2) return
    for (const [word, { terms, pages, near }] of this.corpus.words) {
      if (!word.includes(text)) continue
      const less = (doc, share, score) => note(doc, TYPED_START * share, TYPED_START * score, near)
      ;(terms ?? []).forEach((term, n) => this.phrase(term, 1 - NEXT_RELATED * n, less))
      ;(pages ?? []).slice(0, 1).forEach(id => note(this.corpus.byId.get(id), ...TYPED_PAGE))
    }
  }

  /* What a record has of all tokens. A token that no record has says nothing about any of them. */
  judge(doc, hits, units, roles) {
    let [score, share, needed, asked, complete, near] = [0, 0, 0, 0, true, false]
    for (const { weight, minor, found } of hits) {
      const hit = found.get(doc.place)
      complete = complete && (minor || (hit?.share ?? 0) >= STRONG)
      near = near || (!minor && (hit?.exact ?? 0) < STRONG)
      asked += weight
      if (!found.size) continue
      needed += weight
      share += weight * (hit?.share ?? 0)
      score += weight * (hit?.score ?? 0)
    }
    const bonds = units.map(token => this.bond(doc, token, roles))
    const bound = bonds.filter(bond => bond > 0).length,
      least = Math.min(...bonds),
      all = bound === units.length
    if (units.length) score = hits.length ? score * (BOUND + least / FIRMNESS_PART + (all ? ALL_BOUND : 0)) : least
    const part = (share + bound) / (needed + units.length || 1)
    return {
      doc,
      score,
      near,
      share: part,
      told: (share + bound) / (asked + units.length || 1),
      complete: complete && all,
    }
  }

  /* How firmly a record is bound to one of the units, most of all by the office within it that was asked for; a page is
     bound to all a little. */
  bond(doc, { units, office, text }, roles) {
    if (doc.type === "page") return PAGE_BOND
    if (doc.type === "unit") return units.some(unit => this.corpus.units[unit].id === doc.id) ? UNIT_ITSELF : 0
    const lead = roles.includes("lead"),
      part = !lead && roles.includes("responsible")
    const fits = bond => bond && !(lead && bond.role !== "lead") && !(part && bond.role === "lead")
    const bound = units.filter(unit => fits(doc.bonds.get(unit)))
    const named = unit => office && doc.offices.get(unit) === office
    const inText = doc.tight.includes(text) ? IN_TEXT : 0
    return Math.max(inText, ...bound.map(unit => (named(unit) ? OFFICE_ITSELF : doc.bonds.get(unit).firmness)))
  }

  /* Where only units are asked for, they come first, and other units and pages are left out. Several units mean what
     binds them all, where anything does. */
  unitsFirst(results, units, unsure) {
    const own = new Map(units.flatMap(token => token.units).map((unit, n) => [this.corpus.units[unit].id, n]))
    const kept = results.filter(({ doc }) => doc.type === "item" || own.has(doc.id))
    if (units.length > 1 && kept.some(({ weak }) => !weak)) return kept
    for (const result of kept) {
      if (own.has(result.doc.id)) Object.assign(result, { score: UNITS_FIRST - own.get(result.doc.id), weak: unsure })
    }
    return kept
  }

  /* Items that hold the query as it was typed, even where that is only punctuation; or else but for its punctuation. */
  literals(raw, whole) {
    if (raw.length < 2) return []
    const light = this.corpus.folder.light(raw).replace(QUOTES, '"')
    for (const test of [doc => doc.text.includes(raw), doc => doc.light.includes(light)]) {
      const found = this.corpus.items.filter(test)
      if (found.length) return found
    }
    return whole.length > 1 ? this.corpus.having(whole).filter(doc => doc.type === "item") : []
  }

  /* Best first; and texts that hold the very words among the first, if so few do. */
  order(results, literal) {
    const sort = () => results.sort((a, b) => byRank(a, b) || a.doc.place - b.doc.place)
    const late = sort()
      .slice(FIRST - NAMED_AT_MOST)
      .some(result => literal.has(result.doc))
    if (late && literal.size <= FIRST) {
      results.filter(({ doc }) => literal.has(doc)).forEach(result => (result.score += WORDS_FIRST))
    }
    return sort()
  }
}
