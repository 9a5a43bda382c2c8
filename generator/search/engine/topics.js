/* Topics of everyday life: what people say of it, and the items that they mean. A script of its own, which comes after
   the first results: createTopics(corpus) makes the topics of what it left in searchTopics.

   A query is cut into the words that topics, the vocabulary or the plan know, the longest first. Each word speaks for
   items, the more the fewer they are, and what all words together speak for most is nearest to the query. */

/* How much a word speaks: of a topic, of a whole theme, as a hint of a topic, of the vocabulary, of the text of the plan,
   of a unit. */
const TOPIC = 1,
  THEME = 0.45,
  HINT = 0.4,
  TERMS = 0.85,
  WITHIN = 0.5,
  PAGE = 1,
  LITERAL = 0.8,
  PAIR = 0.45,
  UNIT = 0.3
/* A word of one sign speaks less. The longest word wins; beside one of its length, a stretch of the plan loses. */
const ONE_SIGN = 0.6,
  PER_SIGN = 0.15,
  LONG = 4,
  IN_PLAN = 0.6,
  LONGEST = 12
/* How much less each further item of a topic, topic of a word, item of a theme, and term of a word is meant. */
const NEXT_ITEM = 0.12,
  NEXT_TOPIC = 0.04,
  NEXT_IN_THEME = 0.01,
  NEXT_TERM = 0.2,
  LEAST = 0.3
/* What a first result that has a part of the query counts besides, and from which part of the best on one is listed. */
const PARTLY = 0.35,
  LEFT = 0.3,
  NEARLY = 0.2,
  ORDER = 0.05,
  TIE = 0.001,
  WHOLE = 0.9,
  WORTH = 0.15
const MOST = 20,
  MOST_BESIDE_SURE = 8
/* How much of a query topics must tell to be believed, what a guess tells, and how many topics are guessed. */
const TOLD = 0.7,
  HALF = 0.4,
  GUESSED = 0.1,
  BESIDES = 0.3,
  MOST_TOPICS = 3,
  LETTER = /[a-z]/,
  HAN = /\p{Script=Han}/gu
const ALL_HAN = /^\p{Script=Han}+$/u

/* Signs and words that say little wherever they stand: 想学个技术 is 学技术. How much more a query tells without them. */
const LITTLE = /[的了个着些点过一下在太很好真又就都还也给]|总是|老是|天天|好多|怎么|有点/g,
  BARE = 1.3
/* What a place or a time counts beside what happens there and then, how much more each further piece says, and what
   counts that lies in a topic beside something near. */
const SETTING = 0.5,
  LATER = 0.07,
  BESIDE = 0.3

const bareOf = word => word.replace(LITTLE, "")
/* The characters of GB 2312 by row and cell, from the first of 0 to w and the second of ! to ~. */
const CELLS = 94,
  SIGNS = new TextDecoder("gb2312").decode(
    Uint8Array.from({ length: 2 * 72 * CELLS }, (_, n) =>
      n % 2 ? 0xa1 + ((n >> 1) % CELLS) : 0xb0 + Math.floor(n / 2 / CELLS),
    ),
  )
/* Packed words: a sign below 0 says how many signs of the word before begin the next, x that a letter follows. */
function unpack(packed) {
  const words = [],
    code = n => packed.charCodeAt(n)
  for (let n = 0; n < packed.length; n++) {
    const last = words.length - 1,
      sign = packed[n]
    if (sign < "0") words.push((words[last] ?? "").slice(0, code(n) - 33))
    else words[last] += sign > "x" ? sign : sign === "x" ? packed[++n] : SIGNS[(code(n) - 48) * CELLS + code(++n) - 33]
  }
  return words
}
/* Place → how surely it is meant, the first of them most. */
const ranked = (places, less) => new Map([...places].map((place, n) => [place, Math.max(LEAST, 1 - less * n)]))
/* As in fold.js, all of which this script would bring along otherwise. */
const push = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value])
const raise = (map, key, value) => {
  if (!(map.get(key) >= value)) map.set(key, value)
}

class Topics {
  constructor(corpus, { settings, themes, titles, items, words, hints }) {
    Object.assign(this, {
      corpus,
      known: new Map(),
      signs: new Map(),
      of: new Map(),
      topics: 0,
      settings: new Set(unpack(settings)),
    })
    let next = 0
    themes.forEach((count, n) => {
      const places = new Set([].concat(...items.slice(next, next + count)))
      this.learn(titles[n], THEME, ranked(places, NEXT_IN_THEME), unpack(words[n]))
      for (const end = next + count; next < end; next++) {
        const title = titles[themes.length + next],
          meant = ranked(items[next], NEXT_ITEM)
        const topic = this.learn(title, TOPIC, meant, [...title.split("、"), ...unpack(words[themes.length + next])])
        this.learn(title, HINT, meant, unpack(hints[next]))
        for (const place of items[next]) push(this.of, place, topic)
      }
    })
    for (const topics of this.known.values()) topics.sort((a, b) => a.items.size - b.items.size)
  }

