/* Search over the plan, without dependencies, the same in a browser and in Node: createEngine(index).search(query).

   A query is folded, cut into words, and each word into what the vocabulary knows (units, roles, numbers, what people
   type for a term of the plan) and plain pieces of text. A record is a strong result if it has all of them. What finds
   nothing is read again as pinyin, then as a slip between homophones. No segmentation dictionary is involved. */

const LONGEST_QUERY = 200, LONGEST_WORD = 40, MOST_READINGS = 4;
const STRONG = 0.5, COVERED = 0.66, LEAST_WEAK = 0.34;
const DASHES = /[‐-―−－~～〜]/g, QUOTES = /["'`´“”‘’«»「」『』《》〈〉]/g;
const SCALES = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 }, DIGITS = "零一二三四五六七八九";
const NUMBER = /\d+(?:\.\d+)?[百千万亿]*/g, HAN_NUMBER = /[零〇一二两三四五六七八九十百千万亿]+/y;
const KINDS = ["task", "project", "candidate", "goal", "conduct"];
/* How a unit is bound by an item, nearest first; the rest of the engine and the page speak of these places. */
export const BONDS = ["lead", "default", "host-lead", "responsible", "host-part", "group-lead", "group-part"];
const BOND_SCORES = [4, 3.9, 3.5, 2, 1.9, 1.5, 1], LEADS = new Set([0, 1, 2, 5]);

/* The value of a Chinese numeral such as 三万五千, or NaN. */
function hanValue(text) {
  let [total, section, digit] = [0, 0, 0];
  if (text.length > 1 && !/[十百千万亿]/.test(text)) return NaN;
  for (const sign of text.replace(/两/g, "二").replace(/〇/g, "零")) {
    const scale = sign === "十" ? 10 : SCALES[sign];
    if (!scale) digit = DIGITS.indexOf(sign);
    else if (scale < 1e4) [section, digit] = [section + (digit || 1) * scale, 0];
    else [total, section, digit] = [(total + section + digit) * scale, 0, 0];
  }
  return total + section + digit;
}

function numberValue(text) {
  const [digits] = /^[\d.]+/.exec(text);
  const value = [...text.slice(digits.length)].reduce((product, sign) => product * SCALES[sign], Number(digits));
  return Math.round(value * 1e4) / 1e4;
}

const commonStart = (a, b) => {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n;
};
const isLatin = (word) => /^[a-z][a-z']*$/.test(word);
const push = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value]);

/* Folds text so that what looks or means the same compares the same. */
class Folder {
  constructor(pairs) {
    this.simple = new Map();
    for (let n = 0; n < pairs.length; n += 2) this.simple.set(pairs[n], pairs[n + 1]);
  }

  /* Same length as the text: case, width, dashes, traditional forms. */
  light(text) {
    return text.replace(/[^\x20-\x7e]|[A-Z]/g, (sign) => {
      const plain = sign.normalize("NFKC").toLowerCase().replace(DASHES, "-");
      return this.simple.get(sign) ?? (plain.length === 1 ? this.simple.get(plain) ?? plain : sign);
    });
  }

  /* Only what counts: letters, digits and signs of quantity, and where each stood. */
  tight(text) {
    const light = this.light(text), at = [];
    for (let n = 0; n < light.length; n++) {
      const between = /[.\-/]/.test(light[n]) && /\d/.test(light[n - 1] ?? "") && /\d/.test(light[n + 1] ?? "");
      if (between || /[\p{L}\p{N}%+]/u.test(light[n])) at.push(n);
    }
    return { text: at.map((n) => light[n]).join(""), at };
  }

  /* A query as typed, with spaces inside quantities closed and quotation marks dropped. */
  query(typed) {
    const whole = typed.slice(0, LONGEST_QUERY).replace(/\p{Surrogate}/gu, " ").normalize("NFKC");
    return this.light(whole).replace(QUOTES, "").replace(/(?<=\d)\s*\.\s*(?=\d)/g, ".")
      .replace(/(?<=[\d百千万亿])\s+(?=[%百千万亿])/g, "").replace(/\s+/g, " ").trim();
  }
}

