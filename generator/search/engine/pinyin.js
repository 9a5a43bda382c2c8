/* Readings of characters, and comparing words by them. */

import { push } from "./fold.js"

/* What may be typed for a reading: all of it, its first letter, or either. */
export const whole = reading => [reading]
export const initial = reading => [reading[0]]
export const either = reading => [reading, ...(/^[zcs]h/.test(reading) ? [reading.slice(0, 2)] : []), reading[0]]

/* The everyday characters in the order of GB 2312, which is by reading. */
function everyday() {
  const bytes = []
  for (let row = 0xb0; row < 0xd8; row++) {
    for (let cell = 0xa1; cell < (row < 0xd7 ? 0xff : 0xfa); cell++) bytes.push(row, cell)
  }
  return new TextDecoder("gb2312").decode(Uint8Array.from(bytes))
}

/* ü has no key of its own: lv or, as on road signs, lu. */
const waysToType = reading => (/^[ln]v/.test(reading) ? [reading, reading.replace("v", "u")] : [reading])

/* Speakers of the region confuse zh and z, ng and n, l and n. */
const blur = reading =>
  reading
    .replace(/^([zcs])h/, "$1")
    .replace(/ng$/, "n")
    .replace(/^l/, "n")

export class Pinyin {
  /* `runs` are readings with the number of everyday characters that have it, `others` readings with characters. */
  constructor({ runs, others }) {
    this.readings = new Map()
    const signs = everyday(),
      read = (sign, reading) => waysToType(reading).forEach(way => push(this.readings, sign, way))
    let next = 0
    for (const [, reading, count] of runs.matchAll(/([a-z]+)(\d+)/g)) {
      for (let n = 0; n < count; n++) read(signs[next++], reading)
    }
    for (const [, reading, more] of others.matchAll(/([a-z]+)([^a-z ]+)/g)) {
      for (const sign of more) read(sign, reading)
    }
    this.sounds = new Map()
    this.letters = new Map()
  }

  /* What a sign sounds like, confusions aside; a sign without a reading sounds like itself. */
  soundsOf(sign) {
    if (!this.sounds.has(sign)) this.sounds.set(sign, [...new Set((this.readings.get(sign) ?? [sign]).map(blur))])
    return this.sounds.get(sign)
  }

  alike(a, b) {
    return a === b || this.soundsOf(a).some(sound => this.soundsOf(b).includes(sound))
  }

  /* The letters with which the typing of a sign can begin. */
  firsts(sign) {
    if (!this.letters.has(sign)) {
      this.letters.set(sign, new Set([sign, ...(this.readings.get(sign) ?? []).map(reading => reading[0])]))
    }
    return this.letters.get(sign)
  }

  /* Where in `text` the letters from `typed` on, begun at `start`, end; -1 if they are not its reading. */
  end(text, start, letters, typed, step) {
    if (typed === letters.length) return start
    if (start >= text.length) return -1
    if (letters[typed] === text[start]) return this.end(text, start + 1, letters, typed + 1, step)
    for (const reading of this.readings.get(text[start]) ?? []) {
      const rest = letters.length - typed
      if (step !== initial && reading.length > rest && reading.startsWith(letters.slice(typed))) return start + 1
      for (const part of step(reading)) {
        if (!letters.startsWith(part, typed)) continue
        const end = this.end(text, start + 1, letters, typed + part.length, step)
        if (end >= 0) return end
      }
    }
    return -1
  }
}
