"""Read the parameters of formulas F3 to F8 and of the village split from a scheme."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, one_of, place
from lib.model.money_rules import (
    DEFAULT,
    Award,
    AwardBy,
    Coefficient,
    Corridor,
    EmptyItem,
    ItemPools,
    Mean,
    Quality,
    RankAwards,
    Tier,
    VetoMoney,
    VetoScope,
    VillageBand,
    VolumeBand,
    Withheld,
)
from lib.model.numbers import fraction, round_one
from lib.model.parameters import check_keys

_FEN = 100
_NONE = "none"
Fields = Mapping[str, Any]


def between(name: str, value: object, most: int) -> Fraction:
    """Read a number from 0 to `most`.

    Raises
    ------
    ParameterError
        If it lies outside, naming it.
    """
    number = fraction(value, where=name)
    if not 0 <= number <= most:
        raise ParameterError(
            N_("“{name}” is {value}; it must lie between 0 and {most}."),
            name=name,
            value=value,
            most=most,
        )
    return number


def whole_fen(name: str, yuan: object) -> int:
    """Read an amount in yuan as fen.

    Raises
    ------
    ParameterError
        If it is negative or no whole number of fen.
    """
    amount = fraction(yuan, where=name) * _FEN
    if amount < 0 or amount != round_one(amount):
        raise ParameterError(
            N_("“{name}” is {yuan} yuan; it must be a whole number of fen, not negative."),
            name=name,
            yuan=yuan,
        )
    return int(amount)


def factors(name: str, content: Fields | None, most: int = 10) -> dict[str, Fraction]:
    """Read a factor for each code."""
    rows = mapping(name, content or {})
    return {str(code): between(name, value, most) for code, value in rows.items()}


def tiers(name: str, rows: Sequence[Fields] | None) -> tuple[Tier, ...]:
    """Read tiers, best first; together they cover every value from 0 on.

    Raises
    ------
    ParameterError
        If they do not fall, or leave values without a tier.
    """
    read = []
    for row in rows or ():
        check_keys(name, mapping(name, row), required=frozenset({"from", "rate"}))
        least = fraction(row["from"], where=name)
        read.append(Tier(least, between(name, row["rate"], 2)))
    bounds = [tier.least for tier in read]
    if read and (bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0):
        raise ParameterError(
            N_("The tiers of “{name}” must fall from the best down to 0, each bound once."),
            hint=N_("Otherwise a value would have no tier, or two."),
            name=name,
        )
    return tuple(read)


def award(fields: Fields | None) -> Award | None:
    """Read who shares what the tiers deduct."""
    if fields is None:
        return None
    _check("award", fields, {"above", "by"}, {"top", "cap_share"})
    return Award(
        above=between("award", fields["above"], 100),
        by=AwardBy(one_of(place("award", "by"), fields["by"], [*AwardBy])),
        top=_count("award", fields.get("top")),
        cap_share=_optional("award", fields.get("cap_share"), 10),
    )


def unit_price(yuan: object) -> int | None:
    """Read the price of a work point."""
    return None if yuan is None else whole_fen("unit_price", yuan)


def workload_quality(fields: Fields | None) -> Quality | None:
    """Read from which rate work counts in full, and which rate judges which work."""
    if fields is None:
        return None
    _check("workload_quality", fields, {"threshold", "links"}, set())
    links = {str(code): str(judge) for code, judge in mapping("links", fields["links"]).items()}
    return Quality(between("workload_quality", fields["threshold"], 1), links)


def workload_bands(content: Fields | None) -> dict[str, tuple[VolumeBand, ...]]:
    """Read volume bands by indicator: rising, the last one without end.

    Raises
    ------
    ParameterError
        If some quantity would fall in no band.
    """
    return {str(code): _bands(rows) for code, rows in mapping("bands", content or {}).items()}


def _bands(rows: Sequence[Fields]) -> tuple[VolumeBand, ...]:
    name = "workload_bands"
    read = [
        VolumeBand(_optional(name, row.get("up_to"), 10**9), between(name, row.get("factor"), 10))
        for row in rows
    ]
    ends = [band.up_to for band in read[:-1] if band.up_to is not None]
    rising = ends == sorted(set(ends)) and len(ends) == len(read) - 1
    if not read or not rising or read[-1].up_to is not None:
        raise ParameterError(
            N_("The bands of “{name}” must rise, and only the last has no end (none)."),
            name=name,
        )
    return tuple(read)


def coefficient(fields: Fields | None) -> Coefficient:
    """Read how F5 moves money against the county mean.

    Raises
    ------
    ParameterError
        If the least exceeds the most.
    """
    name = "coefficient"
    fields = _check(name, fields or {}, set(), {"alpha", "least", "most", "mean"})
    least, most = (_optional(name, fields.get(key), 10) for key in ("least", "most"))
    if least is not None and most is not None and least > most:
        raise ParameterError(N_("The least of “{name}” exceeds its most."), name=name)
    return Coefficient(
        alpha=between(name, fields.get("alpha", 1), 100),
        least=least,
        most=most,
        mean=Mean(one_of(place(name, "mean"), fields.get("mean", "weighted"), [*Mean])),
    )


def item_pools(fields: Fields | None) -> ItemPools | None:
    """Read how the pool is cut by service item.

    Raises
    ------
    ParameterError
        If declared shares do not add up to 1.
    """
    if fields is None:
        return None
    name = "item_pools"
    _check(name, fields, set(), {"shares", "targets", "regulation", "empty"})
    shares = None
    if isinstance(fields.get("shares"), Mapping):
        shares = factors(name, fields["shares"], 1)
        if sum(shares.values()) != 1:
            raise ParameterError(N_("The shares of “{name}” must add up to 1."), name=name)
    else:
        one_of(place(name, "shares"), fields.get("shares", "by_points"), ("by_points",))
    targets = {str(k): str(v) for k, v in mapping(name, fields.get("targets") or {}).items()}
    return ItemPools(
        shares=shares,
        targets=targets,
        regulation=factors(name, fields.get("regulation") or {DEFAULT: 1}),
        empty=EmptyItem(
            one_of(place(name, "empty"), fields.get("empty", "respread"), [*EmptyItem])
        ),
    )


def rank_awards(fields: Fields | None) -> RankAwards | None:
    """Read how many of the last lose how much to how many of the first."""
    if fields is None:
        return None
    name = "rank_awards"
    _check(name, fields, {"bottom", "share", "top"}, {"by"})
    by = one_of(place(name, "by"), fields.get("by", "population"), ("population", "equal"))
    return RankAwards(
        bottom=_count(name, fields["bottom"]) or 0,
        share=between(name, fields["share"], 1),
        top=_count(name, fields["top"]) or 0,
        by=AwardBy(by),
    )


def veto_money(fields: Fields | None) -> VetoMoney:
    """Read what a veto on funds takes and where it goes."""
    name = "veto_money"
    fields = _check(name, fields or {}, set(), {"share", "scope", "then"})
    scope = one_of(place(name, "scope"), fields.get("scope", "performance"), [*VetoScope])
    then = one_of(place(name, "then"), fields.get("then", "redistribute"), [*Withheld])
    return VetoMoney(between(name, fields.get("share", 1), 1), VetoScope(scope), Withheld(then))


def corridor(fields: Fields | None) -> Corridor | None:
    """Read the corridor against last year's amounts, given in yuan."""
    if fields is None:
        return None
    name = "corridor"
    _check(name, fields, set(), {"down", "up", "before"})
    return Corridor(
        before=amounts(name, fields.get("before")),
        down=_optional(name, fields.get("down"), 1),
        up=_optional(name, fields.get("up"), 10),
    )


def amounts(name: str, content: Fields | None) -> dict[str, int]:
    """Read yuan by code as fen."""
    rows = mapping(name, content or {})
    return {str(code): whole_fen(name, yuan) for code, yuan in rows.items()}


def village_band(fields: Fields | None) -> VillageBand | None:
    """Read the usual range of the village share."""
    if fields is None:
        return None
    name = "village_band"
    _check(name, fields, {"least", "most"}, set())
    return VillageBand(between(name, fields["least"], 1), between(name, fields["most"], 1))


def _check(name: str, fields: Fields, required: set[str], optional: set[str]) -> Fields:
    content = mapping(name, fields)
    check_keys(name, content, required=frozenset(required), optional=frozenset(optional))
    return content


def _optional(name: str, value: object, most: int) -> Fraction | None:
    return None if value is None or value == _NONE else between(name, value, most)


def _count(name: str, value: object) -> int | None:
    number = _optional(name, value, 10_000)
    if number is not None and number.denominator != 1:
        raise ParameterError(N_("“{name}” must count whole places."), name=name)
    return None if number is None else int(number)