/* Readings of characters, and matching of words by them. A step says how many letters of a reading may be typed. */
class Pinyin {
  static whole = (reading) => [reading];
  static initial = (reading) => [reading[0]];
  static either = (reading) => [reading, /^[zcs]h/.test(reading) ? reading.slice(0, 2) : "", reading[0]].filter(Boolean);

  constructor({ runs, others }) {
    this.readings = new Map();
    const everyday = this.everyday();
    for (const [, reading, count] of runs.matchAll(/([a-z]+)(\d+)/g)) {
      for (let n = 0; n < count; n++) push(this.readings, everyday.next().value, reading);
    }
    for (const [, reading, signs] of others.matchAll(/([a-z]+)(\S+)/g)) {
      for (const sign of signs) push(this.readings, sign, reading);
    }
    this.loose = new Map([...this.readings].map(([sign, all]) => [sign, new Set(all.map(Pinyin.blur))]));
  }

  /* The everyday characters in the order of GB 2312, which is by reading. */
  *everyday() {
    const decoder = new TextDecoder("gb2312");
    for (let row = 0xb0; row < 0xd8; row++) {
      for (let cell = 0xa1; cell < (row < 0xd7 ? 0xff : 0xfa); cell++) yield decoder.decode(Uint8Array.of(row, cell));
    }
  }

  /* Speakers of the region confuse zh and z, ng and n, l and n. */
  static blur(reading) {
    return reading.replace(/^([zcs])h/, "$1").replace(/ng$/, "n").replace(/^l/, "n");
  }

  alike(a, b) {
    if (a === b) return true;
    const other = this.loose.get(b);
    return Boolean(other) && [...(this.loose.get(a) ?? [])].some((reading) => other.has(reading));
  }

  /* Where in `text` the letters, typed from `start` on, end; -1 if they are not its reading. */
  end(text, start, letters, step) {
    if (!letters) return start;
    if (start >= text.length) return -1;
    if (letters[0] === text[start]) return this.end(text, start + 1, letters.slice(1), step);
    for (const reading of this.readings.get(text[start]) ?? []) {
      if (step !== Pinyin.initial && letters.length < reading.length && reading.startsWith(letters)) return start + 1;
      for (const typed of step(reading)) {
        const end = letters.startsWith(typed) ? this.end(text, start + 1, letters.slice(typed.length), step) : -1;
        if (end >= 0) return end;
      }
    }
    return -1;
  }
}

/* The records to be found, their postings, and the vocabulary. */
class Corpus {
  constructor(index) {
    this.folder = new Folder(index.traditional);
    this.pinyin = new Pinyin(index.pinyin);
    this.units = index.units.map(([id, name, url, kind, aliases]) => ({ id, name, url, kind, aliases }));
    this.docs = [...index.items.map((row) => this.item(index, row)), ...this.units.map((unit) => this.unit(unit)),
      ...index.pages.map(([id, title, url, text]) => ({ id: `page:${id}`, type: "page", title, url, text, head: "" }))];
    this.byId = new Map(this.docs.map((doc) => [doc.id, doc]));
    this.docs.forEach((doc, n) => this.prepare(doc, n));
    this.items = this.docs.filter((doc) => doc.type === "item");
    this.average = this.docs.reduce((sum, doc) => sum + doc.tight.length, 0) / this.docs.length;
    this.words = new Map();
    this.starts = new Map();
    this.learn(index);
  }

  item(index, [id, section, heading, clauses]) {
    const { title, part, url } = index.sections[section], bonds = new Map(), [kind, number] = id.split("-");
    const bind = (unit, bond) => bonds.set(unit, Math.min(bond, bonds.get(unit) ?? bond));
    for (const [, leads, others, byDefault, derived] of clauses) {
      leads.forEach((unit) => bind(unit, byDefault));
      others.forEach((unit) => bind(unit, 3));
      index.derived[derived].forEach(([unit, bond]) => bind(unit, bond));
    }
    const head = [index.headings[heading], title, index.parts[part].title].filter(Boolean).join("|");
    const citation = index.parts[part].citation.replace(/1|（一）/, kind === "goal" ? `（${DIGITS[number]}）` : number);
    return { id, type: "item", kind, number: Number(number), part, section, citation, url: url.replace("*", id), bonds,
      head, text: clauses.map(([text]) => text).join(""), leads: [...new Set(clauses.flatMap(([, leads]) => leads))] };
  }

