"""Aliases: all wordings of a heading that are known, from the catalogue and from people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lib.model.indicators import Indicator, Unit
from lib.model.intake.plans import Part, Slot
from lib.model.intake.wording import key

Known = dict[str, tuple[Slot, ...]]
_SHORTEST = 3
"""Signs a wording of the catalogue needs: “9次” names nothing."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another wording of a heading, from data/headings.csv."""

    indicator: str
    part: Part
    heading: str
    """A “/” parts a word of the group above from the heading itself: 高血压/管理人数."""
    source: str = ""


def of_catalogue(indicators: Mapping[str, Indicator]) -> Iterator[Alias]:
    """Yield names, codes and parts, with and without what they say in brackets at the end.

    English texts need the code: “Valid answers” belongs to several surveys.

    Examples
    --------
    >>> list(of_catalogue({}))
    []
    """
    names = {key(indicator.name.zh) for indicator in indicators.values()}
    for code, indicator in indicators.items():
        whole = Part.VALUE if indicator.unit is Unit.PLAIN else Part.RATE
        yield Alias(code, whole, code)
        for part, text in (
            (whole, indicator.name),
            (Part.NUMERATOR, indicator.numerator),
            (Part.DENOMINATOR, indicator.denominator),
        ):
            short = re.sub(r"（[^（）]*）$", "", text.zh)
            for said in (text.zh, short, f"{code} {text.zh}", f"{code} {text.en}"):
                of_another = said != text.zh and key(said) in names
                if len(key(said)) >= _SHORTEST and not of_another:
                    yield Alias(code, part, said.replace("/", " "))
            if len(key(text.zh)) < _SHORTEST:
                yield Alias(code, part, f"{indicator.name.zh}/{text.zh}")


def indexed(aliases: Iterable[Alias]) -> tuple[Known, dict[str, Known]]:
    """Index wordings by key: those that stand alone, and those below a group, by its word.

    Examples
    --------
    >>> alone, below = indexed([Alias("HTN01", Part.NUMERATOR, "高血压/管理人数")])
    >>> list(alone), {leaf: list(groups) for leaf, groups in below.items()}
    ([], {'管理人数': ['高血压']})
    """
    alone: dict[str, dict[Slot, None]] = {}
    below: dict[str, dict[str, dict[Slot, None]]] = {}
    for alias in aliases:
        group, _, leaf = alias.heading.rpartition("/")
        under = below.setdefault(key(leaf), {}) if group else alone
        under.setdefault(key(group or leaf), {})[Slot(alias.indicator, alias.part)] = None
    return _tuples(alone), {leaf: _tuples(groups) for leaf, groups in below.items()}


def _tuples(slots: Mapping[str, Mapping[Slot, None]]) -> Known:
    return {word: tuple(held) for word, held in slots.items()}
