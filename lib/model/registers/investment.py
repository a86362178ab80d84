"""Investment (投入): what was spent on whom, from which source, in whole fen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lib.model.registers.declarations import Values


def sums(rows: Iterable[Values], by: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Add amounts up by some columns, in fen.

    Examples
    --------
    >>> rows = [{"area": "A", "amount": 500}, {"area": "A", "amount": 250}]
    >>> sums(rows, ["area"])
    Counter({('A',): 750})
    """
    found: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        found[tuple(str(row[code]) for code in by)] += fen(row)
    return found


def fen(row: Values) -> int:
    """Return the amount of a row."""
    return int(row["amount"] or 0)


def last(rows: Iterable[Values], area: str) -> Values | None:
    """Return the newest investment of an institution: by its day, else by its year."""
    own = [row for row in rows if row["area"] == area]
    return max(own, key=_when, default=None)


def _when(row: Values) -> tuple[str, str]:
    return str(row.get("on") or f"{row['year']}-00-00"), str(row["number"])
