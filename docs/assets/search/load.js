/* The engine over the index, loaded once, when somebody is about to search.

   Both are scripts in the folder of this one: a browser takes nothing else from a disk. An update of the site replaces
   the folder, so a page that was open before may look for what is gone; then only a newer page can search. */

const HERE = document.currentScript.src
const ENGINE = "engine.js",
  INDEX = "index.js",
  TOPICS = "topics.js"
const OUTDATED = "网站已经更新，请刷新本页再搜索。"
const FAILED = "搜索出错了，没有结果可列。"
const NOT_LOADED = "搜索没有载入，请检查网络后再试。"

/* Runs a script of the folder. */
function run(name) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(name, HERE).href })
    script.onload = resolve
    script.onerror = () => reject(new Error(name))
    document.head.append(script)
  })
}

/* Whether the site has replaced a script since. Many a server answers with a page in its place. */
async function isGone(name) {
  const { ok, headers } = await fetch(new URL(name, HERE), { method: "HEAD", cache: "no-store" })
  return !ok || (headers.get("Content-Type") ?? "").startsWith("text/html")
}

async function load() {
  try {
    await Promise.all([ENGINE, INDEX].map(run))
    return prepared(createSearchEngine(searchIndex))
  } catch (fault) {
    fault.excuse = fault.outdated ? OUTDATED : await reason()
    throw fault
  }
}

/* Why the scripts did not do: they are gone, or nothing answers; else they are there, and this browser fails at them. */
async function reason() {
  try {
    return (await isGone(ENGINE)) || (await isGone(INDEX)) ? OUTDATED : FAILED
  } catch {
    return NOT_LOADED
  }
}

/* The engine, which gets ready for pinyin when the browser has nothing else to do. */
function prepared(engine) {
  // eslint-disable-next-line compat/compat, members/members -- where there is none, a moment later does
  ;(globalThis.requestIdleCallback ?? setTimeout)(() => engine.prepare())
  return engine
}

let loading
export function loadEngine() {
  if (!loading)
    loading = load().catch(fault => {
      loading = undefined
      throw fault
    })
  return loading
}

/* Has the engine know the topics of everyday life too. Where they do not load, what it finds without them stands. */
let widening
export async function loadTopics(engine) {
  if (!widening) widening = run(TOPICS).then(() => engine.widen(createTopics))
  await widening.catch(() => (widening = undefined))
}

/* What is said where the search was not loaded, or threw. */
export const excuse = fault => fault.excuse ?? FAILED
