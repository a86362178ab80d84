"""Read the allocation part of a scheme: pool, formula, bounds, instalments, villages."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.documents import one_of
from lib.model.numbers import fraction, round_one
from lib.model.rules import (
    AdvanceBase,
    AllocationRules,
    BelowPassLine,
    Formula,
    Instalment,
    NobodyPasses,
    VillageSplit,
)
from lib.model.subsidy import Subsidy

ALLOCATION = frozenset(
    {"pool", "formula", "base_share", "pass_line", "below_pass_line", "below_penalty"}
    | {"nobody_passes", "floor_share", "cap_share", "rounding_unit", "instalments"}
    | {"advance_base", "village_share", "village_split", "workload_values"}
)
PER_HEAD = "per_head"
_FEN = 100

Value = Callable[[str], Any]


def read_allocation(value: Value, subsidy: Subsidy | None, day: date) -> AllocationRules:
    """Build the allocation rules of a day.

    Parameters
    ----------
    value
        Reads a parameter of the scheme on the day.
    subsidy
        Subsidy per head through the years.
    day
        Day of the rules.

    Raises
    ------
    ParameterError
        If a rule is missing or out of range, naming it.
    """
    pool = value("pool")
    return AllocationRules(
        formula=Formula(one_of("formula", value("formula"), [*Formula])),
        per_head=_per_head(subsidy, day),
        pool=None if pool == PER_HEAD else _fen("pool", pool),
        base_share=_share("base_share", value("base_share")),
        pass_line=_between("pass_line", value("pass_line"), 100),
        below_pass_line=BelowPassLine(
            one_of("below_pass_line", value("below_pass_line"), [*BelowPassLine])
        ),
        below_penalty=_share("below_penalty", value("below_penalty")),
        nobody_passes=NobodyPasses(
            one_of("nobody_passes", value("nobody_passes"), [*NobodyPasses])
        ),
        floor_share=_optional_share("floor_share", value("floor_share")),
        cap_share=_optional_share("cap_share", value("cap_share")),
        rounding_unit=one_of("rounding_unit", value("rounding_unit"), ROUNDING_UNITS),
        instalments=_instalments(value("instalments")),
        advance_base=AdvanceBase(one_of("advance_base", value("advance_base"), [*AdvanceBase])),
        village_share=_village_share(value("village_share")),
        village_split=VillageSplit(
            one_of("village_split", value("village_split"), [*VillageSplit])
        ),
        workload_values={
            str(code): fraction(points, where="workload_values")
            for code, points in (value("workload_values") or {}).items()
        },
    )


def _per_head(subsidy: Subsidy | None, day: date) -> int:
    if subsidy is None:
        raise ParameterError(
            N_("The allocation needs the subsidy per head, and none was given."),
            hint=N_("Add subsidy.yaml beside the scheme's data."),
        )
    return int(subsidy.on(day).yuan_per_head * _FEN)


def _fen(name: str, yuan: object) -> int:
    amount = fraction(yuan, where=name) * _FEN
    if amount < 0 or amount != round_one(amount):
        raise ParameterError(
            N_("“{name}” is {yuan} yuan; it must be a whole number of fen, not negative."),
            name=name,
            yuan=yuan,
        )
    return int(amount)


def _between(name: str, value: object, most: int) -> Fraction:
    number = fraction(value, where=name)
    if not 0 <= number <= most:
        raise ParameterError(
            N_("“{name}” is {value}; it must lie between 0 and {most}."),
            name=name,
            value=value,
            most=most,
        )
    return number


def _share(name: str, value: object) -> Fraction:
    return _between(name, value, 1)


def _optional_share(name: str, value: object) -> Fraction | None:
    return None if value is None else _between(name, value, 10)


def _instalments(rows: list[Mapping[str, Any]] | None) -> tuple[Instalment, ...]:
    parsed = []
    for row in rows or []:
        month, day = str(row["on"]).split("-")
        parsed.append(Instalment(int(month), int(day), _share("instalments", row["share"])))
    if sum((part.share for part in parsed), Fraction()) > 1:
        raise ParameterError(
            N_("The instalments add up to more than the whole."), name="instalments"
        )
    return tuple(parsed)


def _village_share(value: object) -> dict[str, Fraction]:
    rows = value if isinstance(value, Mapping) else {"default": value}
    return {str(code): _share("village_share", share) for code, share in rows.items()}