  /* A topic, known by its words, also without the signs that say little. */
  learn(title, weight, items, words) {
    const topic = { title, weight, items },
      { folder } = this.corpus
    this.topics++
    for (const word of words) {
      const key = ALL_HAN.test(word) ? folder.light(word) : folder.key(word),
        bare = bareOf(key)
      for (const one of bare.length > 1 && bare !== key ? [key, bare] : [key]) {
        if (!this.known.get(one)?.includes(topic)) push(this.known, one, topic)
      }
    }
    for (const sign of new Set(folder.light(words.join("")))) push(this.signs, sign, topic)
    return topic
  }

  /* The pieces of a word that say most, as it was typed or bare: { word, pieces }. */
  cut(word) {
    const bare = bareOf(word),
      [whole, less] = [this.best(word), this.best(bare)]
    return less.value > BARE * whole.value ? { word: bare, pieces: less.pieces } : { word, pieces: whole.pieces }
  }

  best(word) {
    const best = [{ value: 0, pieces: [] }]
    for (let end = 1; end <= word.length; end++) {
      best[end] = best[end - 1]
      for (let start = Math.max(0, end - LONGEST); start < end; start++) {
        const text = word.slice(start, end),
          weight = this.weight(text, word[start - 1], word[end])
        const value = best[start].value + weight * text.length ** 2
        if (weight && value > best[end].value) best[end] = { value, pieces: [...best[start].pieces, text] }
      }
    }
    return best[word.length]
  }

  /* Letters are a word only as a whole: ai is none in fagaiwei. */
  weight(text, before = "", after = "") {
    const within = (inner, outer) => LETTER.test(inner) && LETTER.test(outer)
    if (within(text[0], before) || within(text[text.length - 1], after)) return 0
    if (this.known.has(text) || this.corpus.words.has(text)) return 1
    return text.length > 1 && this.corpus.inItems(text) ? IN_PLAN : 0
  }

  /* What a piece speaks for: { text, weight, records: place → how surely, titles }. */
  piece(text) {
    const topics = this.known.get(text) ?? [],
      entry = this.corpus.words.get(text) ?? {},
      records = new Map()
    let weight = 0
    const long = text.length > 1 ? 1 + PER_SIGN * (Math.min(text.length, LONG) - 2) : ONE_SIGN
    const most = long * (topics.some(({ weight: told }) => told === HINT) ? HINT : 1)
    const speak = (found, strength, less = 1) => {
      const loud = Math.min(strength, 1) * (strength > HINT ? most : 1)
      weight = Math.max(weight, loud)
      for (const [place, sure] of found) raise(records, place, loud * sure * less)
    }
    const items = phrase => this.corpus.having(phrase).filter(({ type }) => type === "item")
    const having = phrase => items(phrase).map(({ place }) => [place, 1])
    topics.forEach((topic, n) => speak(topic.items, topic.weight, 1 - NEXT_TOPIC * n))
    const common = topics.length && topics.every(({ weight: told }) => told === THEME) ? THEME : 1
    ;(entry.terms ?? []).forEach((term, n) => speak(having(term), TERMS * common, 1 - NEXT_TERM * n))
    if (entry.terms && !topics.length) this.within(text).forEach(topic => speak(topic.items, WITHIN * topic.weight))
    ;(entry.pages ?? []).forEach((id, n) => speak([[this.corpus.byId.get(id).place, 1]], PAGE, 1 - NEXT_TERM * n))
    if (entry.units) speak(this.bound(entry.units), UNIT)
    if (!topics.length && !entry.filler && text.length > 1) {
      const found = having(text)
      const rare = this.corpus.idf(found.length) / this.corpus.idf(1)
      if (found.length) speak(found, (text.length > 2 ? LITERAL : PAIR) * rare)
    }
    return { text, weight, records, filler: entry.filler, topics }
  }

  /* The topics of the words inside a word of the vocabulary: 诈骗 of 电信诈骗. */
  within(text) {
    const found = []
    for (let start = 0; start < text.length; start++) {
      for (let end = start + 2; end <= text.length; end++) found.push(...(this.known.get(text.slice(start, end)) ?? []))
    }
    return found
  }

  bound(units) {
    const found = this.corpus.items.filter(({ bonds }) => units.some(unit => bonds.has(unit)))
    return found.map(({ place }) => [place, 1])
  }

  /* What a query says: the pieces that speak, how much of it they are, and what its other signs let guess. */
  read(query) {
    const cut = query.map(word => this.cut(word)),
      words = cut.map(({ word }) => word)
    const pieces = cut.flatMap(one => one.pieces).map(text => this.piece(text))
    const signs = some => some.reduce((sum, { text }) => sum + (text.length > 1 ? text.length : ONE_SIGN), 0)
    const speaking = this.weighed(pieces.filter(({ records }) => records.size))
    const whole = words.join("").length - signs(pieces.filter(({ filler, records }) => filler && !records.size))
    const told = speaking.length ? Math.min(1, signs(speaking) / Math.max(whole, 1)) : GUESSED
    const rest = pieces.reduce((left, { text }) => left.replace(text, " "), words.join(" "))
    return { pieces: [...speaking, ...this.guesses(rest, speaking.length ? BESIDES : 1)], told, sure: speaking }
  }