  unit({ id, name, url, kind, aliases }) {
    return { id, type: "unit", title: name, kind, url, head: "", text: [name, ...aliases].join("，") };
  }

  prepare(doc, place) {
    const { text, at } = this.folder.tight(doc.text);
    Object.assign(doc, { place, tight: text, at, light: this.folder.light(doc.text).replace(QUOTES, '"') });
    doc.heads = this.folder.tight(doc.head).text;
    doc.numbers = [...text.matchAll(NUMBER)].map((found) => ({ value: numberValue(found[0]), start: found.index,
      text: found[0], after: text.slice(found.index + found[0].length, found.index + found[0].length + 6) }));
  }

  learn(index) {
    this.postings = new Map();
    for (const doc of this.docs) {
      const pairs = new Set();
      for (let n = 1; n < doc.tight.length; n++) pairs.add(doc.tight.slice(n - 1, n + 1));
      for (const pair of pairs) push(this.postings, pair, doc.place);
    }
    this.units.forEach((unit, n) => [unit.name, ...unit.aliases].forEach((name) => this.learnUnit(name, [n])));
    index.ambiguous.forEach(([name, units]) => this.learnUnit(name, units));
    index.pages.forEach(([id, , , , typed]) => typed.forEach((word) => this.learnWord(word, { pages: [`page:${id}`] })));
    const synonyms = index.items.flatMap((row) => row.slice(4));
    synonyms.forEach(([terms, typed]) => {
      const known = terms.map((term) => this.folder.tight(term).text);
      typed.forEach((word) => this.learnWord(word, { terms: known }));
    });
    index.roles.forEach(([role, typed]) => typed.forEach((word) => this.learnWord(word, { role })));
    index.fillers.forEach((word) => this.learnWord(word, { filler: true }));
    this.prefixes = new Map(index.prefixes.flatMap(([kind, typed]) => typed.map((word) => [this.key(word), kind])));
    this.longest = Math.max(...[...this.words.keys()].map((word) => word.length));
    this.spoken = [...this.words].filter(([, entry]) => !entry.filler && !entry.role).map(([word]) => word);
    this.spoken.push(...new Set(synonyms.flatMap(([terms]) => terms.map((term) => this.key(term)))));
  }

  key(word) {
    return this.folder.tight(word).text;
  }

  learnWord(word, entry) {
    const key = this.key(word), known = this.words.get(key) ?? {};
    this.words.set(key, { ...entry, ...known, pages: [...(known.pages ?? []), ...(entry.pages ?? [])] });
  }

  learnUnit(name, units) {
    const bare = this.key(name);
    for (const word of [bare, `市${bare}`, `武汉${bare}`, `武汉市${bare}`]) {
      if (!this.words.has(word)) this.learnWord(word, { units });
    }
    for (let n = 2; n < bare.length; n++) {
      const start = bare.slice(0, n), known = this.starts.get(start) ?? [];
      this.starts.set(start, [...new Set([...known, ...units])]);
    }
  }

  /* The records that have a phrase in their text. The rarest of its pairs narrows the search. */
  having(phrase) {
    if (phrase.length < 2) return this.docs.filter((doc) => doc.tight.includes(phrase));
    let rarest = null;
    for (let n = 1; n < phrase.length; n++) {
      const places = this.postings.get(phrase.slice(n - 1, n + 1));
      if (!places) return [];
      if (!rarest || places.length < rarest.length) rarest = places;
    }
    const found = rarest.map((place) => this.docs[place]);
    return phrase.length === 2 ? found : found.filter((doc) => doc.tight.includes(phrase));
  }

