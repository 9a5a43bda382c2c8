"""How soon pages show under a slow 4G connection, whether they move, and what a key of the search takes.

Largest contentful paint in ms, also as a ratio to a bare page with one sentence in the same run; layout shift; bytes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT, build_site, chromium, serve

PATHS = ("", "sections/work-10/", "units/", "units/qiaokou/", "projects/project-18/", "full-text/")
# The profile that browsers' developer tools call slow 4G.
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
BARE = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>空页</title><p>一句话。</p></html>'
OBSERVE = """
window.seen = { lcp: 0, cls: 0 };
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.seen.lcp = e.startTime })
  .observe({ type: 'largest-contentful-paint', buffered: true });
const shift = (entry) => entry.hadRecentInput ? 0 : entry.value;
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.seen.cls += shift(e) })
  .observe({ type: 'layout-shift', buffered: true });
"""

WORDS = ("停车位", "卫健委", "老年食堂", "fagaiwei", "150公里", "硚口区 牵头", "第二部分第58项", "chongdianzhuang")
# Types as a person does, sign by sign, and waits for the list to change; the first time includes the loading of all.
TYPE = """async (words) => {
  const box = document.querySelector('[role=combobox]');
  const list = document.querySelector('.search-options');
  const changed = () => new Promise((resolve) => {
    const observer = new MutationObserver(() => { observer.disconnect(); resolve(performance.now()) });
    observer.observe(list, { childList: true, subtree: true });
  });
  // A key that leaves an empty list empty changes nothing; it is not counted.
  const given = () => new Promise((resolve) => setTimeout(() => resolve(Infinity), 1000));
  const times = [];
  box.focus();
  for (const word of words) {
    for (let n = 1; n <= word.length; n += 1) {
      box.value = word.slice(0, n);
      const start = performance.now();
      const done = changed();
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      times.push(await Promise.race([done, given()]) - start);
    }
  }
  return times;
}"""


def measure(browser: Browser, address: str) -> tuple[float, float]:
    """The largest contentful paint in ms and the layout shift of a page, on a phone with nothing cached."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2)
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW_4G)
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate("window.seen")
    context.close()
    return seen["lcp"], seen["cls"]


def print_keys(browser: Browser, address: str) -> None:
    """Prints the time to the first result with nothing loaded, and what the keys after it take."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    first, *later = page.evaluate(TYPE, WORDS)
    keys = sorted(time for time in later if time < float("inf"))
    p95 = keys[int(len(keys) * 0.95)]
    print(f"search: first result {first:.0f} ms (guide 250), key median {keys[len(keys) // 2]:.1f} ms", end=", ")
    print(f"95th percentile {p95:.1f} ms (guide 16)")
    page.close()


def main() -> None:
    """Builds the site, serves it, and prints a line per page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build_site(ROOT, Path(folder) / "site")
        (site / "bare.html").write_text(BARE, encoding="utf-8")
        browser = chromium(playwright)
        for root in serve(site):
            reference, _ = measure(browser, f"{root}bare.html")
            print(f"{'reference: a bare page':36} LCP {reference:6.0f} ms")
            for path in PATHS:
                lcp, cls = measure(browser, root + path)
                print(f"{path or 'home':36} LCP {lcp:6.0f} ms {lcp / reference:6.2f} x   CLS {cls:.3f}")
            print_keys(browser, root)
        browser.close()


if __name__ == "__main__":
    main()
