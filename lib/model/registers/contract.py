"""Family doctors (家庭医生签约): rates by group, what grew, and which counts stay unseen.

Groups that are ill are counted among managed patients, not among all who are ill; every rate
says so where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lib.errors import N_
from lib.model import intervals
from lib.model.registers.cells import Fault
from lib.model.registers.declarations import Register, Values
from lib.model.suppression import Counts, Growth, Reason, withhold

ALL, KEY = "all", "key"
COUNTS = frozenset({"total", "signed", "renewed", "due", "fulfilled"})
"""Columns of a row that are shown together or not at all."""
_STILL = Growth(numerator=False, denominator=False)


class Rate(StrEnum):
    """The rates of domain 5.2."""

    SIGNED = "signed"  # 签约率
    RENEWED = "renewed"  # 续约率
    FULFILLED = "fulfilled"  # 履约率
    PAID = "paid"  # 有偿签约率
    SATISFIED = "satisfied"  # 满意度


Pair = tuple[int, int]
Figures = Mapping[tuple[str, int, str], Mapping[Rate, Pair]]
"""Numerator and denominator by area, year and group."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What may not be shown of the small groups, and why."""

    reasons: Mapping[tuple[str, int, str], Reason]
    """By area, year and group."""
    totals: frozenset[tuple[int, str]]
    """Year and group whose county figure may not be shown."""


def faults(values: Values, rows: Iterable[Values]) -> list[Fault]:
    """Tell whether more renewed than had signed in the year before."""
    if values.get("group") != ALL or values.get("renewed") is None:
        return []
    year, renewed = values["year"], values["renewed"]
    for before in rows:
        same = (before["area"], before["group"]) == (values["area"], ALL)
        if (
            same
            and before["year"] == int(str(year)) - 1
            and int(str(before["signed"])) < int(str(renewed))
        ):
            message = N_("{renewed} renewed, but only {signed} had signed the year before.")
            told = {"renewed": renewed, "signed": before["signed"]}
            return [Fault("renewed", message, told)]
    return []


def figures(
    rows: Sequence[Values], served: Mapping[str, int]
) -> dict[tuple[str, int, str], dict[Rate, Pair]]:
    """Return the counts behind every rate; a rate without its counts is not there.

    Parameters
    ----------
    rows
        Rows of the register.
    served
        Population served (服务人口) by area: below the share of those who pay.

    Examples
    --------
    >>> row = {"area": "A", "year": 2025, "group": "all", "total": 1000, "signed": 570}
    >>> figures([row], {})["A", 2025, "all"]
    {<Rate.SIGNED: 'signed'>: (570, 1000)}
    """
    signed = {_key(row): row.get("signed") for row in rows}
    return {_key(row): _pairs(row, signed, served) for row in rows}


def county(found: Figures, areas: Sequence[str], year: int, group: str) -> dict[Rate, Pair]:
    """Add the institutions up, rate by rate; those without counts are not in the sum."""
    sums: dict[Rate, Pair] = {}
    for code in areas:
        for rate, (above, below) in found.get((code, year, group), {}).items():
            before = sums.get(rate, (0, 0))
            sums[rate] = (before[0] + above, before[1] + below)
    return sums


def share(pair: Pair | None) -> Fraction | None:
    """Return a rate as a share of one; None without counts or with nobody to count."""
    return None if pair is None or not pair[1] else Fraction(*pair)


def interval(pair: Pair | None) -> tuple[float, float] | None:
    """Return the 95 % interval of a share that was found by asking a sample."""
    return None if pair is None or not pair[1] else intervals.wilson(*pair)


def ranks(found: Figures, areas: Sequence[str], year: int, rate: Rate) -> dict[str, int]:
    """Rank the institutions by a rate of their residents, the highest first; ties share a rank.

    Examples
    --------
    >>> counts = {("A", 2025, "all"): {Rate.SIGNED: (1, 2)}, ("B", 2025, "all"): {}}
    >>> ranks(counts, ["A", "B"], 2025, Rate.SIGNED)
    {'A': 1}
    """
    shares = {code: share(found.get((code, year, ALL), {}).get(rate)) for code in areas}
    known = {code: value for code, value in shares.items() if value is not None}
    return {code: 1 + sum(v > own for v in known.values()) for code, own in known.items()}


def growth(found: Figures, areas: Sequence[str], year: int, group: str) -> Fraction | None:
    """Return by how much the county's sign-up rate grew in a year, as a share of one."""
    now, before = (share(county(found, areas, y, group).get(Rate.SIGNED)) for y in (year, year - 1))
    return None if now is None or before is None else now - before


def hidden(register: Register, rows: Sequence[Values], threshold: int | None) -> Hidden:
    """Decide which rows of sensitive groups stay unseen, and which sums over them.

    A row is shown whole or not at all. Its counts are taken as a part of the county's: others
    are hidden with it until no subtraction gives it away.
    """
    options = register.columns["group"].options or {}
    groups = [code for code, option in options.items() if "sensitive" in option.marks]
    reasons: dict[tuple[str, int, str], Reason] = {}
    totals = set()
    years = sorted({int(str(row["year"])) for row in rows})
    for group in groups if threshold is not None else ():
        for year in years:
            own = [r for r in rows if (r["year"], r["group"]) == (year, group)]
            found, total = _withheld(own, int(threshold or 0))
            reasons |= {(code, year, group): why for code, why in found.items()}
            totals |= {(year, group)} if total else set()
    return Hidden(reasons, frozenset(totals))


def _withheld(rows: Sequence[Values], threshold: int) -> tuple[dict[str, Reason], bool]:
    table = {str(row["area"]): Counts(_table_pairs(row)) for row in rows}
    if not table:
        return {}, False
    [verdict] = withhold([table], [_STILL] * 3, threshold)
    signed = {str(row["area"]): int(str(row["signed"])) for row in rows}
    why = {code: Reason.FEW if signed[code] < threshold else Reason.KEPT for code in verdict.hidden}
    return why, verdict.total


def _table_pairs(row: Values) -> tuple[Pair | None, ...]:
    """Return what a reader sees of a row: signed of all, renewed of signed, fulfilled of due."""
    pairs = (("signed", "total"), ("renewed", "signed"), ("fulfilled", "due"))
    return tuple(_pair(row.get(above), row.get(below)) for above, below in pairs)


def _pairs(
    row: Values,
    signed: Mapping[tuple[str, int, str], object],
    served: Mapping[str, int],
) -> dict[Rate, Pair]:
    area, year, group = _key(row)
    found = {
        Rate.SIGNED: _pair(row.get("signed"), row.get("total")),
        Rate.RENEWED: _pair(row.get("renewed"), signed.get((area, year - 1, group))),
        Rate.FULFILLED: _pair(row.get("fulfilled"), row.get("due")),
        Rate.PAID: _pair(row.get("paid"), served.get(area)),
        Rate.SATISFIED: _pair(row.get("satisfied"), row.get("asked")),
    }
    return {rate: pair for rate, pair in found.items() if pair is not None}


def _pair(above: object, below: object) -> Pair | None:
    return (above, below) if isinstance(above, int) and isinstance(below, int) else None


def _key(row: Values) -> tuple[str, int, str]:
    return str(row["area"]), int(str(row["year"])), str(row["group"])
