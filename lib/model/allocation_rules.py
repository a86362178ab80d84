"""Read the allocation part of a scheme: pool, formula, bounds, instalments, villages."""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model import formula_rules as parts
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.documents import one_of
from lib.model.formula_rules import between, factors, whole_fen
from lib.model.money_rules import Recovery
from lib.model.numbers import fraction
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
    | {"tiers", "award", "unit_price", "workload_quality", "workload_limits", "workload_bands"}
    | {"difficulty", "coefficient", "item_pools", "rank_awards", "veto_money", "corridor"}
    | {"recoveries", "recovery", "performance_pay_share", "village_floor", "remoteness"}
    | {"village_steps", "village_band"}
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
        pool=None if pool == PER_HEAD else whole_fen("pool", pool),
        base_share=_share("base_share", value("base_share")),
        pass_line=between("pass_line", value("pass_line"), 100),
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
        **_formulas(value),
        **_payments(value),
    )


def _formulas(value: Value) -> dict[str, Any]:
    """Parameters of F3 to F8; a scheme that lacks one goes without."""
    return {
        "tiers": parts.tiers("tiers", value("tiers")),
        "award": parts.award(value("award")),
        "unit_price": parts.unit_price(value("unit_price")),
        "workload_quality": parts.workload_quality(value("workload_quality")),
        "workload_limits": factors("workload_limits", value("workload_limits"), 1_000),
        "workload_bands": parts.workload_bands(value("workload_bands")),
        "difficulty": factors("difficulty", value("difficulty")),
        "coefficient": parts.coefficient(value("coefficient")),
        "item_pools": parts.item_pools(value("item_pools")),
        "rank_awards": parts.rank_awards(value("rank_awards")),
        "veto_money": parts.veto_money(value("veto_money")),
        "corridor": parts.corridor(value("corridor")),
    }


def _payments(value: Value) -> dict[str, Any]:
    """Recovery, performance pay and the village split."""
    recovery, steps = value("recovery"), value("village_steps") or {}
    pay, least = value("performance_pay_share"), value("village_floor")
    return {
        "recoveries": parts.amounts("recoveries", value("recoveries")),
        "recovery": Recovery(one_of("recovery", recovery or "next_instalment", [*Recovery])),
        "performance_pay_share": None if pay is None else _share("performance_pay_share", pay),
        "village_floor": None if least is None else whole_fen("village_floor", least),
        "remoteness": factors("remoteness", value("remoteness")),
        "village_steps": {str(c): parts.tiers("village_steps", rows) for c, rows in steps.items()},
        "village_band": parts.village_band(value("village_band")),
    }


def _per_head(subsidy: Subsidy | None, day: date) -> int:
    if subsidy is None:
        raise ParameterError(
            N_("The allocation needs the subsidy per head, and none was given."),
            hint=N_("Add subsidy.yaml beside the scheme's data."),
        )
    return int(subsidy.on(day).yuan_per_head * _FEN)


def _share(name: str, value: object) -> Fraction:
    return between(name, value, 1)


def _optional_share(name: str, value: object) -> Fraction | None:
    return None if value is None else between(name, value, 10)


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
