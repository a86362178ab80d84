"""Made-up authenticity checks of the demonstration (示例数据).

The counts are those of the figures: what was verified and found true. How many were irregular,
and how many nobody could reach, is drawn by dice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from lib.adapters.demonstration.quarter.scene import Scene, as_posted
from lib.model.authenticity.book import draw_sample, register
from lib.model.authenticity.checking import Check, Grade, Mark, Sample, Way, tally_of
from lib.model.authenticity.estimation import Tally
from lib.model.authenticity.practice import HALF, Kind, Practice, RiskWeights
from lib.model.authenticity.wishes import Wish, drawn_stations
from lib.model.journal import Draft, read
from lib.model.observations import Status, month_of
from lib.model.parameters import Text
from lib.model.quarters import Quarter
from lib.model.roster import INSTITUTION_KINDS, Area

KINDS = {
    kind.code: kind
    for kind in (
        Kind("records", Text("居民健康档案", "Health records"), 10, indicator="EHR04"),
        Kind("stations", Text("村卫生站档案", "Files of village stations"), 10, stations=2),
        Kind("elderly", Text("老年人健康体检", "Elderly"), 10, indicator="ELD03", every=HALF),
        Kind("hypertension", Text("高血压随访", "Hypertension"), 10, indicator="HTN04"),
    )
}
"""Sizes as in data/authenticity.yaml; a test holds them together."""
_LISTS = {
    "records": ("EHR06", "denominator"),
    "stations": ("EHR01", "numerator"),
    "elderly": ("ELD01", "numerator"),
    "hypertension": ("HTN01", "numerator"),
}
"""Which count of the figures is the length of a list."""
_SHARES = (Fraction(1, 2), Fraction(3, 10), Fraction(19, 20), Fraction(1), Fraction(1, 20))
_PRACTICE = Practice(
    KINDS,
    reserves=_SHARES[0],
    unreachable_limit=_SHARES[1],
    least_sample=10,
    acceptable=_SHARES[2],
    points_per_false=_SHARES[3],
    small_list=500,
    family_chance=_SHARES[4],
    risk=RiskWeights(*map(Fraction, (40, 30, 15, 15, 1))),
    sources={},
)
_AWAY = ("B09", "records", 4)
"""Where more than three in ten could not be reached, in the fourth quarter."""
_SECOND = ("B21", "records", 4)
"""Where a second sample is drawn and waits."""
_STATIONS_OF = ("B05", "B06", "B11", "B18")
_WORDS = {3: "立秋", 4: "霜降"}
_ROLES = {
    "records": "县基本公卫项目办核查组",
    "stations": "县基本公卫项目办核查组",
    "elderly": "县域慢病管理中心核查组",
    "hypertension": "县域慢病管理中心核查组",
}
_FALSE = {
    "records": "随访记录所载日期，服务对象在外务工，本人否认接受服务。",
    "stations": "同一村站多份血压值完全相同，无门诊日志佐证。",
    "elderly": "体检表有记录，本人未到场，无检验单。",
    "hypertension": "电话回访否认当季随访，系统录入时间为同一晚。",
}


@dataclass(frozen=True, slots=True)
class _Round:
    """One sample of the story."""

    area: Area
    kind: Kind
    quarter: Quarter
    lists: Mapping[str, int]
    """Length of the lists of the institution and of its village stations."""


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    dice = scene.dice("authenticity")
    quarters = (scene.quarter.later(-1), scene.quarter)
    return tuple(draft for quarter in quarters for draft in _of_quarter(scene, quarter, dice))


def _of_quarter(scene: Scene, quarter: Quarter, dice: np.random.Generator) -> Iterator[Draft]:
    for kind in KINDS.values():
        if kind.every == HALF and quarter.number % 2 == 0:
            continue  # the round of the half-year was held in its first quarter
        found = scene.counts(kind.indicator, f"{quarter.last:%Y-%m}") if kind.indicator else {}
        lengths = _lengths(scene, quarter, kind)
        for area in scene.roster.of_kind(*INSTITUTION_KINDS):
            one = _Round(area, kind, quarter, lengths)
            if kind.stations and quarter == scene.quarter and area.code in _STATIONS_OF:
                yield from _played(scene, one, (19, 20), dice)
            elif found.get(area.code, (-1, -1))[1] > 0:
                yield from _played(scene, one, found[area.code], dice)


def _played(
    scene: Scene, one: _Round, counts: tuple[int, int], dice: np.random.Generator
) -> Iterator[Draft]:
    """Draw and check a sample; a second one where the story wants it."""
    true, verified = counts
    clinics = [a.code for a in scene.roster.children(one.area.code) if a.kind == "clinic"]
    wish = _wish(one, verified, clinics)
    (drawn,) = draw_sample((), wish, _PRACTICE, clinics)
    yield drawn
    postings = as_posted((drawn,))
    sample = read(Sample, drawn.content)
    check = _check(one, sample, _tally(one, sample, (true, verified), dice), dice)
    (checked,) = register(postings, check, 1)
    yield checked
    if (one.area.code, one.kind.code, one.quarter.number) == _SECOND:
        again = Wish(
            wish.quarter, wish.area_code, wish.kind, wish.listed, date(2025, 12, 29), "冬至"
        )
        both = (*postings, *as_posted((checked,), 1))
        yield from draw_sample(both, again, _PRACTICE, clinics)


def _wish(one: _Round, verified: int, clinics: Sequence[str]) -> Wish:
    day = one.quarter.first + timedelta(days=13)
    size = max(one.kind.size, -(-verified // max(1, one.kind.stations)))
    facts = (str(one.quarter), one.area.code, one.kind.code)
    empty = Wish(*facts, {}, day, _WORDS.get(one.quarter.number, ""), size)
    drawn = drawn_stations(empty, one.kind, 1, clinics)
    listed = {code: max(size * 2, one.lists.get(code, 0)) for code in drawn}
    return Wish(*facts, listed, day, empty.word, size)


def _tally(
    one: _Round, sample: Sample, counts: tuple[int, int], dice: np.random.Generator
) -> Tally:
    """Fill in what the figures do not say: who was away, what was irregular."""
    true, verified = counts
    if verified < sample.size:
        away = sample.size + sample.spare - verified
    elif (one.area.code, one.kind.code, one.quarter.number) == _AWAY:
        away = sample.spare - 1
    else:
        away = min(sample.spare, int(dice.binomial(sample.size, 0.08)))
    irregular = int(dice.binomial(true, 0.12))
    return Tally(true - irregular, irregular, away, verified - true)


def _check(one: _Round, sample: Sample, tally: Tally, dice: np.random.Generator) -> Check:
    marks = _marks(sample, tally, dice) if one.kind.code == "records" else ()
    day = sample.drawn_on + timedelta(days=int(dice.integers(4, 12)))
    note = _FALSE[one.kind.code] if tally.false else ""
    ways = (Way.PHONE, Way.VISIT, Way.LOGS) if tally.false else (Way.PHONE, Way.VISIT)
    return Check(sample.subject, day, _ROLES[one.kind.code], ways, tally, marks, note=note)


def _marks(sample: Sample, tally: Tally, dice: np.random.Generator) -> tuple[Mark, ...]:
    """Spread the counts over the positions of one list; the last replacement was reached."""
    (one,) = sample.strata
    used = [*one.positions, *one.reserves][: tally.attempted]
    grades = [
        *[Grade.COMPLIANT] * tally.compliant,
        *[Grade.IRREGULAR] * tally.irregular,
        *[Grade.FALSE] * tally.false,
        *[Grade.UNREACHABLE] * tally.unreachable,
    ]
    spread = [grades[place] for place in dice.permutation(len(grades)).tolist()]
    marks = tuple(
        Mark(one.area_code, place, grade) for place, grade in zip(used, spread, strict=True)
    )
    assert tally_of(marks) == tally  # noqa: S101 (the story would contradict its own counts)
    return marks


def _lengths(scene: Scene, quarter: Quarter, kind: Kind) -> dict[str, int]:
    """Return how long the lists are, of stations and, added up, of their institutions.

    A list does not vanish in a month without a report: the longest of the year so far counts.
    """
    indicator, count = _LISTS[kind.code]
    found, now = scene.observations, month_of(quarter.last)
    chosen = (
        (found["indicator"] == indicator)
        & (found["month"] <= now)
        & (found["month"] > now - quarter.number * 3)
        & (found["status"] == Status.REPORTED)
    )
    own: dict[str, int] = {}
    for code, length in zip(
        found["area_code"][chosen].tolist(), found[count][chosen].tolist(), strict=True
    ):
        own[str(code)] = max(int(length), own.get(str(code), 0))
    for area in scene.roster.of_kind(*INSTITUTION_KINDS):
        parts = [own[a.code] for a in scene.roster.children(area.code) if a.code in own]
        own.setdefault(area.code, sum(parts))
    return own
