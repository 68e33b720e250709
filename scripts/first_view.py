"""How soon the page that explores is seen: ``python scripts/first_view.py big.db`` (needs Playwright and Chromium).

Each time a server is started anew and a browser with nothing in its cache opens the first page as soon as the server
tells its address. Prints milliseconds since the navigation began: when the page was there, its script ran, the data
came, the list and the map with its places were drawn, and when the map could be moved; then seconds of the server's
processor time until it listened and for the page. Chromium draws the map without a graphics card, which takes most of
the time until it can be moved.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

OPTIONS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-background-networking"]
PATIENCE = 60.0
MARKS = """() => {
  const page = performance.getEntriesByType("navigation")[0];
  const data = performance.getEntriesByType("resource").filter((each) => each.name.includes("/api/v1/"));
  const marks = Object.fromEntries(performance.getEntriesByType("mark").map((each) => [each.name, each.startTime]));
  return {page: page.responseEnd, script: page.domContentLoadedEventEnd,
          data: Math.max(...data.map((each) => each.responseEnd)), ...marks};
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    found: list[dict[str, float]] = []
    with sync_playwright() as driver:
        for _ in range(given.times):
            browser = driver.chromium.launch(executable_path=chromium, args=OPTIONS)
            found.append(first_view(browser, given.database))
            browser.close()
            print("  ".join(f"{name} {value:.0f}" for name, value in found[-1].items()))
    median = {name: statistics.median(each[name] for each in found) for name in found[0]}
    print("median:  " + "  ".join(f"{name} {value:.0f}" for name, value in median.items()))
    return 0


def first_view(browser: Browser, database: Path) -> dict[str, float]:
    """Milliseconds until each part was there, for a server and a profile that are new."""
    command = [sys.executable, "-m", "dateline", "serve", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        line = server.stdout.readline() if server.stdout else ""
        address = re.findall(r"http://\S+", line)
        if not address:
            raise SystemExit(f"The server did not start: {line}")
        started = cpu_seconds(server.pid)
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(address[0], wait_until="commit")
        end = time.monotonic() + PATIENCE
        told: dict[str, Any] = {}
        while "live map" not in told and time.monotonic() < end:
            time.sleep(0.05)
            told = page.evaluate(MARKS)
        told["server start"], told["server"] = 1000 * started, 1000 * (cpu_seconds(server.pid) - started)
        server.terminate()
    return told


def cpu_seconds(pid: int) -> float:
    """The seconds of a core that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
