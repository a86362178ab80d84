"""Made-up registers of the demonstration (示例数据), for 2024 and 2025.

Family doctors and staff agree with the figures: residents, key groups and services with MON02 to
MON04, staff at work with what MGT03 is counted among, groups with those their item manages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lib.adapters.demonstration.quarter import register_stories
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.journal import Draft
from lib.model.registers.ledger import SET
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Area

_YEARS = (2024, 2025)
_Pair = tuple[int, int]
_GROUPS: Mapping[str, tuple[str, int, int]] = {
    "children": ("CHD02", 1, 2),
    "elderly": ("ELD01", 1, 2),
    "maternal": ("MAT01", 1, 6),
    "hypertension": ("HTN02", 1, 4),
    "diabetes": ("DIA02", 1, 4),
    "tuberculosis": ("TUB01", 0, 6),
    "mental": ("SMI01", 0, 4),
}
"""Indicator, numerator (0) or denominator (1) of it, and services a year for who signed."""
_SHARES = {"disabled": (180, 2), "relieved": (60, 2), "bereaved": (3, 4)}
"""Per 10,000 residents, and services a year."""
_KINDS = ("equipment", "building", "information", "training")
_SOURCES = ("central", "provincial", "prefecture", "county", "own")
_FOR = {
    "equipment": "购置彩超、心电图机等设备（示例）",
    "building": "改造预防接种门诊和健康管理用房（示例）",
    "information": "升级公卫系统终端和随访设备（示例）",
    "training": "开展公卫人员和乡村医生培训（示例）",
}


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    areas = scene.roster.on(scene.day).of_kind(*INSTITUTION_KINDS)
    codes = [area.code for area in areas]
    return (
        *register_stories.accreditation(codes, scene.dice("accreditation")),
        *_contracts(scene, areas),
        *_staff(scene, areas),
        *_investment(codes, scene.dice("investment")),
        *register_stories.practice(scene, codes),
    )


def posted(book: str, subject: str, values: Mapping[str, object]) -> Draft:
    """Return the posting of one row."""
    return Draft(book, subject, SET, {"values": dict(values)})


def _contracts(scene: Scene, areas: tuple[Area, ...]) -> Iterator[Draft]:
    dice, signed = scene.dice("contract"), dict[tuple[str, str], int]()
    for year in _YEARS:
        known = _Known(scene, areas, year)
        for area in areas:
            for row in _rows(area, known, dice):
                values = row | {"year": year, "area": area.code}
                key = (area.code, str(row["group"]))
                most = min(signed.get(key, int(row["signed"])), int(row["signed"]))
                values["renewed"] = int(most * dice.uniform(0.88, 0.97))
                signed[key] = int(row["signed"])
                subject = f"contract/{year}/{area.code}/{row['group']}"
                yield posted("contract", subject, _CONTRACT | values)


class _Known:
    """Counts of a year, by institution."""

    def __init__(self, scene: Scene, areas: tuple[Area, ...], year: int) -> None:
        self._scene, self._period = scene, f"{year}-12"
        clinics = scene.roster.on(scene.day).of_kind(CLINIC)
        self.parents = {clinic.code: clinic.parent_code for clinic in clinics}
        self._held = {area.code for area in areas}
        self._added: dict[str, dict[str, _Pair]] = {}

    def pairs(self, indicator: str) -> dict[str, _Pair]:
        """Add clinics up to their institution; what was not reported is left out."""
        if indicator not in self._added:
            self._added[indicator] = self._sums(indicator)
        return self._added[indicator]

    def _sums(self, indicator: str) -> dict[str, _Pair]:
        sums: dict[str, _Pair] = {}
        for code, pair in self._scene.counts(indicator, self._period).items():
            owner = self.parents.get(code, code)
            if owner in self._held and min(pair) >= 0:
                before = sums.get(owner, (0, 0))
                sums[owner] = (before[0] + int(pair[0]), before[1] + int(pair[1]))
        return sums


def _rows(area: Area, known: _Known, dice: np.random.Generator) -> Iterator[dict[str, Any]]:
    """Yield residents, key groups, and each group as large as the figures say."""
    residents, key, services = (known.pairs(code) for code in ("MON02", "MON03", "MON04"))
    if area.code not in residents or area.code not in key:
        return
    (signed, total), (key_signed, key_total) = residents[area.code], key[area.code]
    fulfilled, due = services.get(area.code, (0, 0))
    whole = {"group": "all", "total": total, "signed": signed, "due": due, "fulfilled": fulfilled}
    yield whole | _doctors(area, signed, dice)
    done = fulfilled / due if due else 0.7
    yield _group("key", (key_signed, key_total), (2, done), dice)
    rate = key_signed / key_total
    for group, (indicator, part, visits) in _GROUPS.items():
        pair = known.pairs(indicator).get(area.code)
        if pair is not None:
            wanted = (int(pair[part] * min(1, dice.normal(rate, 0.03))), pair[part])
            yield _group(group, wanted, (visits, done), dice)
    for group, (per_10_000, visits) in _SHARES.items():
        members = int(total * per_10_000 * dice.uniform(0.7, 1.3) / 10_000)
        wanted = (int(members * min(1, dice.normal(rate, 0.05))), members)
        yield _group(group, wanted, (visits, done), dice)


def _group(
    group: str, pair: _Pair, services: tuple[int, float], dice: np.random.Generator
) -> dict[str, Any]:
    signed, total = pair
    due = signed * services[0]
    fulfilled = int(due * min(1, dice.normal(services[1], 0.02)))
    return {"group": group, "total": total, "signed": signed, "due": due, "fulfilled": fulfilled}


def _doctors(area: Area, signed: int, dice: np.random.Generator) -> dict[str, int]:
    teams = max(2, signed // 2000)
    doctors = teams + int(teams * dice.uniform(0.3, 0.8))
    general = int(doctors * dice.uniform(0.55, 0.8))
    asked = int(dice.integers(40, 90))
    return {
        "paid": int(signed * dice.uniform(0.02, 0.09)),
        "teams": teams,
        "doctors": doctors,
        "general": general,
        "specialists": doctors - general,
        "registered": area.registered or area.population or 0,
        "asked": asked,
        "satisfied": int(dice.binomial(asked, dice.uniform(0.78, 0.94))),
    }


def _staff(scene: Scene, areas: tuple[Area, ...]) -> Iterator[Draft]:
    """Yield staff as many as the training figures are counted among; one row is put right later."""
    dice, first = scene.dice("staff"), None
    clinics = scene.roster.on(scene.day).of_kind(CLINIC)
    for year in _YEARS:
        known = _Known(scene, areas, year).pairs("MGT03")
        for area in areas:
            if area.code not in known:
                continue
            stations = sum(clinic.parent_code == area.code for clinic in clinics)
            values = _people(known[area.code][1], stations, dice)
            values |= {"year": year, "area": area.code}
            subject = f"staff/{year}/{area.code}"
            if first is None and year == _YEARS[-1]:
                first = values | {"vacancies": 0}
                yield posted("staff", subject, first)
            yield posted("staff", subject, values)


def _people(everyone: int, stations: int, dice: np.random.Generator) -> dict[str, object]:
    village = min(everyone - 3, int(stations * dice.uniform(1.1, 1.5)))
    own = everyone - village
    full = max(1, int(own * dice.uniform(0.5, 0.7)))
    return {
        "full_time": full,
        "part_time": own - full,
        "general": int(own * dice.uniform(0.15, 0.25)),
        "physicians": int(own * dice.uniform(0.15, 0.25)),
        "nurses": int(own * dice.uniform(0.25, 0.4)),
        "village_doctors": village,
        "vacancies": int(dice.integers(0, 4)),
        "note": None,
    }


def _investment(codes: list[str], dice: np.random.Generator) -> Iterator[Draft]:
    for year in _YEARS:
        count = 0
        for code in codes:
            for _ in range(int(dice.integers(1, 4))):
                count += 1
                kind = str(dice.choice(_KINDS, p=[0.45, 0.2, 0.2, 0.15]))
                on = f"{year}-{int(dice.integers(1, 13)):02}-{int(dice.integers(1, 29)):02}"
                number = f"TR{year}-{count:03}"
                values = {
                    "number": number,
                    "year": year,
                    "area": code,
                    "kind": kind,
                    "source": str(dice.choice(_SOURCES, p=[0.25, 0.2, 0.1, 0.3, 0.15])),
                    "amount": int(dice.integers(3, 60)) * 1_000_000,
                    "on": on,
                    "note": _FOR[kind],
                }
                yield posted("investment", f"investment/{number}", values)


_CONTRACT = dict.fromkeys(
    (
        *("year", "area", "group", "total", "signed", "renewed", "due", "fulfilled"),
        *("paid", "teams", "doctors", "general", "specialists", "registered"),
        *("asked", "satisfied"),
    )
)
"""Every column of the register, empty."""
