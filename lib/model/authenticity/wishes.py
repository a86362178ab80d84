"""What somebody wants drawn, and whether it may be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lib.errors import N_, InputError
from lib.model.authenticity.practice import Kind
from lib.model.authenticity.sampling import seed_text, stations
from lib.model.intake.personal import refuse_text
from lib.model.quarters import parse_quarter

MOST_FILES = 200
"""Files of one list and sample."""
_LONGEST_WORD = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """A sample that somebody wants drawn."""

    quarter: str
    area_code: str
    kind: str
    listed: Mapping[str, int]
    """Files on each list; of the institution, or of the village stations that were drawn."""
    drawn_on: date
    word: str = ""
    size: int | None = None
    """Files of each list; None for what the practice asks, which is also the least."""


def drawn_stations(wish: Wish, kind: Kind, number: int, clinics: Collection[str]) -> list[str]:
    """Return which lists are sampled: the village stations drawn, or the institution's own."""
    if not kind.stations:
        return [wish.area_code]
    seed = seed_text(wish.quarter, wish.area_code, wish.kind, number, wish.word)
    return list(stations(seed, clinics, kind.stations))


def refuse_wish(wish: Wish) -> None:
    """Refuse a wish that breaks the seed or its round.

    Raises
    ------
    InputError
        If the word of the day is too long or holds “|”, or the day lies before the quarter.
    """
    first = parse_quarter(wish.quarter).first
    refuse_text(wish.word, N_("Word of the day"), limit=_LONGEST_WORD, needed=False)
    if "|" in wish.word or not wish.word.isprintable():
        raise InputError(N_("The word of the day is plain letters without “|”."))
    if wish.drawn_on < first:
        raise InputError(
            N_("A sample of {quarter} cannot be drawn on {day}."),
            quarter=wish.quarter,
            day=wish.drawn_on.isoformat(),
        )


def size_of(kind: Kind, wish: Wish, listed: int) -> int:
    """Return how many files of a list are drawn: never fewer than the practice asks.

    Raises
    ------
    InputError
        If the size that is wished lies below the least, or above `MOST_FILES`.
    """
    least = kind.wanted(listed)
    if wish.size is None:
        return least
    if not min(least, kind.size) <= wish.size <= MOST_FILES:
        raise InputError(
            N_("A sample of {size} files is not allowed: {least} to {most} are drawn."),
            size=wish.size,
            least=kind.size,
            most=MOST_FILES,
        )
    return max(least, min(listed, wish.size))
