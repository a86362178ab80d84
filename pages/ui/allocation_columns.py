"""The columns of money: what an amount is made of, how it is paid, what goes on to the villages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lib.model.allocation import Row
from pages.ui.text import N_


@dataclass(frozen=True, slots=True)
class Money:
    """A column of money: its title, the number that explains it, and where it stands."""

    title: str
    explains: str
    read: Callable[[Row], int]
    said: str = ""
    """Its title inside a sentence."""


PARTS = {
    "base": Money(N_("Base"), "base", lambda row: row.base, N_("base")),
    "performance": Money(
        N_("Performance"), "performance", lambda row: row.performance, N_("performance")
    ),
    "award": Money(N_("Award from deductions"), "amount", lambda row: row.award, N_("award")),
    "rank_award": Money(
        N_("Rank bonus or malus"), "amount", lambda row: row.rank_award, N_("rank award")
    ),
    "withheld": Money(N_("Veto"), "amount", lambda row: row.withheld, N_("veto")),
    "adjustment": Money(
        N_("Floors and caps"), "amount", lambda row: row.adjustment, N_("floors and caps")
    ),
    "corridor": Money(N_("Corridor of change"), "amount", lambda row: row.corridor, N_("corridor")),
}
"""What an amount is the sum of."""
PAID = {
    "amount": Money(N_("Amount"), "amount", lambda row: row.amount),
    "advance": Money(N_("Advance paid"), "settlement", lambda row: row.advance),
    "due": Money(N_("Not yet due"), "settlement", lambda row: sum(row.advances) - row.advance),
    "recovered": Money(N_("Recovered"), "settlement", lambda row: row.recovered),
    "settlement": Money(N_("Settlement"), "settlement", lambda row: row.settlement),
    "village": Money(N_("Of which villages"), "village", lambda row: row.village),
}
"""The amount, how it is paid, and what of it goes on."""
MONEY = {**PARTS, **PAID}
_ALWAYS = frozenset({"performance", "amount", "advance", "settlement", "village"})


def columns(rows: Iterable[Row]) -> dict[str, Money]:
    """Return the columns of money; those that hold nothing but zeros are left out."""
    held = tuple(rows)
    return {
        code: column
        for code, column in MONEY.items()
        if code in _ALWAYS or any(map(column.read, held))
    }


def parts(row: Row) -> list[tuple[Money, int]]:
    """Return the parts of one amount that are not zero, with their fen."""
    return [(column, column.read(row)) for column in PARTS.values() if column.read(row)]