  idf(count) {
    return Math.log(1 + (this.docs.length - count + 0.5) / (count + 0.5));
  }
}

/* Cuts a word into what the vocabulary knows and what it does not, at the least cost. */
class Parser {
  constructor(corpus) {
    this.corpus = corpus;
  }

  /* The pieces of a word, each { text, … } with units, role, terms, pages, filler, value, or nothing (plain text). */
  pieces(word, more = () => []) {
    const best = [{ cost: 0 }];
    for (let start = 0; start < word.length; start++) {
      const known = [...this.vocabulary(word, start), ...this.numbers(word, start), ...this.literals(word, start)];
      for (const piece of [{ text: word[start], cost: 1 }, ...known, ...more(word, start)]) {
        const end = start + (piece.length ?? piece.text.length), cost = best[start].cost + piece.cost;
        if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, start, piece };
      }
    }
    const found = [];
    for (let end = word.length; end > 0; end = best[end].start) found.unshift(best[end].piece);
    return this.join(found);
  }

  *vocabulary(word, start) {
    const { words, starts, longest } = this.corpus;
    for (let end = Math.min(word.length, start + longest); end > start; end--) {
      const text = word.slice(start, end), entry = words.get(text);
      if (entry) yield { ...entry, text, cost: entry.filler ? 0.2 : 0.1 };
    }
    const rest = word.slice(start), units = starts.get(rest);
    if (units?.length < 5 && !words.has(rest) && !this.corpus.having(rest).some((doc) => doc.type === "item")) {
      yield { text: rest, units, cost: 0.3 };
    }
  }

  /* A number with the words behind it that stand behind the same number in the plan: its measure. */
  *numbers(word, start) {
    if (/\d/.test(word[start - 1] ?? "")) return;
    const digits = /^\d+(?:\.\d+)?[百千万亿]*/.exec(word.slice(start))?.[0];
    HAN_NUMBER.lastIndex = start;
    const text = digits ?? HAN_NUMBER.exec(word)?.[0];
    if (!text || (!digits && text.length < 2)) return;
    const value = digits ? numberValue(text) : hanValue(text), after = word.slice(start + text.length);
    if (!(value >= 0)) return;
    const measures = this.corpus.docs.flatMap((doc) => doc.numbers.filter((number) => number.value === value));
    const measure = Math.max(0, ...measures.map((number) => commonStart(number.after, after)));
    if (!digits && !measure) return;
    yield { text: text + after.slice(0, measure), number: text, value, measure: after.slice(0, measure), cost: 0.1 };
  }

  *literals(word, start) {
    let end = start + 2;
    while (end <= word.length && this.corpus.having(word.slice(start, end)).length) end++;
    if (end - start > 2) yield { text: word.slice(start, end - 1), cost: 0.35 };
  }

  join(pieces) {
    const joined = [];
    const plain = (piece) => piece && !(piece.units || piece.role || piece.terms || piece.pages?.length || piece.filler
      || "value" in piece);
    for (const piece of pieces) {
      const last = joined.at(-1);
      if (plain(piece) && plain(last)) last.text += piece.text;
      else joined.push({ ...piece });
    }
    return joined;
  }

  /* The tokens of a query: what a record has to have. Words of no weight count only where there is nothing else. */
  tokens(words, more) {
    const whole = words.join("");
    const pieces = words.flatMap((word) => this.word(word, more));
    const units = pieces.filter((piece) => piece.units);
    const roles = units.length ? pieces.filter((piece) => piece.role).map((piece) => piece.role) : [];
    const rest = pieces.filter((piece) => !piece.units && !(piece.role && units.length) && !piece.filler);
    const needed = rest.filter((piece) => !piece.role);
    const kept = units.length || needed.length ? needed : [{ text: whole }];
    const minor = (piece) => piece.text.length === 1 && !("value" in piece) && kept.length + units.length > 1;
    return { whole, units, roles, texts: kept.map((piece) => ({ ...piece, minor: minor(piece) })) };
  }

  word(word, more) {
    const entry = this.corpus.words.get(word);
    if (entry) return [{ ...entry, text: word }];
    const literal = word.length > 1 && !/^\d+$/.test(word) && this.corpus.having(word).some((doc) => doc.type === "item");
    return literal || word.length > LONGEST_WORD ? [{ text: word }] : this.pieces(word, more);
  }
}

