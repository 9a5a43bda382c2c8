// The reader's tools in the band above the header: larger type, the browser's own voice, print. Each button shows only
// where it works.
import { guarded } from "./search/guard.js"

const root = document.documentElement
const button = name => document.querySelector(`.band .${name}`)

// A tool that fails says what does the same.
function safely(toggle, work) {
  const says = `${toggle.textContent}出错了，请用浏览器自己的功能`
  return guarded(() => toggle.replaceWith(Object.assign(document.createElement("span"), { textContent: says })))(work)
}

function elderMode(toggle) {
  const show = () => toggle.setAttribute("aria-pressed", String(root.classList.contains("elder")))
  toggle.hidden = false
  show()
  toggle.addEventListener(
    "click",
    safely(toggle, () => {
      window.__md_set("elder", root.classList.toggle("elder"))
      show()
    }),
  )
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
    speech.onstart = () => {
      toggle.textContent = "停止"
    }
    speech.onend = speech.onerror = () => {
      toggle.textContent = "朗读"
    }
    speechSynthesis.speak(speech)
  })
}

function printPage(toggle) {
  toggle.hidden = false
  toggle.addEventListener(
    "click",
    safely(toggle, () => print()),
  )
}

// On a disk no server finds the page of a folder. In the copy that is made for disks, links name the page.
function onDisk(band) {
  const home = document.querySelector(".md-logo")
  if (location.protocol !== "file:" || !home || home.pathname.endsWith("/index.html")) return
  const textContent =
    "这一份是给服务器用的：从磁盘打开时，点链接会看到文件夹，要再打开里面的 index.html。另有一份磁盘版，用命令 plan offline 做成。"
  band.insertBefore(
    Object.assign(document.createElement("p"), { className: "on-disk", textContent }),
    band.lastElementChild,
  )
}

if (document.querySelector(".band")) onDisk(document.querySelector(".band"))

if (button("elder-mode")) {
  elderMode(button("elder-mode"))
  printPage(button("print-page"))
  if ("speechSynthesis" in window) {
    readAloud(button("read-aloud"))
    speechSynthesis.addEventListener?.("voiceschanged", () => readAloud(button("read-aloud")))
    addEventListener("pagehide", () => speechSynthesis.cancel())
  }
}
