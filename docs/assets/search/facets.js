/* Narrowing the results: by kind, part or section, unit, and the role of that unit, with counts of each choice.

   A choice is { kind, part, unit, role }, each a value or "". */

const KINDS = { item: "事项", project: "民生实事", unit: "单位", page: "页面" }
const ROLES = { lead: "牵头", responsible: "参加", supporting: "配合", group: "随单位组或所设办公室" }
const THROUGH = ["group", "host"]

const kindOf = doc => {
  if (doc.type !== "item") return doc.type
  return doc.kind === "project" || doc.kind === "candidate" ? "project" : "task"
}

/* In which role a unit is bound by an item, or undefined. */
function roleOf(doc, unit) {
  const bond = doc.bonds?.get(unit)
  return bond && (THROUGH.includes(bond.basis) ? "group" : bond.role)
}

const unitPlace = (engine, id) => engine.units.findIndex(unit => unit.id === id)

/* The tests of a choice, by name. `asked` are the places of the units that the query names. */
function tests(engine, choice, asked) {
  const unit = unitPlace(engine, choice.unit),
    units = choice.unit ? [unit] : asked
  return {
    kind: doc => kindOf(doc) === choice.kind,
    part: doc =>
      doc.type === "item" && [engine.parts[doc.part].kind, engine.sections[doc.section].id].includes(choice.part),
    unit: doc => doc.id === choice.unit || Boolean(doc.bonds?.has(unit)),
    // Without a unit there is nobody to have a role.
    role: doc => !units.length || units.some(place => roleOf(doc, place) === choice.role),
  }
}

/* The results that pass all the choices but the one named `except`. */
export function narrow(engine, results, choice, asked, except = "") {
  const wanted = Object.entries(tests(engine, choice, asked)).filter(([name]) => choice[name] && name !== except)
  return results.filter(({ doc }) => wanted.every(([, test]) => test(doc)))
}

/* Value → how many promises the records are that have it. */
function counted(engine, docs, valuesOf) {
  const having = new Map()
  for (const doc of docs) {
    for (const value of valuesOf(doc)) {
      if (having.has(value)) having.get(value).push(doc)
      else having.set(value, [doc])
    }
  }
  return new Map([...having].map(([value, found]) => [value, engine.promises(found)]))
}

/* The options of each choice: [value, label, count], those that would leave something. */
export function facets(engine, results, choice, asked) {
  const rest = name => narrow(engine, results, choice, asked, name).map(({ doc }) => doc)
  const kinds = counted(engine, rest("kind"), doc => [kindOf(doc)])
  const places = counted(
    engine,
    rest("part").filter(doc => doc.type === "item"),
    doc => [engine.parts[doc.part].kind, engine.sections[doc.section].id],
  )
  const units = counted(engine, rest("unit"), doc => [...(doc.bonds?.keys() ?? [])])
  return {
    kind: [
      ["task", KINDS.item],
      ["project", KINDS.project],
      ["unit", KINDS.unit],
      ["page", KINDS.page],
    ].map(([value, label]) => [value, label, kinds.get(value) ?? 0]),
    part: partOptions(engine).map(([value, label]) => [value, label, places.get(value) ?? 0]),
    unit: engine.units.map(({ id, name }, place) => [id, name, units.get(place) ?? 0]),
    role: roleOptions(engine, rest("role"), choice.unit ? [unitPlace(engine, choice.unit)] : asked),
  }
}

function partOptions(engine) {
  return engine.parts.flatMap(({ kind, title }, part) => {
    const sections = engine.sections.filter(section => section.part === part && section.title)
    return [[kind, title], ...sections.map(section => [section.id, `　${section.title}`])]
  })
}

function roleOptions(engine, docs, units) {
  if (!units.length) return []
  const roles = counted(engine, docs, doc => [...new Set(units.map(unit => roleOf(doc, unit)))])
  return Object.entries(ROLES).map(([role, label]) => [role, label, roles.get(role) ?? 0])
}
