"""Figures of the right area at the wrong level: counted twice, or not at all.

The engine takes an institution's own figure first, of whatever month of the year, and else
adds up its clinics; a county figure is copied down. Nothing is ever counted twice, so what
stands at both levels has to agree, or one of the two is silently left aside.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.indicators import Level
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.facts import CLINICS, FROM_STORE, INSTITUTIONS, Facts
from lib.model.intake.checks.telling import Sentence
from lib.model.intake.findings import Finding, Severity
from lib.model.observations import Status, month_name
from lib.model.roster import COUNTY

_UNREAD_KINDS = (COUNTY, "admin_unit", "centre", "lead_hospital")
_UNREAD = Sentence(
    "area_level",
    Severity.WARNING,
    N_("{count} figures of {month} are of {area}, which is not evaluated, first {indicator}."),
    N_("Such figures are kept and not counted. Leave the row out if it is a total."),
)
_COUNTY_WIDE = Sentence(
    "area_level",
    Severity.WARNING,
    N_("{indicator} is one figure for the whole county; here it is of {area}, {month}."),
    N_("Give it for the county; a figure of one area would be taken for that of all."),
)
_BOTH = Sentence(
    "area_level",
    Severity.WARNING,
    N_(
        "{indicator} of {area}, {month}: its own figure is {own}, its {clinics} clinics add up to "
        "{sum}. The own figure counts, the clinics are left aside."
    ),
    N_("Deliver one of the two, or correct the one that is wrong."),
)
_OLD = Sentence(
    "area_level",
    Severity.WARNING,
    N_(
        "{indicator} of {area}: its own figure of {older} goes before the newer ones of its "
        "clinics ({month})."
    ),
    N_("Deliver the institution's own figure too, or undo the import that brought it."),
)


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find figures at a level where the evaluation does not read them, or reads others first."""
    del background
    yield from _unread(facts)
    yield from _county_wide(facts)
    both = _both(facts)
    yield from _differing(facts, both)
    yield from _outdated(facts, both)


def _unread(facts: Facts) -> Iterator[Finding]:
    figures = facts.figures
    kinds = np.array([area.kind in _UNREAD_KINDS for area in facts.areas])
    wide = facts.having(lambda i: i.level == Level.COUNTY)
    rows = figures[kinds[figures["area"]] & ~wide[figures["of"]]]
    by = ["area", "month"]
    counts = rows.groupby(by)["of"].transform("size")
    first = ~rows.duplicated(by)
    yield from facts.teller.tell(_UNREAD, rows[first], count=counts[first])


def _county_wide(facts: Facts) -> Iterator[Finding]:
    figures = facts.figures
    wide = facts.having(lambda i: i.level == Level.COUNTY)
    yield from facts.teller.tell(
        _COUNTY_WIDE,
        figures[
            wide[figures["of"]] & np.isin(facts.tier[figures["area"]], (INSTITUTIONS, CLINICS))
        ],
    )


def _both(facts: Facts) -> pd.DataFrame:
    """Set each institution's figures beside the sums of its clinics, by indicator and month."""
    lines, tier = facts.lines, facts.tier[facts.lines["area"]]
    told = lines["told"].to_numpy()
    own = lines[told & (tier == INSTITUTIONS)]
    under = lines[told & (tier == CLINICS)]
    under = under.assign(area=facts.parent[under["area"]])
    shared = own["area"].to_numpy() * len(facts.indicators) + own["of"].to_numpy()
    under = under[np.isin(under["area"] * len(facts.indicators) + under["of"], shared)]
    counted = under[(under["status"] == int(Status.REPORTED)).to_numpy()]
    sums = counted.groupby(["area", "of", "month"], as_index=False).agg(
        numerator=("numerator", "sum"),
        denominator=("denominator", "sum"),
        clinics=("at", "size"),
        at=("at", "max"),
    )
    both: pd.DataFrame = own.merge(
        sums, on=["area", "of", "month"], how="outer", suffixes=("", "_sum")
    )
    return both


def _differing(facts: Facts, both: pd.DataFrame) -> Iterator[Finding]:
    """Tell of the newest month where institution and clinics disagree."""
    matched = both[both["at"].notna() & both["at_sum"].notna()].astype({"at": "int64"})
    pairs = [(matched[name] != matched[f"{name}_sum"]) for name in ("numerator", "denominator")]
    fresh = (matched["at"] != FROM_STORE) | (matched["at_sum"] != FROM_STORE)
    reported = matched["status"] == int(Status.REPORTED)
    wrong = matched[fresh & reported & (pairs[0] | pairs[1])]
    wrong = wrong.sort_values("month").drop_duplicates(["area", "of"], keep="last")
    rows = _rows(facts, wrong, np.where(wrong["at"] >= 0, wrong["at"], wrong["at_sum"]))
    yield from facts.teller.tell(
        _BOTH,
        rows,
        own=_ratios(wrong["numerator"], wrong["denominator"]),
        sum=_ratios(wrong["numerator_sum"], wrong["denominator_sum"]),
        clinics=wrong["clinics"].astype("int64"),
    )


def _outdated(facts: Facts, both: pd.DataFrame) -> Iterator[Finding]:
    """Tell where an older own figure of the year goes before newer ones of the clinics."""
    by = [both["area"], both["of"], both["month"] // 12]
    own = both["month"].where(both["at"].notna()).groupby(by).transform("max")
    newest = both["at"].isna() & both["at_sum"].notna() & (both["at_sum"] != FROM_STORE)
    wrong = both.assign(own=own)[newest & (both["month"] > own)]
    wrong = wrong.sort_values("month").drop_duplicates(["area", "of"], keep="last")
    older = [month_name(month) for month in wrong["own"].astype("int64").tolist()]
    yield from facts.teller.tell(_OLD, _rows(facts, wrong, wrong["at_sum"]), older=older)


def _rows(facts: Facts, wrong: pd.DataFrame, at: pd.Series[float] | np.ndarray) -> pd.DataFrame:
    rows = facts.figures.take(np.asarray(at).astype(np.int64))
    return rows.assign(area_code=[facts.areas[area].code for area in wrong["area"].tolist()])


def _ratios(numerator: pd.Series[float], denominator: pd.Series[float]) -> list[str]:
    counts = zip(numerator.tolist(), denominator.tolist(), strict=True)
    return [f"{int(part)}/{int(whole)}" for part, whole in counts]
