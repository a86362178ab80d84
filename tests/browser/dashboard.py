"""The real server in a process of its own, and a real browser in front of it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PAGES = sorted(p.stem for p in (ROOT / "pages").glob("*.py") if p.stem != "__init__")
DEFAULT_PAGE = "overview"
SIZES = {"projector": (1920, 1080), "desk": (1366, 768)}

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
_READY = "[data-testid='stApp'][data-test-script-state='notRunning']"
_TITLE = "[data-testid='stHeading'] >> visible=true"  # a stage hides the title of its page
_SAID = ":is([data-testid='stHeading'], [data-testid='stAlert']) >> visible=true"
_WATCH = """() => {
  window.restedSince = Infinity;
  if (window.sent !== undefined) return;
  window.sent = window.answered = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (...message) {
    if (!this.isWatched) {
      this.isWatched = true;
      this.addEventListener("message", () => { window.answered = performance.now(); });
    }
    window.sent = performance.now();
    return send.apply(this, message);
  };
}"""
_RESTED = f"""() => {{
  const busy = "[data-stale=true], [data-testid=stSkeleton]";
  const waits = window.answered < window.sent;
  const rests = !waits && document.querySelector("{_READY}") && !document.querySelector(busy);
  const now = performance.now();
  window.restedSince = rests ? Math.min(window.restedSince ?? now, now) : Infinity;
  return now - window.restedSince > 100;
}}"""
_SLOW = 60_000  # milliseconds: a loaded machine is not a broken page
_START_SECONDS = 60


@contextmanager
def serve(
    script: str = "app.py", folder: Path = ROOT, env: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Start the dashboard as `run.py` does, or another script; yield its address."""
    surroundings = {**os.environ, **(env or {})}
    port = _free_port()
    options = ["--server.port", str(port), "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    with subprocess.Popen(
        command, cwd=folder, env=surroundings, stdout=subprocess.DEVNULL
    ) as process:
        try:
            address = f"http://localhost:{port}"
            _wait_until_healthy(address)
            yield address
        finally:
            process.terminate()


@contextmanager
def browse() -> Iterator[Browser]:
    """Start Chromium, told to mind its own business."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def path_to(page: str) -> str:
    """Return the path of a page; Streamlit shows its default page at the root alone."""
    return "" if page == DEFAULT_PAGE else page


def settle(page: Page) -> None:
    """Wait until the server has answered, the script has run and everything is drawn.

    Between two runs a page is at rest for a moment; only a longer rest counts.
    """
    page.wait_for_selector(_READY, timeout=_SLOW)
    page.wait_for_selector(_SAID, timeout=_SLOW)
    page.evaluate(_WATCH)
    page.wait_for_function(_RESTED, polling=20, timeout=_SLOW)


def settle_quickly(page: Page) -> None:
    """Wait until the script has run and a title stands there; late requests are not waited for."""
    page.wait_for_selector(_READY, timeout=_SLOW)
    page.wait_for_selector(_TITLE, timeout=_SLOW)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, TimeoutError):
            time.sleep(0.1)
    raise TimeoutError(f"The server at {address} did not start in {_START_SECONDS} s.")
