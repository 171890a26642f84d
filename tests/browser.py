"""A real Chromium without a window, asked over a pipe (its DevTools protocol): how a page is laid out, drawn and printed.

It is started once, with a profile folder of its own, and told to open files only.
"""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
PATIENCE = 120
"""Seconds, on a machine that is busy."""
NOTICES = {"Network.requestWillBeSent", "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}

_LINES = """(() => {
  const texts = document.createTreeWalker(document.querySelector("%s"), NodeFilter.SHOW_TEXT), range = document.createRange()
  const lines = []
  let top = null
  for (let node; (node = texts.nextNode());)
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1)
      const place = Math.round(range.getBoundingClientRect().top)
      if (place !== top) { lines.push(""); top = place }
      lines[lines.length - 1] += node.data[at]
    }
  return lines
})()"""


class Browser:
    """One page at a time; `noticed` is what it asked the network for and what it complained of."""

    def __init__(self, reading: int, writing: int) -> None:
        self._replies = open(reading, "rb", buffering=0)  # noqa: SIM115 - closed with the browser
        self._asks = open(writing, "wb", buffering=0)  # noqa: SIM115
        self._number = 0
        self._waiting = b""
        self._session = ""
        self._loaded = False
        self.noticed: list[tuple[str, str]] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime", "DOM", "CSS", "Accessibility"):
            self._ask(f"{domain}.enable")

    def close(self) -> None:
        self._ask("Browser.close")
        self._replies.close()
        self._asks.close()

    def _ask(self, method: str, **values: Any) -> Any:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": values}
        if self._session:
            asked["sessionId"] = self._session
        self._asks.write(json.dumps(asked).encode() + b"\0")
        while (told := self._next()).get("id") != self._number:
            pass
        return told["result"]

    def _next(self) -> Any:
        """The next thing that the browser says, noted where it is of interest."""
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._replies], [], [], PATIENCE)
            more = self._replies.read(1 << 20) if ready else b""
            assert more, "the browser says nothing more"
            self._waiting += more
        line, _, self._waiting = self._waiting.partition(b"\0")
        told = json.loads(line)
        assert "error" not in told, told
        self._loaded |= told.get("method") == "Page.loadEventFired"
        if told.get("method") in NOTICES:
            url = told["params"].get("request", {}).get("url")
            self.noticed.append((told["method"], url or json.dumps(told["params"])))
        return told

    def open(self, path: Path, width: int = 1280, height: int = 900, *, dark: bool = False) -> None:
        """Show a file in a window of that size."""
        self.noticed.clear()
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._ask("Emulation.setEmulatedMedia", features=scheme)
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._loaded = False
        self._ask("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._next()

    def size(self) -> tuple[int, int]:
        """How wide and high the whole page is, in CSS pixels."""
        found = self._ask("Page.getLayoutMetrics")["cssContentSize"]
        return round(found["width"]), round(found["height"])

    def style(self, selector: str, name: str) -> str:
        """A computed style of the first element that a selector names."""
        root = self._ask("DOM.getDocument")["root"]["nodeId"]
        node = self._ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        found = self._ask("CSS.getComputedStyleForNode", nodeId=node)["computedStyle"]
        return next(str(each["value"]) for each in found if each["name"] == name)

    def lines(self, selector: str) -> list[str]:
        """The text of the first element that a selector names, line by line as it is laid out."""
        return list(self._ask("Runtime.evaluate", expression=_LINES % selector, returnByValue=True)["result"]["value"])

    def nodes(self) -> Iterator[tuple[str, str]]:
        """Role and name of everything that assistive technology is told of."""
        for node in self._ask("Accessibility.getFullAXTree")["nodes"]:
            if not node.get("ignored"):
                yield node.get("role", {}).get("value", ""), node.get("name", {}).get("value", "")

    def pdf(self) -> bytes:
        """The page as it is printed."""
        found = self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(found["data"])

    def picture(self) -> bytes:
        """The whole page as PNG."""
        return base64.b64decode(self._ask("Page.captureScreenshot", captureBeyondViewport=True)["data"])


@contextmanager
def browsing(profile: Path) -> Iterator[Browser]:
    """A browser for as long as the block lasts."""
    ours, theirs = os.pipe(), os.pipe()  # what it reads, what it writes

    def connect() -> None:
        os.dup2(asks, 3)
        os.dup2(replies, 4)

    # copies above 9, so that putting one at 3 or 4 cannot close the other
    asks, replies = (fcntl.fcntl(number, fcntl.F_DUPFD, 10) for number in (ours[0], theirs[1]))
    command = [PROGRAM, *FLAGS, f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        command,
        preexec_fn=connect,  # noqa: PLW1509 - a pipe at 3 and 4 is what it wants; no thread of ours runs
        pass_fds=(3, 4),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for number in (ours[0], theirs[1], asks, replies):
        os.close(number)
    browser = None
    try:
        browser = Browser(theirs[0], ours[1])
        yield browser
        browser.close()
    finally:
        try:
            process.wait(timeout=20 if browser else 1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
