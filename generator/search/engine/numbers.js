/* Numbers: their values in digits and in Chinese numerals, and those that name items outright. */

const SCALES = { 十: 10, 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 }
const DIGITS = "零一二三四五六七八九"
const KINDS = ["task", "project", "candidate", "goal", "conduct"]
export const NUMBER = /\d+(?:\.\d+)?[百千万亿]*/g
export const AT_DIGITS = /\d+(?:\.\d+)?[百千万亿]*/y
export const AT_NUMERAL = /[零〇一二两三四五六七八九十百千万亿]{2,}/y

/* The value of a number as written: 8万, 3.5万, 三万五千, 一百; NaN where it is none. */
export function valueOf(text) {
  const digits = /^[\d.]+/.exec(text)?.[0]
  if (!digits) return numeralValue(text.replace(/两/g, "二").replace(/〇/g, "零"))
  const value = [...text.slice(digits.length)].reduce((product, sign) => product * SCALES[sign], Number(digits))
  return Math.round(value * 1e4) / 1e4
}

function numeralValue(text) {
  let [total, section, digit] = [0, 0, 0]
  if (text.length > 1 && !/[十百千万亿]/.test(text)) return NaN
  for (const sign of text) {
    const scale = SCALES[sign]
    if (!scale) digit = DIGITS.indexOf(sign)
    else if (scale < 1e4) [section, digit] = [section + (digit || 1) * scale, 0]
    else [total, section, digit] = [(total + section + digit) * scale, 0, 0]
  }
  return total + section + digit
}

/* What people write about a number and does not change it: #58, No. 58, 序号58, 58. */
const BEFORE = /^(?:#|no\.?(?=\d)|序号|编号)/,
  AFTER = /[.、,。]$/
const NUMERAL = "[零〇一二两三四五六七八九十百]",
  PART_BEFORE_BRACKET = new RegExp(`^(${NUMERAL}+)\\(`)

/* Reads what names items: 152, 第241项, 58项任务, 民生实事15, 第二部分第58项, task-80; or a section: work-04. */
export class ItemNumbers {
  constructor(corpus) {
    this.corpus = corpus
    const kinds = [...corpus.prefixes.keys()].sort((a, b) => b.length - a.length).join("|")
    const number = `(\\d{1,4}|${NUMERAL}{1,6})(?:项|号|条|件)?`
    this.plain = new RegExp(`^(${kinds})?(第)?${number}(${kinds})?(?:\\.\\d+|第\\d+(?:分项|款))?$`)
    this.placed = new RegExp(`^第?(\\d{1,2}|${NUMERAL}{1,3})(?:部分|、)(?:${kinds})?第?${number}$`)
  }

  /* The items that a query without spaces names, the likeliest first. */
  named(compact) {
    const text = compact
      .replace(BEFORE, "")
      .replace(AFTER, "")
      .replace(PART_BEFORE_BRACKET, "$1、")
      .replace(/[()]/g, "")
      .replace(/^([a-z]+)[-_#]/, "$1")
      .replace(/^(\D+\d+)-(?=\d+$)/, "$1.")
    const placed = this.placed.exec(text)
    const { parts } = this.corpus,
      inPart = ({ part }) => (parts[part].number ?? part + 1) === valueOf(placed[1])
    if (placed) return this.numbered(placed[2]).filter(inPart)
    const [found, before, ordinal, number, after] = this.plain.exec(text) ?? []
    if (!found) return this.corpus.items.filter(doc => this.corpus.sections[doc.section].id === compact)
    if (!(/^\d/.test(number) || before || ordinal)) return []
    const kind = this.corpus.prefixes.get(before ?? after ?? "")
    return this.numbered(number).filter(doc => !kind || doc.kind === kind)
  }

  numbered(text) {
    const number = valueOf(text),
      order = doc => KINDS.indexOf(doc.kind)
    return this.corpus.items.filter(doc => doc.number === number).sort((a, b) => order(a) - order(b))
  }
}
