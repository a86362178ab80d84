"""The figures of a file beside those stored, as columns the rules can compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.model.indicators import Indicator
from lib.model.intake.checks.background import Background
from lib.model.intake.checks.telling import Teller, area_name, indicator_name
from lib.model.intake.figures import Reading
from lib.model.numbers import Flags, Integers
from lib.model.observations import NO_COUNT, Status, last_day, month_of
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Area, Roster

_COUNTED = ("month", "numerator", "denominator", "status")
OTHER, INSTITUTIONS, CLINICS = range(3)
"""Tiers of areas: figures are compared within one."""
FROM_STORE = -1
_TIERS = dict.fromkeys(INSTITUTION_KINDS, INSTITUTIONS) | {CLINIC: CLINICS}


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What a file says of areas and indicators that are known."""

    delivered: pd.DataFrame
    """All of the file, by sheet and row; `area` and `of` are positions in the two lists below,
    -1 for an area or indicator that is not known."""
    figures: pd.DataFrame
    """Those of known areas and indicators."""
    totals: pd.DataFrame
    """Rows of totals of the file, likewise; `area` is absent."""
    lines: pd.DataFrame
    """Counts of the file, and of the store where the file is silent, by area, indicator, month.

    `at` is the position in `figures`, `FROM_STORE` for a stored one; `told` says whether there
    is a figure, or a reason for none; `counted` whether there are both counts.
    """
    areas: tuple[Area, ...]
    tier: Integers
    """Of every area: `INSTITUTIONS`, `CLINICS` or `OTHER`."""
    parent: Integers
    """Position of the area above every area, -1 where there is none."""
    indicators: tuple[Indicator, ...]
    roster: Roster
    """As it was in the newest month of the file."""
    teller: Teller

    def having(self, test: Callable[[Indicator], bool]) -> Flags:
        """Tell of every indicator whether it passes a test."""
        return np.array([test(indicator) for indicator in self.indicators], dtype=bool)

    def key(self, lines: pd.DataFrame) -> Integers:
        """Return a number for area, indicator and month; the next month has the next one."""
        pair = lines["area"].to_numpy() * len(self.indicators) + lines["of"].to_numpy()
        return _key(pair, lines["month"].to_numpy())


def gather(reading: Reading, background: Background) -> Facts:
    """Set the figures of a file beside those stored.

    Figures of unknown areas or indicators are left out: `known` reports them.

    Parameters
    ----------
    reading
        What the file says.
    background
        What it is checked against.
    """
    newest = max(reading.months(), default=month_of(background.day))
    roster = background.roster.on(last_day(newest))
    known = {area.code: area for area in background.roster.areas}
    known |= {area.code: area for area in background.roster.areas if area.valid_to is None}
    known |= {area.code: area for area in roster.areas}
    areas, codes = tuple(sorted(known)), tuple(sorted(background.indicators))
    placed = placed_figures(reading.figures, areas, codes)
    usual = placed["area"].to_numpy() >= 0
    usual &= placed["of"].to_numpy() >= 0
    figures = placed if usual.all() else placed[usual].reset_index(drop=True)
    totals = placed_figures(reading.totals, areas, codes)
    return Facts(
        placed,
        figures,
        totals[totals["of"] >= 0].reset_index(drop=True),
        _lines(figures, background.stored, areas, codes),
        tuple(known[code] for code in areas),
        np.array([_TIERS.get(known[code].kind, OTHER) for code in areas], dtype=np.int64),
        positions(pd.Series([known[code].parent_code for code in areas], dtype=object), areas),
        tuple(background.indicators[code] for code in codes),
        roster,
        Teller(
            {code: area_name(area) for code, area in known.items()},
            {code: indicator_name(indicator) for code, indicator in background.indicators.items()},
            background.limits.listed,
        ),
    )


def placed_figures(
    figures: pd.DataFrame, areas: Sequence[str], codes: Sequence[str]
) -> pd.DataFrame:
    """Sort figures by sheet and row, whatever the order they were read in.

    Parameters
    ----------
    figures
        Columns of `figures.COLUMNS`.
    areas, codes
        Area and indicator codes; their positions become the columns `area` and `of`, -1 for
        a code that is not among them.
    """
    sheets = sorted(figures["sheet"].unique().tolist())
    table = figures.assign(
        area=positions(figures["area_code"], areas), of=positions(figures["indicator"], codes)
    )
    keys = [table["month"], table["of"], table["row"], positions(table["sheet"], sheets)]
    order = np.lexsort([np.asarray(key) for key in keys])
    return table.take(order).reset_index(drop=True)


def positions(names: pd.Series[str], known: Sequence[str]) -> Integers:
    """Look names up once each, not once a row; -1 for one that is not known.

    Examples
    --------
    >>> positions(pd.Series(["b", "x", "b"]), ["a", "b"]).tolist()
    [1, -1, 1]
    """
    inverse, distinct = pd.factorize(names.to_numpy(dtype=object))
    place = {name: position for position, name in enumerate(known)}
    table = np.array([*(place.get(name, -1) for name in distinct), -1], dtype=np.int64)
    found: Integers = table[inverse]
    return found


def _lines(
    figures: pd.DataFrame, stored: pd.DataFrame, areas: Sequence[str], codes: Sequence[str]
) -> pd.DataFrame:
    kept = {
        "area": positions(stored["area_code"], areas),
        "of": positions(stored["indicator"], codes),
        **{name: stored[name].to_numpy() for name in _COUNTED},
        "at": np.full(len(stored), FROM_STORE),
    }
    known = (kept["area"] >= 0) & (kept["of"] >= 0)
    fresh = {name: figures[name].to_numpy() for name in ("area", "of", *_COUNTED)}
    fresh["at"] = np.arange(len(figures))
    both = {name: np.concatenate([fresh[name], kept[name][known]]) for name in fresh}
    key = _key(both["area"] * len(codes) + both["of"], both["month"])
    order = np.argsort(key, kind="stable")  # the file before the store
    spoken = np.r_[False, key[order][1:] == key[order][:-1]] & (both["at"][order] == FROM_STORE)
    lines = {name: column[order[~spoken]] for name, column in both.items()}
    counts = (lines["numerator"] != NO_COUNT) & (lines["denominator"] != NO_COUNT)
    return pd.DataFrame(lines).assign(
        told=lines["status"] != Status.MISSING,
        counted=(lines["status"] == Status.REPORTED) & counts,
    )


def _key(pair: Integers, month: Integers) -> Integers:
    key: Integers = pair * 200_000 + month  # months from year 0 stay below it
    return key
