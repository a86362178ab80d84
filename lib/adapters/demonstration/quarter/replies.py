"""Made-up replies of the demonstration (示例数据): what was published, appealed and decided.

The checks of a quarter took something from the figures of some institutions. They were
published; some institutions appealed, with every outcome there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import pandas as pd

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.appeals import Mark
from lib.model.intake import figures
from lib.model.intake.figures import Stage
from lib.model.journal import Attachment, Draft
from lib.model.observations import Status, month_of
from lib.model.parameters import DatedValue, Reference
from lib.model.quarters import Quarter
from lib.model.replies import deeds
from lib.model.replies.ledger import Counts, Decision, Evidence, Filing, Publication, Verdict, stand
from lib.model.replies.terms import Terms

_OFFICE = "示例人员·县基层卫生股"
_PANEL = "示例人员·申诉复核组"
_TERM = Reference("示例数据", "programme", "general_knowledge")
_TERMS = Terms(
    (DatedValue(date(2015, 1, 1), 7, _TERM),), (DatedValue(date(2015, 1, 1), 15, _TERM),)
)


@dataclass(frozen=True, slots=True)
class _Story:
    """What happened to one figure: how many a check took away, and what came of it."""

    area: str
    indicator: str
    taken: int
    found: str
    """Why the check took them away."""
    asked: int = 0
    """How many of them the institution wants back; 0 for no appeal."""
    plea: str = ""
    filed: int = 1
    """Days after the publication."""
    given: int = 0
    """How many the decision gives back."""
    ruling: str = ""
    """Reason of the decision; empty while there is none."""
    decided: int = 2
    """Days after the publication."""
    is_stored: bool = True
    """Whether the final figure was transferred."""


@dataclass(frozen=True, slots=True)
class _Publication:
    """What was published on a day."""

    quarter: Quarter
    on: date
    stories: tuple[_Story, ...]


_THIS = (
    _Story(
        "B20",
        "MAT01",
        12,
        "抽查建册登记，12名产妇首次产检在孕13周之后",
        asked=10,
        plea="其中10名在县妇幼保健院孕13周前已建册，附院方建册登记页（隐去个人信息）。",
        given=10,
        ruling="经与县妇幼保健院登记核对，10名建册时间属实，予以采纳。",
    ),
    _Story(
        "B05",
        "VAC01",
        9,
        "接种证登记与系统不符9人",
        asked=9,
        plea="9名儿童为跨镇迁入，建证手续在原居住地办理，请按本辖区计入。",
        given=4,
        ruling="4名有迁入登记，予以采纳；其余5名未见登记，不予采纳。",
    ),
    _Story(
        "B13",
        "CHD02",
        60,
        "随访记录缺签名或日期60份",
        asked=60,
        plea="缺项已于季度内补齐，请恢复原数。",
        given=0,
        ruling="补登时间晚于核查日，按核查时的记录认定，不予采纳。",
    ),
    _Story(
        "B10",
        "TCM02",
        25,
        "中医调养指导无记录25人",
        asked=18,
        plea="18名的记录在流动接种点纸质登记本上，附登记本照片。",
        filed=1,
        given=18,
        ruling="登记本经复核属实，予以采纳。",
        decided=3,
        is_stored=False,
    ),
    _Story(
        "B16",
        "CHD04",
        40,
        "眼保健筛查未录入结果40人",
        asked=32,
        plea="32名筛查结果在县妇幼系统中，因接口故障未回传，附系统截图。",
        filed=2,
    ),
    _Story("B19", "MAT03", 6, "产后42天检查缺记录6人"),
    _Story("B07", "VAC01", 8, "接种证登记与系统不符8人"),
)
_EARLIER = (
    _Story(
        "B17",
        "MAT01",
        9,
        "首次产检登记缺日期9人",
        asked=9,
        plea="日期已在孕产妇保健手册上，附手册复印件（隐去个人信息）。",
        filed=3,
        given=9,
        ruling="手册日期属实，予以采纳。",
        decided=12,
    ),
    _Story("B21", "VAC01", 3, "接种证登记与系统不符3人"),
)


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    book: list[Draft] = []
    for told in _told(scene):
        quarter, stories = told.quarter, told.stories
        marks = tuple(_mark(scene, story, quarter) for story in stories)
        note = f"{quarter}核查结果公示，如有异议请在期限内提出申诉"
        wish = Publication(str(quarter), told.on, _OFFICE, marks, note)
        book += deeds.publish(as_posted(book), wish)
        for story, mark in zip(stories, marks, strict=True):
            if story.asked:
                _appeal(scene, book, story, (told, mark))
    return tuple(book)


def figures_of(scene: Scene, stage: Stage) -> pd.DataFrame:
    """Return the figures that the store of the demonstration holds at a stage.

    Parameters
    ----------
    scene
        The county of the demonstration.
    stage
        Verified, appealed or final; claimed figures are the demonstration itself.

    Returns
    -------
    DataFrame
        Columns of `figures.COLUMNS`. One decided figure is left out on purpose: the page
        shows it as still to be transferred.
    """
    rows = [
        (story.area, story.indicator, month_of(told.quarter.last), *counts)
        for told in _told(scene)
        for story in told.stories
        if (counts := _counts(scene, story, told.quarter).get(stage))
    ]
    status, none = int(Status.REPORTED), float("nan")
    return figures.table(
        (*row, "", status, none, "示例数据", line, f"D{line}/E{line}")
        for line, row in enumerate(rows, 1)
    )


def _told(scene: Scene) -> Iterator[_Publication]:
    """Tell the stories of whom the figures know, the earlier quarter first."""
    for back, days, stories in ((-1, 15, _EARLIER), (0, 5, _THIS)):
        quarter = scene.quarter.later(back)
        known = tuple(s for s in stories if s.area in _claims(scene, s.indicator, quarter))
        if known:
            yield _Publication(quarter, quarter.last + timedelta(days=days), known)


def _counts(scene: Scene, story: _Story, quarter: Quarter) -> dict[Stage, Counts]:
    part, whole = _claims(scene, story.indicator, quarter)[story.area]
    verified = part - story.taken
    found = {Stage.VERIFIED: (verified, whole)}
    if story.asked:
        found[Stage.APPEALED] = (verified + story.asked, whole)
    if story.ruling and story.is_stored:
        found[Stage.FINAL] = (verified + story.given, whole)
    return found


def _claims(scene: Scene, indicator: str, quarter: Quarter) -> dict[str, Counts]:
    claimed = scene.counts(indicator, f"{quarter.last:%Y-%m}")
    return {area: counts for area, counts in claimed.items() if counts[1] > 0}


def _mark(scene: Scene, story: _Story, quarter: Quarter) -> Mark:
    counts = _counts(scene, story, quarter)[Stage.VERIFIED]
    return Mark(story.area, story.indicator, month_of(quarter.last), *counts)


def _appeal(
    scene: Scene, book: list[Draft], story: _Story, against: tuple[_Publication, Mark]
) -> None:
    """File the appeal of a story, and decide it if it was decided."""
    (told, mark), who = against, scene.roster.find(story.area).name
    indicator = scene.indicators[story.indicator]
    scan = Attachment(f"{who}申诉材料（示例）.txt", f"示例数据：{story.plea}\n".encode())
    wish = Filing(
        quarter=str(told.quarter),
        institution=story.area,
        mark=mark,
        numerator=mark.numerator + story.asked,
        denominator=mark.denominator,
        reason=story.plea,
        on=told.on + timedelta(days=story.filed),
        by=f"示例人员·{who}",
        claimed=_claims(scene, story.indicator, told.quarter)[story.area],
        evidence=(Evidence(scan.name, sha256(scan.content).hexdigest()),),
    )
    book += deeds.file(as_posted(book), wish, _TERMS, indicator, (scan,))
    if not story.ruling:
        return
    appeal = stand(as_posted(book)).appeal(book[-1].subject)
    verdict = {0: Verdict.REFUSED, story.asked: Verdict.ACCEPTED}.get(story.given, Verdict.PARTLY)
    given = mark.numerator + story.given, mark.denominator
    day = told.on + timedelta(days=story.decided)
    decision = Decision(verdict, *given, story.ruling, day, _PANEL)
    book += deeds.decide(as_posted(book), appeal, decision, indicator)
