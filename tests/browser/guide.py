"""Take the pictures of the user guide anew.

    python -m tests.browser.guide [NAME ...]

fills a store of its own with the demonstration, opens every page that the guide shows at
1366x768 in Chinese and writes docs/guide/images/NAME.png; without names, all of them.
Same program, same figures, same clock: the pictures change only when the pages do.
"""

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page

from lib.commands import demonstrating
from lib.model.authors import Author
from lib.project import Project
from tests.browser.dashboard import ROOT, SIZES, browse, path_to, serve, settle

_RARE_TOO = Image.Quantize.MAXCOVERAGE  # the colours of the lights are rare, and must stay
_ROUNDS = 3  # of bringing the palette nearer to the picture
IMAGES = ROOT / "docs" / "guide" / "images"
_AUTHOR = Author("示例", datetime(2026, 1, 5, 9, 0))  # noqa: DTZ001 (county time)
_UNIT = "B01"
_FAILED = "[data-testid=stException], [data-testid=stAlertContentError]"

PICTURES = {
    "overview": "overview",
    "map": "map",
    "coverage": "coverage",
    "coverage-indicator": "coverage?coverage=indicator&indicator=HTN02",
    "profile": f"profile?unit={_UNIT}",
    "supervision": "supervision",
    "supervision-record": "supervision?supervision=record",
    "supervision-next": "supervision?supervision=next",
    "authenticity": "authenticity",
    "authenticity-draw": "authenticity?authenticity=draw",
    "rectification": "rectification",
    "rectification-ledger": "rectification?rectification=ledger",
    "survey": "survey",
    "survey-rounds": "survey?survey=rounds",
    "appeal": "appeal",
    "plan": "plan",
    "plan-entry": "plan?plan=entry",
    "blocks": "blocks",
    "registers": "registers",
    "whatif": "whatif?w=07.20~G2.8",
    "robustness": "robustness",
    "allocation": "allocation",
    "scenarios": "scenarios?w=07.20~G2.8",
    "meeting": "meeting",
    "meeting-stage": "meeting",
    "questions": "questions",
    "papers": "papers",
    "papers-check": "papers?papers=check",
    "data": "data",
    "data-templates": "data?data=templates",
    "reporting": "reporting",
    "periods": "periods",
    "audit": "audit",
    "method": "method",
    "help": "help",
    "help-place": "coverage",
}


def main(*names: str) -> None:
    """Take the pictures asked for."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="heng-guide-") as folder:
        env = {
            "HENG_DATABASE": f"sqlite:///{folder}/heng.sqlite",
            "HENG_KEYS": f"{folder}/keys",
        }
        os.environ.update(env)
        project = Project()
        store = project.store()
        demonstrating.fill(project, store, _AUTHOR)
        store.engine.dispose()
        with serve(env=env) as address, browse() as browser:
            for name in names or PICTURES:
                save(IMAGES / f"{name}.png", photograph(browser, address, name))


def photograph(browser: Browser, address: str, name: str) -> bytes:
    """Open the page of a picture, do what the picture shows, and take it."""
    path, _, query = PICTURES[name].partition("?")
    width, height = SIZES["desk"]
    tab = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    try:
        tab.goto(f"{address}/{path_to(path)}?lang=zh&{query}")
        settle(tab)
        if name in _DONE_BEFORE:
            _DONE_BEFORE[name](tab)
            settle(tab)
        tab.wait_for_timeout(500)  # charts finish their last frame
        if tab.locator(_FAILED).count():
            raise RuntimeError(f"{path} shows an error: no picture for a guide")
        return tab.screenshot(animations="disabled", caret="hide")
    finally:
        tab.close()


def save(file: Path, picture: bytes) -> None:
    """Write a picture with few colours: the text stays sharp, the file small."""
    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(
            method=_RARE_TOO, kmeans=_ROUNDS, dither=Image.Dither.NONE
        )
        few.save(file, optimize=True)


def _help(tab: Page) -> None:
    tab.get_by_role("button", name="?", exact=True).click()
    tab.get_by_test_id("stPopoverBody").get_by_text("先做什么").wait_for()


def _stage(tab: Page) -> None:
    tab.get_by_label("操作人").fill("示例")
    tab.keyboard.press("Enter")
    settle(tab)
    tab.get_by_label("标题").fill("示例评审会")
    tab.get_by_label("主持人（职务）").fill("县卫生健康局局长")
    tab.get_by_role("button", name="开始", exact=True).click()
    tab.locator(".heng-stage").wait_for()
    tab.get_by_test_id("stSidebar").wait_for(state="hidden")
    tab.keyboard.press("ArrowRight")


_DONE_BEFORE: dict[str, Callable[[Page], None]] = {
    "help-place": _help,
    "meeting-stage": _stage,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