/* Another reading of words that find nothing: as pinyin, or with homophones put right. */
class Reader {
  constructor(corpus) {
    Object.assign(this, { corpus, pinyin: corpus.pinyin });
  }

  /* Words that letters may stand for, likeliest first. */
  spellings(letters) {
    const { whole, initial, either } = Pinyin;
    const bare = letters.replace(/'/g, "").replace(/ü/g, "v");
    for (const look of [() => this.known(bare, whole, 0), () => this.windows(bare, whole), () => this.known(bare, initial, 0),
      () => this.known(bare, whole, 9), () => this.known(bare, either, 0), () => bare.length > 2 ? this.windows(bare, initial) : [],
      () => this.known(bare, initial, 3), () => this.known(bare, either, 9)]) {
      const found = look();
      if (found.length) return found.slice(0, MOST_READINGS);
    }
    return [];
  }

  /* Words of the vocabulary that the letters spell, up to `spare` signs of them left untyped. */
  known(letters, step, spare) {
    const left = (word) => {
      const end = this.pinyin.end(word, 0, letters, step);
      return end < 2 ? -1 : word.length - end;
    };
    const units = (word) => Number(!this.corpus.words.get(word)?.units);
    return this.corpus.spoken.map((word) => ({ word, left: left(word) })).filter(({ left }) => left >= 0 && left <= spare)
      .sort((a, b) => a.left - b.left || units(a.word) - units(b.word)).map(({ word }) => word);
  }

  /* Stretches of the records' texts that the letters spell, the most frequent first. */
  windows(letters, step) {
    const counts = new Map();
    for (const { tight } of this.corpus.items) {
      for (let start = 0; start < tight.length; start++) {
        const end = this.pinyin.end(tight, start, letters, step);
        if (end > start + 1) counts.set(tight.slice(start, end), (counts.get(tight.slice(start, end)) ?? 0) + 1);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
  }

  /* Pieces that sound like the word from `start` on: of the vocabulary, or of the records' texts. */
  *homophones(word, start) {
    for (const known of this.corpus.spoken) {
      const differing = this.differing(known, word, start, known.length);
      if (differing > 0) yield { ...this.corpus.words.get(known), text: known, cost: 0.1 + 0.3 * differing };
    }
    for (const { tight } of this.corpus.items) {
      for (let n = 0; n < tight.length - 1; n++) {
        let length = 0;
        while (start + length < word.length && n + length < tight.length
          && this.pinyin.alike(word[start + length], tight[n + length])) length++;
        const text = tight.slice(n, n + length), differing = this.differing(text, word, start, length);
        if (length > 1 && differing > 0 && differing < length) yield { text, cost: 0.35 + 0.3 * differing };
      }
    }
  }

  /* How many signs of `known` differ from the word though they sound alike; -1 if one sounds otherwise. */
  differing(known, word, start, length) {
    if (start + length > word.length || !this.pinyin.alike(known[0], word[start])) return -1;
    let count = 0;
    for (let n = 0; n < length; n++) {
      if (known[n] !== word[start + n]) count++;
      if (!this.pinyin.alike(known[n], word[start + n])) return -1;
    }
    return count;
  }

  /* Queries that may have been meant, as words: letters read as pinyin, all at once or word by word. */
  *meant(words) {
    const spelt = (word) => isLatin(word) && !this.corpus.having(word).length ? this.spellings(word) : [];
    if (words.every(isLatin)) for (const reading of this.spellings(words.join(""))) yield [reading];
    else if (words.some((word) => /[a-z]/.test(word))) {
      yield words.map((word) => isLatin(word) ? spelt(word)[0] ?? word : this.mixed(word));
    }
    if (words.length > 1 && words.every(isLatin)) yield words.map((word) => spelt(word)[0] ?? word);
  }

  /* A word half in letters: 硚口qu, 充电zhuang. */
  mixed(word) {
    const step = Pinyin.either, fits = (known) => this.pinyin.end(known, 0, word, step) === known.length;
    return this.corpus.spoken.find(fits) ?? word.replace(/[a-z]+/g, (letters) => this.spellings(letters)[0] ?? letters);
  }
}

/* Matches tokens against all records and puts the results in order. */
class Matcher {
  constructor(corpus) {
    this.corpus = corpus;
  }

  weight(doc, count) {
    return 1 / (0.75 + 0.25 * doc.tight.length / this.corpus.average) * (1 + 0.05 * this.corpus.idf(count));
  }

  /* What each record has of a token: place → { share, score, phrase }. */
  token(token) {
    const hits = new Map();
    const note = (doc, share, score, phrase) => {
      const known = hits.get(doc.place);
      if (!known || score > known.score) hits.set(doc.place, { share: Math.max(share, known?.share ?? 0), score, phrase });
    };
    (token.pages ?? []).forEach((id) => note(this.corpus.byId.get(id), 1, 9, token.text));
    if ("value" in token) this.number(token, note);
    const terms = [...new Set([token.text, ...(token.terms ?? [])])];
    terms.forEach((term, n) => this.phrase(term, token.terms && n ? 1 - 0.08 * n : 1.05, note));
    if (!token.terms) this.cover(token.text, note);
    return hits;
  }

  phrase(phrase, weight, note) {
    const found = this.corpus.having(phrase);
    for (const doc of found) {
      const early = 0.1 / (1 + doc.tight.indexOf(phrase) / 10), kind = { item: 1, unit: 0.8, page: 0.5 }[doc.type];
      note(doc, 1, (weight + early) * kind * this.weight(doc, found.length), phrase);
    }
    if (phrase.length < 2) return;
    for (const doc of this.corpus.items) if (doc.heads.includes(phrase)) note(doc, 0.6, 0.3 * weight, phrase);
  }

  number({ value, number, measure }, note) {
    for (const doc of this.corpus.docs) {
      for (const found of doc.numbers) {
        if (found.value !== value && !(found.text.startsWith(number) && !/^\d/.test(found.text.slice(number.length)))) continue;
        const same = found.value === value && found.after.startsWith(measure);
        note(doc, same ? 1 : 0.4, same ? 1.2 : 0.4, found.text + (same ? measure : ""));
      }
    }
  }

  /* How much of a piece of text the overlapping pairs of its signs cover. */
  cover(piece, note) {
    const seen = new Map();
    for (let n = 1; n < piece.length; n++) {
      const places = this.corpus.postings.get(piece.slice(n - 1, n + 1)) ?? [];
      for (const place of places) {
        const state = seen.get(place) ?? { last: -1, signs: 0, sum: 0 };
        state.signs += state.last === n - 1 ? 1 : 2;
        state.sum += this.corpus.idf(places.length);
        seen.set(place, Object.assign(state, { last: n }));
      }
    }
    for (const [place, { signs, sum }] of seen) {
      const doc = this.corpus.docs[place], share = signs / piece.length;
      const score = 0.6 * share * share * this.weight(doc, 1) * (0.5 + sum / (piece.length - 1) / 8);
      note(doc, share >= COVERED ? share : share * 0.7, score * (doc.type === "item" ? 1 : 0.5), piece);
    }
  }

  /* All results of a reading of the query, in order. */
  rank({ whole, units, roles, texts }, raw) {
    const wanted = [...new Set(units.flatMap((token) => token.units))];
    const hits = texts.map((token) => ({ token, found: this.token(token) }));
    const literal = new Set(this.literals(raw, whole));
    const results = this.corpus.docs.map((doc) => this.judge(doc, hits, units, wanted, roles, literal)).filter(Boolean);
    const own = new Map(wanted.map((unit, n) => [this.corpus.units[unit].id, n]));
    if (!texts.length) results.forEach((result) => this.promote(result, own, wanted, literal));
    return results.sort((a, b) => a.weak - b.weak || b.score - a.score || a.doc.place - b.doc.place);
  }

  /* Records that hold the query as it was typed, even where that is only punctuation. */
  literals(raw, whole) {
    const marked = whole.length > 1 ? this.corpus.having(whole).filter((doc) => doc.type === "item") : [];
    return marked.length ? marked : this.corpus.items.filter((doc) => raw && doc.light.includes(raw));
  }

  judge(doc, hits, units, wanted, roles, literal) {
    let [score, share, needed] = [0, 0, 0], all = true;
    for (const { token, found } of hits) {
      const hit = found.get(doc.place), need = token.minor ? 0.1 : 1;
      needed += need;
      share += need * (hit?.share ?? 0);
      score += need * (hit?.score ?? 0);
      all &&= token.minor || (hit?.share ?? 0) >= STRONG;
    }
    const bonds = units.map((token) => this.bond(doc, token.units, roles));
    const bound = bonds.every((bond) => bond > 0);
    if (units.length && hits.length) score *= 0.5 + Math.min(...bonds, 4) / 8 + (bound ? 0.2 : 0);
    else if (units.length) score = bound ? Math.min(...bonds) : 0;
    needed += units.length;
    share += bonds.filter((bond) => bond > 0).length;
    const exact = literal.has(doc);
    const strong = exact || (all && bound);
    if (!strong && share / needed < LEAST_WEAK) return null;
    return { doc, score: exact && hits.length ? score + 5 : score, weak: !strong, share: share / needed };
  }

  /* How firmly a record is bound to one of the units: a page or the unit itself is neither here nor there. */
  bond(doc, units, roles) {
    if (doc.type === "page") return 0.5;
    if (doc.type === "unit") return units.some((unit) => this.corpus.units[unit].id === doc.id) ? 4 : 0;
    const lead = roles.includes("lead"), part = roles.includes("responsible") && !lead;
    const fits = (bond) => bond !== undefined && !(lead && !LEADS.has(bond)) && !(part && LEADS.has(bond));
    return Math.max(0, ...units.map((unit) => doc.bonds.get(unit)).filter(fits).map((bond) => BOND_SCORES[bond]));
  }

  /* Where only units are asked for, they come first; texts that hold the word itself stay within the first ten. */
  promote(result, own, wanted, literal) {
    const { doc } = result;
    if (doc.type === "unit" && own.has(doc.id)) Object.assign(result, { score: 100 - own.get(doc.id), weak: false });
    else if (doc.type !== "item") Object.assign(result, { score: 0, weak: true });
    else if (literal.has(doc)) result.score = (literal.size < 10 ? 4.5 : 0.5) + result.score / 100;
  }
}

/* Numbers and ids that name items outright: 152, 第241项, 民生实事15, 第二部分第58项, task-80. */
class Numbers {
  constructor(corpus) {
    this.corpus = corpus;
    const prefixes = [...corpus.prefixes.keys()].sort((a, b) => b.length - a.length).join("|");
    const number = "(\\d{1,4}|[一二两三四五六七八九十百]{1,6})";
    this.plain = new RegExp(`^(${prefixes})?(第)?${number}(项|号|条|件)?(?:\\.\\d+)?$`);
    this.placed = new RegExp(`^第?([一二三四五1-5])(?:部分|、|,)第?${number}项?$`);
  }

  /* The items that a query names, the likeliest first; `marked` if it says that it means a number of an item. */
  named(compact) {
    const text = compact.replace(/[()（）]/g, "").replace(/^([a-z]+)[-_#]/, "$1");
    const placed = this.placed.exec(text);
    if (placed) return { marked: true, docs: this.numbered(placed[2]).filter((doc) => doc.part === this.value(placed[1]) - 1) };
    const [found, prefix, ordinal, number, unit] = this.plain.exec(text) ?? [];
    if (!found || !(/^\d/.test(number) || prefix || ordinal)) return { marked: false, docs: [] };
    const kind = this.corpus.prefixes.get(prefix ?? "");
    return { marked: Boolean(prefix || ordinal || unit), docs: this.numbered(number).filter((doc) => !kind || doc.kind === kind) };
  }

  value(text) {
    return /^\d/.test(text) ? Number(text) : hanValue(text);
  }

  numbered(text) {
    const number = this.value(text), order = (doc) => KINDS.indexOf(doc.kind);
    return this.corpus.items.filter((doc) => doc.number === number).sort((a, b) => order(a) - order(b));
  }
}

/* Which stretches of a text to mark: [start, end] pairs in order, for the phrases that were found. */
function ranges(folder, text, phrases) {
  const { text: tight, at } = folder.tight(text), marked = new Set();
  const mark = (phrase) => {
    for (let n = tight.indexOf(phrase); n >= 0; n = tight.indexOf(phrase, n + 1)) {
      for (let m = n; m < n + phrase.length; m++) marked.add(m);
    }
    return tight.includes(phrase);
  };
  for (const phrase of phrases) {
    if (!phrase || mark(phrase)) continue;
    for (let n = 1; n < phrase.length; n++) mark(phrase.slice(n - 1, n + 1));
  }
  const found = [];
  for (const n of [...marked].sort((a, b) => a - b)) {
    if (found.length && marked.has(n - 1)) found.at(-1)[1] = at[n] + 1;
    else found.push([at[n], at[n] + 1]);
  }
  return found;
}

/* The engine over an index. Results are { id, doc, score, weak }, best first. */
export function createEngine(index) {
  const corpus = new Corpus(index), parser = new Parser(corpus), reader = new Reader(corpus);
  const matcher = new Matcher(corpus), numbers = new Numbers(corpus);

  const understand = (words, raw, more) => {
    const tokens = parser.tokens(words, more), results = matcher.rank(tokens, raw);
    return { tokens, results, strong: results.some((result) => !result.weak) };
  };

  function meant(words) {
    const readings = [...reader.meant(words)].map((reading) => understand(reading, "")).filter(({ strong }) => strong);
    const lone = readings.filter(({ tokens }) => !tokens.texts.length), chosen = lone.length ? lone : readings;
    if (chosen.length) return merged(chosen);
    const heard = understand(words, "", (word, start) => reader.homophones(word, start));
    return heard.strong ? heard : null;
  }

  /* Several readings as one: all their units first, then the results in turn of their scores. */
  function merged(readings) {
    const best = new Map();
    readings.forEach(({ results }, n) => results.forEach((result) => {
      const score = result.score * 0.9 ** n, known = best.get(result.doc);
      if (!known || known.score < score) best.set(result.doc, { ...result, score });
    }));
    const results = [...best.values()].sort((a, b) => a.weak - b.weak || b.score - a.score);
    return { tokens: { ...readings[0].tokens, texts: readings.flatMap(({ tokens }) => tokens.texts) }, results, strong: true };
  }

  function search(typed) {
    const query = corpus.folder.query(String(typed)), raw = corpus.folder.light(String(typed).slice(0, LONGEST_QUERY).trim());
    const words = query.split(/[^\p{L}\p{N}%+./-]+/u).map((word) => corpus.key(word)).filter(Boolean);
    const first = words.length || raw ? understand(words, raw.replace(QUOTES, '"')) : { results: [], tokens: { texts: [], units: [] } };
    const named = numbers.named(query.replace(/\s/g, ""));
    const { results, tokens } = first.strong || named.docs.length || !words.length ? first : meant(words) ?? first;
    const direct = new Set(named.docs), rest = results.filter(({ doc }) => !direct.has(doc));
    const top = named.docs.map((doc) => ({ doc, score: 1000, weak: false }));
    const phrases = [query, ...tokens.texts.flatMap((token) => [token.text, ...(token.terms ?? []), token.number])];
    return { query, results: [...top, ...rest].map((result) => ({ ...result, id: result.doc.id })),
      phrases: [...new Set(phrases.map((phrase) => corpus.key(phrase ?? "")))].filter(Boolean) };
  }

  return { search, docs: corpus.docs, units: corpus.units, sections: index.sections, parts: index.parts,
    marks: (text, phrases) => ranges(corpus.folder, text, phrases) };
}
