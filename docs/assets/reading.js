// The reader's tools in the band above the header: larger type, the browser's own voice, print. Each button shows only
// where it works.
import { guarded } from "./search/guard.js"

const root = document.documentElement
const button = (name) => document.querySelector(`.band .${name}`)

// A tool that fails says what does the same.
function safely(toggle, work) {
  const says = `${toggle.textContent}出错了，请用浏览器自己的功能`
  return guarded(() => toggle.replaceWith(Object.assign(document.createElement("span"), { textContent: says })))(work)
}

function elderMode(toggle) {
  const show = () => toggle.setAttribute("aria-pressed", String(root.classList.contains("elder")))
  toggle.hidden = false
  show()
  toggle.addEventListener("click", safely(toggle, () => {
    window.__md_set("elder", root.classList.toggle("elder"))
    show()
  }))
}

// The text of the page as it is shown, without the tools.
function spokenText() {
  const article = document.querySelector("article")
  article.classList.add("spoken")
  const text = article.innerText
  article.classList.remove("spoken")
  return text
}

function readAloud(toggle) {
  const voice = speechSynthesis.getVoices().find(({ lang }) => lang.replace("_", "-").toLowerCase().startsWith("zh"))
  if (!voice) return
  toggle.hidden = false
  toggle.onclick = safely(toggle, () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      return
    }
    const speech = new SpeechSynthesisUtterance(spokenText())
    speech.voice = voice
    speech.lang = voice.lang
    speech.onstart = () => { toggle.textContent = "停止" }
    speech.onend = speech.onerror = () => { toggle.textContent = "朗读" }
    speechSynthesis.speak(speech)
  })
}

function printPage(toggle) {
  toggle.hidden = false
  toggle.addEventListener("click", safely(toggle, () => print()))
}

if (button("elder-mode")) {
  elderMode(button("elder-mode"))
  printPage(button("print-page"))
  if ("speechSynthesis" in window) {
    readAloud(button("read-aloud"))
    speechSynthesis.addEventListener?.("voiceschanged", () => readAloud(button("read-aloud")))
    addEventListener("pagehide", () => speechSynthesis.cancel())
  }
}
