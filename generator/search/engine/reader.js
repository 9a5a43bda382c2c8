/* Other readings of words that find nothing: letters read as pinyin, homophones and wrong signs put right. */

import { isLatin, push } from "./fold.js"
import { either, initial, whole } from "./pinyin.js"

const MOST_READINGS = 4,
  SLIP = 0.3,
  HEARD = 0.1,
  HEARD_IN_TEXT = 0.35
/* Fewer signs than these sound like many a word that is no slip: 工伤 is not 工商, nor 文化宫 part of 文化公园. */
const SURE_WORD = 3,
  SURE_TEXT = 4

export class Reader {
  constructor(corpus) {
    Object.assign(this, { corpus, pinyin: corpus.pinyin })
  }

  /* Where words and stretches of text begin, by the letter and by the sound they begin with. Made when first needed. */
  get places() {
    const places = { words: new Map(), texts: new Map(), heardWords: new Map(), heardTexts: new Map() }
    for (const word of this.corpus.spoken) {
      for (const letter of this.pinyin.firsts(word[0])) push(places.words, letter, word)
      for (const sound of this.pinyin.soundsOf(word[0])) push(places.heardWords, sound, word)
    }
    for (const { tight } of this.corpus.items) {
      for (let start = 0; start < tight.length - 1; start++) {
        const place = { tight, start }
        for (const letter of this.pinyin.firsts(tight[start])) push(places.texts, letter, place)
        for (const sound of this.pinyin.soundsOf(tight[start])) push(places.heardTexts, sound, place)
      }
    }
    Object.defineProperty(this, "places", { value: places })
    return places
  }

  /* Words that letters may stand for, likeliest first: the first way of reading them that finds any. */
  spellings(typed) {
    const letters = typed.replace(/'/g, "").replace(/ü/g, "v")
    const ways = [
      () => this.known(letters, whole, 0),
      () => this.windows(letters, whole),
      () => this.known(letters, initial, 0),
      () => this.known(letters, whole, 9),
      () => this.known(letters, either, 0),
      () => this.windows(letters, initial),
      () => this.known(letters, initial, 3),
      () => this.known(letters, either, 9),
    ]
    for (const way of ways) {
      const found = way()
      if (found.length) return found.slice(0, MOST_READINGS)
    }
    return []
  }

  /* Words of the vocabulary that the letters spell, but for at most `spare` signs at their end; units first. */
  known(letters, step, spare) {
    const found = []
    for (const word of this.places.words.get(letters[0]) ?? []) {
      const end = this.pinyin.end(word, 0, letters, 0, step),
        left = word.length - end
      if (end > 1 && left <= spare) found.push({ word, left, other: Number(!this.corpus.words.get(word)?.units) })
    }
    return found.sort((a, b) => a.left - b.left || a.other - b.other).map(({ word }) => word)
  }

  /* Stretches of the texts that the letters spell, the most frequent first. */
  windows(letters, step) {
    const counts = new Map()
    if (step === initial && letters.length < 3) return []
    for (const { tight, start } of this.places.texts.get(letters[0]) ?? []) {
      const end = this.pinyin.end(tight, start, letters, 0, step),
        text = tight.slice(start, end)
      if (end > start + 1) counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text)
  }

  /* Pieces that sound like the word from `start` on: of the vocabulary, or of the texts. */
  *homophones(word, start) {
    const sounds = this.pinyin.soundsOf(word[start]),
      { heardWords, heardTexts } = this.places
    for (const known of sounds.flatMap(sound => heardWords.get(sound) ?? [])) {
      if (this.heard(known, 0, word, start) < known.length) continue
      const entry = this.corpus.words.get(known),
        slips = this.slips(known, word, start)
      if (slips && known.length > 1 && (slips < known.length || entry?.units)) {
        yield { ...entry, text: known, cost: HEARD + SLIP * slips, guess: known.length < SURE_WORD }
      }
    }
    for (const place of sounds.flatMap(sound => heardTexts.get(sound) ?? [])) {
      const length = this.heard(place.tight, place.start, word, start)
      const text = place.tight.slice(place.start, place.start + length),
        slips = this.slips(text, word, start)
      const guess = length < SURE_TEXT
      if (length > 2 && slips && slips < length) yield { text, cost: HEARD_IN_TEXT + SLIP * slips, guess }
    }
  }

  /* Words of the vocabulary but for one wrong sign, as handwriting and shapes mislead: 招娉会. */
  *lookalikes(word, start) {
    for (const known of this.corpus.spoken) {
      const fits = known.length > 2 && start + known.length <= word.length && this.slips(known, word, start) === 1
      if (fits) yield { ...this.corpus.words.get(known), text: known, cost: SLIP, guess: true }
    }
  }

  /* For how many signs two texts sound alike. */
  heard(text, at, word, start) {
    let length = 0
    while (
      at + length < text.length &&
      start + length < word.length &&
      this.pinyin.alike(text[at + length], word[start + length])
    )
      length++
    return length
  }

  slips(text, word, start) {
    return [...text].filter((sign, n) => sign !== word[start + n]).length
  }

  /* Queries that may have been meant by words in letters: read all at once, or word by word. */
  *meant(words) {
    const spelt = word => (isLatin(word) && !this.corpus.having(word).length ? (this.spellings(word)[0] ?? word) : word)
    if (words.every(isLatin)) for (const reading of this.spellings(words.join(""))) yield [reading]
    if (!words.some(word => /[a-z]/.test(word))) return
    yield words.map(word => (isLatin(word) ? spelt(word) : this.mixed(word)))
  }

  /* A word half in letters: 硚口qu, 充电zhuang. */
  mixed(word) {
    const fits = known => this.pinyin.end(known, 0, word, 0, either) === known.length
    return this.corpus.spoken.find(fits) ?? word.replace(/[a-z]{2,}/g, letters => this.spellings(letters)[0] ?? letters)
  }
}
