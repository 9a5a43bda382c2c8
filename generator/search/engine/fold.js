/* Folds text so that what looks or means the same compares the same. */

import { valueOf } from "./numbers.js"

export const QUOTES = /["'`´“”‘’«»「」『』《》〈〉]/g
const OPENING = "“‘（〈《【",
  CLOSING = "”’）〉》】"
const DASHES = /[‐-―−－~～〜]/g

export const push = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value])
export const isLatin = word => /^[a-zü][a-zü']*$/.test(word)

/* Where brackets and quotation marks stand whose partner is outside a stretch of text. */
function unpaired(text, start, end) {
  const open = [],
    alone = []
  for (let n = start; n < end; n++) {
    if (OPENING.includes(text[n])) open.push(n)
    else if (CLOSING.includes(text[n]) && open.pop() === undefined) alone.push(n)
  }
  return [...alone, ...open]
}

export class Folder {
  /* `pairs` is a text of pairs: a traditional form and its simplified form. Of a query, `longest` signs are read. */
  constructor(pairs, longest) {
    this.longest = longest
    this.simple = new Map()
    for (let n = 0; n < pairs.length; n += 2) this.simple.set(pairs[n], pairs[n + 1])
    this.folded = new Map()
  }

  /* Case, width, dashes, traditional forms; every sign keeps its place. */
  light(text) {
    return text.replace(/[^\x20-\x40\x5b-\x7e]/g, sign => this.folded.get(sign) ?? this.sign(sign))
  }

  sign(sign) {
    const plain = sign.normalize("NFKC").toLowerCase().replace(DASHES, "-")
    const folded = this.simple.get(sign) ?? (plain.length === 1 ? (this.simple.get(plain) ?? plain) : sign)
    this.folded.set(sign, folded)
    return folded
  }

  /* Only what counts, letters, digits and signs of quantity, and the place of each in the text. */
  tight(text) {
    const light = this.light(text),
      at = []
    for (let n = 0; n < light.length; n++) {
      if (/[\p{L}\p{N}%+]/u.test(light[n]) || this.withinNumber(light, n)) at.push(n)
    }
    return { text: at.map(n => light[n]).join(""), at }
  }

  withinNumber(text, n) {
    return /[.\-/]/.test(text[n]) && /\d/.test(text[n - 1] ?? "") && /\d/.test(text[n + 1] ?? "")
  }

  /* The text of what counts alone: how words are compared. */
  key(word) {
    return this.tight(word).text
  }

  /* A query as typed, with spaces and commas inside quantities (15 万 吨) closed, 百分之 as %, no quotation marks. */
  query(typed) {
    const whole = typed
      .slice(0, this.longest)
      .replace(/\p{Surrogate}/gu, " ")
      .normalize("NFKC")
    const plain = this.light(whole).replace(QUOTES, "")
    const percent = plain.replace(/百分之([\d.]+|[一二三四五六七八九十]+)/g, (_, number) => `${valueOf(number)}%`)
    return percent
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
      .replace(/(\d)\s*\.\s*(?=\d)/g, "$1.")
      .replace(/([\d百千万亿])\s+(?=[%百千万亿]|\p{Script=Han}(?:\s|$))/gu, "$1")
      .replace(/\s+/g, " ")
      .trim()
  }

  words(query) {
    return query
      .split(/[^\p{L}\p{N}%+./-]+/u)
      .map(word => this.key(word))
      .filter(Boolean)
  }

  /* Which stretches of a text to mark for phrases that were found: [start, end] pairs in order. */
  marks(text, phrases) {
    const { text: tight, at } = this.tight(text),
      marked = new Set()
    for (const phrase of phrases) {
      if (this.mark(tight, phrase, marked)) continue
      for (let n = 1; n < phrase.length; n++) this.mark(tight, phrase.slice(n - 1, n + 1), marked)
    }
    const found = []
    for (const n of [...marked].sort((a, b) => a - b)) {
      if (marked.has(n - 1)) found[found.length - 1].push(at[n])
      else found.push([at[n]])
    }
    return found.flatMap(places => this.stretches(text, places))
  }

  /* A stretch from the first to the last of some places, with the partner of its bracket or quotation mark if that
     stands beside it. It is cut at those whose partner is elsewhere. */
  stretches(text, places) {
    const start = places[0],
      end = places[places.length - 1] + 1
    const wider = [start - OPENING.includes(text[start - 1]), end + CLOSING.includes(text[end])]
    const alone = unpaired(text, start, end),
      found = []
    if (alone.length && !unpaired(text, ...wider).length) return [wider]
    places.forEach((place, n) => {
      if (n && !alone.some(one => places[n - 1] < one && one < place)) found[found.length - 1][1] = place + 1
      else found.push([place, place + 1])
    })
    return found
  }

  mark(tight, phrase, marked) {
    for (let n = tight.indexOf(phrase); n >= 0; n = tight.indexOf(phrase, n + 1)) {
      for (let m = n; m < n + phrase.length; m++) marked.add(m)
    }
    return tight.includes(phrase)
  }
}