  /* Pieces by what they say beside each other: a setting less than what happens there, a later one more. */
  weighed(pieces) {
    const settings = pieces.filter(({ text }) => this.settings.has(text))
    return pieces.map((piece, n) => {
      const beside = settings.length < pieces.length && settings.includes(piece)
      const loud = (beside ? SETTING : 1) * (1 + LATER * n)
      const records = new Map([...piece.records].map(([place, sure]) => [place, sure * loud]))
      return { ...piece, weight: piece.weight * loud, records }
    })
  }

  /* The topics whose words share most signs with what no word told. */
  guesses(text, weight) {
    const shared = new Map(),
      count = sign => Math.log(1 + this.topics / this.signs.get(sign).length)
    for (const sign of new Set(text.match(HAN))) {
      for (const topic of this.signs.get(sign) ?? []) shared.set(topic, (shared.get(topic) ?? 0) + count(sign))
    }
    const best = [...shared].sort((a, b) => b[1] - a[1]).slice(0, MOST_TOPICS),
      most = best.length && best[0][1]
    return best.map(([topic, sum]) => ({
      text,
      weight: (weight * sum) / most / MOST_TOPICS,
      topics: [topic],
      records: new Map([...topic.items].map(([place, sure]) => [place, (weight * sure * sum) / most])),
    }))
  }

  /* Place → how near a record is to a query: { score, by }, where `by` are the words that speak for it by a topic. */
  near(query) {
    const { pieces, told } = this.read(query),
      near = new Map()
    const all = pieces.reduce((sum, { weight }) => sum + weight, 0)
    for (const { text, records, topics } of pieces) {
      for (const [place, sure] of records) {
        const known = near.get(place) ?? { score: 0, by: [] }
        const titles = topics.filter(({ items }) => items.has(place)).map(({ title }) => title)
        if (titles.length) known.by.push({ word: text, titles })
        near.set(place, { ...known, score: known.score + (told * sure) / all })
      }
    }
    return { near: this.spread(near), told }
  }

  /* Besides what a topic speaks for, what lies beside it in a topic of both. */
  spread(near) {
    const wide = new Map(near)
    for (const [place, { score, by }] of near) {
      for (const topic of by.length ? (this.of.get(place) ?? []) : []) {
        for (const [other, sure] of topic.items) {
          const beside = score * BESIDE * sure,
            known = wide.get(other)
          if (beside > (known?.score ?? 0)) wide.set(other, { by, ...known, score: beside })
        }
      }
    }
    return wide
  }

  /* The results with what is near to the query behind those that are sure. */
  join(results, query) {
    const { near, told } = this.near(query)
    const whole = ({ doc, share }) => doc.type !== "item" && share >= WHOLE && told < HALF
    const first = results.filter((result, n) => !result.weak || (n === 0 && whole(result)))
    const held = new Set(first.map(({ doc }) => doc.place))
    const partly = new Map(results.map(result => [result.doc.place, result]))
    const places = [...new Set([...near.keys(), ...partly.keys()])].filter(place => !held.has(place))
    const rest = places.map(place => {
      const { score = 0, by = [] } = near.get(place) ?? {},
        part = partly.get(place)
      const besides = part?.near ? NEARLY + ORDER * part.score : this.partly(part, told)
      return { weak: true, ...part, doc: this.corpus.docs[place], score: score + besides, by }
    })
    const worth = WORTH * Math.max(...rest.map(({ score }) => score))
    const listed = rest.filter(({ score }) => score >= worth)
    listed.sort((a, b) => b.score - a.score || a.doc.place - b.doc.place)
    const found = [...first, ...listed.slice(0, first.length ? MOST_BESIDE_SURE : MOST)]
    return found.length || !/\p{Script=Han}/u.test(query.join("")) ? found : this.elsewhere()
  }

  /* Where to look for what nothing is near to: the page of all topics. */
  elsewhere() {
    const doc = this.corpus.byId.get("page:topics")
    return doc ? [{ doc, score: 0, share: 0, weak: true }] : []
  }

  /* What counts of a first result that has a part of the query. A page is no part of what topics tell. */
  partly(part, told) {
    const { doc, told: share, score } = part ?? { told: 0, score: 0 }
    return doc?.type === "page" && told > GUESSED ? 0 : PARTLY * (1 + LEFT - told) * share + TIE * score
  }

  /* The records that have every word of a query as it was typed. */
  literal(typed) {
    const { folder, docs } = this.corpus,
      words = folder.words(folder.query(typed))
    const found = docs.filter(({ tight }) => words.length && words.every(word => tight.includes(word)))
    const results = found.map(doc => ({ id: doc.id, doc, weak: false, literal: true }))
    return { results, phrases: words, units: [] }
  }

  /* Whether topics know what a query is about, so that it is no slip. */
  tells(query) {
    const { sure, told } = this.read(query)
    return told >= TOLD && sure.every(({ text, topics }) => topics.length && text.length > 1)
  }
}

globalThis.createTopics = corpus => new Topics(corpus, globalThis.searchTopics)
