"""What the widget costs in a browser whose processor is slowed down four times: `python -m benchmarks.widget`.

Starts the server on a log of its own, opens Chromium, and prints the figures of docs/widget.md.
"""

import copy
import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SLOWED = 4
RUNS = 5
TRIALS = 50
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

INTERACTIVE = """() => new Promise((done) => {
  const look = () => {
    const box = document.querySelector('#hepascreen')?.shadowRoot?.querySelector('textarea');
    if (box) requestAnimationFrame(() => done(performance.now())); else setTimeout(look, 5);
  };
  look();
})"""
AUDIT = """() => new Promise((done) => {
  const found = {lcp: 0, cls: 0, tbt: 0};
  const see = (type, read) => new PerformanceObserver((list) => list.getEntries().forEach(read))
    .observe({type, buffered: true});
  see('largest-contentful-paint', (one) => { found.lcp = one.startTime; });
  see('layout-shift', (one) => { if (!one.hadRecentInput) found.cls += one.value; });
  see('longtask', (one) => { found.tbt += Math.max(0, one.duration - 50); });
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  setTimeout(() => done({...found, fcp: paint ? paint.startTime : 0}), 1500);
})"""
SHEET = """() => fetch('widget/sheet?session=' + JSON.parse(sessionStorage.getItem('hepascreen.session')))
  .then((answer) => answer.json())"""
WATCH = """() => {
  const board = document.querySelector('#hepascreen').shadowRoot.querySelector('.board');
  window.updated = new Promise((done) => {
    const seen = new MutationObserver(() => {
      const count = board.querySelectorAll('.trial').length;
      if (count !== 50) return;
      seen.disconnect();
      const drawn = performance.now();
      requestAnimationFrame(() => setTimeout(() => done([drawn, performance.now()])));
    });
    seen.observe(board, {childList: true, subtree: true, attributes: true, characterData: true});
  });
}"""


@contextmanager
def server() -> Iterator[str]:
    """A server of its own; gives its address."""
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "HEPASCREEN_PORT": "0",
            "HEPASCREEN_TODAY": "2026-11-20",
            "HEPASCREEN_LOG_URL": f"sqlite:///{folder}/log.db",
        }
        program = Path(sys.executable).with_name("hepascreen")
        process = subprocess.Popen([program, "run"], env={**os.environ, **own}, stdout=subprocess.PIPE, text=True)
        line = process.stdout.readline() if process.stdout else ""
        try:
            yield re.search(r"http://\S+", line)[0]
        finally:
            process.terminate()
            process.wait()


def opened(context: BrowserContext, url: str, slowed: int = SLOWED) -> tuple[Page, float]:
    """Open the page slowed down; give it and the milliseconds until its message box can be used."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(url, wait_until="commit")
    return page, page.evaluate(INTERACTIVE)


def screening_of(page: Page, trials: int) -> dict[str, Any]:
    """A real screening with its trials repeated to so many."""
    page.get_by_label("Message", exact=True).fill("BCLC C, ECOG 1, platelets 82")
    page.keyboard.press("Enter")
    expect(page.locator(".fact")).to_have_count(3, timeout=30_000)
    found = page.evaluate(SHEET)["screening"]
    many = [{**copy.deepcopy(found["trials"][place % 5]), "trial": f"trial-{place}"} for place in range(trials)]
    return {**found, "trials": many}


def update(context: BrowserContext, url: str) -> tuple[float, float]:
    """Milliseconds from the answer's arrival until a board of so many trials is in the page, and is painted."""
    context.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    context.route("**/socket.io/**", lambda route: route.abort())
    page, _ = opened(context, url, slowed=1)
    screening = screening_of(page, TRIALS)
    answer = [{"text": "Recorded."}, {"custom": {"hepascreen": {"recorded": {}, "screening": screening}}}]

    def fulfill(route: Route) -> None:
        route.fulfill(body=json.dumps(answer), content_type="application/json")

    context.route("**/webhooks/rest/webhook", fulfill)
    context.route("**/widget/sheet*", lambda route: route.abort())
    page.evaluate(WATCH)
    page.get_by_label("Message", exact=True).fill("platelets 83")
    page.keyboard.press("Enter")
    drawn, painted = page.evaluate("window.updated")
    arrived = page.evaluate(
        "performance.getEntriesByType('resource').filter(one => one.name.includes('webhook')).at(-1).responseEnd"
    )
    return drawn - arrived, painted - arrived


def main() -> None:
    """Measure and print."""
    bundle = (ROOT / "bot" / "page" / "hepascreen.js").read_bytes()
    print(f"bundle: {len(gzip.compress(bundle, 9)) / 1000:.0f} kB gzipped, {len(bundle) / 1000:.0f} kB as it is")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with server() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        ready, audits, updates = [], [], []
        for _ in range(RUNS):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
            page, interactive = opened(context, url)
            ready.append(interactive)
            audits.append(page.evaluate(AUDIT))
            context.close()
            context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
            updates.append(update(context, url))
            context.close()
        browser.close()
    print(f"processor slowed down {SLOWED} times, median of {RUNS}:")
    print(f"interactive: {statistics.median(ready):.0f} ms")
    for name, words in (("fcp", "first paint of content"), ("lcp", "largest paint"), ("tbt", "blocked in long tasks")):
        print(f"{words}: {statistics.median(one[name] for one in audits):.0f} ms")
    print(f"layout shift: {statistics.median(one['cls'] for one in audits):.3f}")
    drawn, painted = (statistics.median(one[place] for one in updates) for place in (0, 1))
    print(
        f"not slowed down, board of {TRIALS} trials: {drawn:.0f} ms until in the page, {painted:.0f} ms until painted"
    )


if __name__ == "__main__":
    main()
