/* Cuts a query into tokens: names of units, words of roles, numbers, words of the vocabulary, and plain text.

   A word is cut at the least cost: what the vocabulary knows costs little, a stretch that occurs in the plan a little
   more, a sign that is neither costs most. The longest known name wins, as it leaves the fewest signs over. */

import { AT_DIGITS, AT_NUMERAL, valueOf } from "./numbers.js"

export const LONGEST_WORD = 40
/* The page of all tasks. What is said of it beside a unit, as in 硚口区任务清单, means the tasks of the unit. */
const PLAN = "page:plan"
const KNOWN = 0.1,
  NUMERIC = 0.2,
  FILLER = 0.2,
  BEGUN = 0.3,
  LITERAL = 0.35,
  UNKNOWN = 1

const commonStart = (a, b) => {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n
}
const isUnknown = piece => piece?.cost === UNKNOWN
const isPlain = piece =>
  !(
    "units" in piece ||
    "role" in piece ||
    "terms" in piece ||
    "pages" in piece ||
    "filler" in piece ||
    "value" in piece
  )

export class Parser {
  constructor(corpus) {
    this.corpus = corpus
  }

  /* What a record has to have: units, roles, and texts; and what the cutting cost. `more` yields further pieces. */
  tokens(words, more = () => []) {
    const pieces = words.flatMap(word => this.word(word, more))
    const units = pieces.filter(piece => piece.units)
    const needed = pieces.filter(
      piece =>
        !piece.units && !piece.role && !piece.filler && !piece.dropped && !(units.length && piece.pages?.[0] === PLAN),
    )
    const texts = units.length || needed.length ? needed : [{ text: words.join("") }]
    const weighed = texts.map((piece, n) => ({
      ...piece,
      minor: this.isMinor(piece, texts, units),
      last: n === texts.length - 1,
    }))
    return {
      whole: words.join(""),
      units,
      texts: weighed,
      roles: units.length ? pieces.filter(piece => piece.role).map(piece => piece.role) : [],
      unsure: pieces.some(piece => piece.dropped),
      guessed: pieces.some(piece => piece.guess),
      cost: pieces.reduce((sum, piece) => sum + piece.cost, 0),
    }
  }

  /* A single sign beside other tokens hardly counts. */
  isMinor(piece, texts, units) {
    return piece.text.length === 1 && !("value" in piece) && texts.length + units.length > 1
  }

  word(word, more) {
    const entry = this.corpus.words.get(word)
    if (entry) return [{ ...entry, text: word, cost: KNOWN }]
    const literal =
      word.length > 1 && !/^\d+$/.test(word) && (this.corpus.inItems(word) || this.corpus.inHeadings(word))
    return literal || word.length > LONGEST_WORD ? [{ text: word, cost: LITERAL }] : this.join(this.cut(word, more))
  }

  /* The pieces of a word at the least cost. */
  cut(word, more) {
    const best = [{ cost: 0 }]
    for (let start = 0; start < word.length; start++) {
      const known = [...this.vocabulary(word, start), ...this.numbers(word, start), ...this.literals(word, start)]
      for (const piece of [{ text: word[start], cost: UNKNOWN }, ...known, ...more(word, start)]) {
        const end = start + piece.text.length,
          cost = best[start].cost + piece.cost
        if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, start, piece }
      }
    }
    const found = []
    for (let end = word.length; end > 0; end = best[end].start) found.unshift(best[end].piece)
    return found
  }

  *vocabulary(word, start) {
    const { words, starts, longest } = this.corpus
    for (let end = Math.min(word.length, start + longest); end > start; end--) {
      const text = word.slice(start, end),
        entry = words.get(text)
      if (entry) yield { ...entry, text, cost: entry.filler ? FILLER : KNOWN }
    }
    const rest = word.slice(start),
      begun = starts.get(rest)
    const few = begun?.units.length < 5 && !words.has(rest)
    if (few && !this.corpus.inItems(rest)) yield { ...begun, text: rest, cost: BEGUN }
  }

  /* A number with the words behind it that stand behind the same number in the plan: its measure. */
  *numbers(word, start) {
    if (/\d/.test(word[start - 1] ?? "")) return
    const [inDigits, inNumerals] = [AT_DIGITS, AT_NUMERAL].map(pattern => {
      pattern.lastIndex = start
      return pattern.exec(word)?.[0]
    })
    const number = inDigits ?? inNumerals,
      value = number ? valueOf(number) : NaN
    if (Number.isNaN(value)) return
    const after = word.slice(start + number.length)
    const same = this.corpus.docs.flatMap(doc => doc.numbers.filter(found => found.value === value))
    const measure = after.slice(0, Math.max(0, ...same.map(found => commonStart(found.after, after))))
    if (inDigits || measure) yield { text: number + measure, number, value, measure, cost: NUMERIC }
  }

  *literals(word, start) {
    let end = start + 2
    while (end <= word.length && this.corpus.having(word.slice(start, end)).length) end++
    if (end - start > 2) yield { text: word.slice(start, end - 1), cost: LITERAL }
  }

  /* Neighbouring stretches of plain text as one piece. A lone sign that neither the plan nor the vocabulary has is
     dropped, but the reading is unsure then. */
  join(pieces) {
    const joined = []
    let last = null
    pieces.forEach((piece, n) => {
      const [before, after] = [pieces[n - 1], pieces[n + 1]]
      const lone = isUnknown(piece) && (before || after) && !isUnknown(before) && !isUnknown(after)
      if (lone) joined.push({ ...piece, dropped: true })
      else if (last && isPlain(piece) && isPlain(last) && last.unknown === isUnknown(piece)) {
        last.text += piece.text
        last.cost += piece.cost
      } else joined.push((last = { ...piece, unknown: isUnknown(piece) }))
    })
    return joined
  }
}
