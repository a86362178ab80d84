"""Rates of the ledger: closed, on time, overdue, come back, days to close; exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.model.journal import Posting
from lib.model.quarters import Quarter, parse_quarter
from lib.model.rectification.items import Item, Ledger, stand


@dataclass(frozen=True, slots=True)
class Rates:
    """What the items of a quarter add up to.

    Examples
    --------
    >>> Rates(due=8, closed=6, on_time=5).closing
    Fraction(3, 4)
    """

    opened: int = 0
    """Found in the quarter."""
    due: int = 0
    """Deadline in the quarter, or before it and still open when it began."""
    closed: int = 0
    """Of those due, closed by the end of the quarter."""
    on_time: int = 0
    """Of those due, closed with evidence handed in by the deadline."""
    overdue: int = 0
    """Open and past the deadline at the end."""
    overdue_days: int = 0
    """Days past the deadline of those due, closed or not."""
    may_recur: int = 0
    """Found in the quarter and about an indicator, or reopened."""
    recurred: int = 0
    """Of these, found before at the same unit."""
    closed_within: int = 0
    """Closed in the quarter, whenever due."""
    days_to_close: int = 0
    """From issue to close-out of those closed in the quarter."""

    @property
    def closing(self) -> Fraction | None:
        """Closing rate (销号率); None if nothing was due."""
        return share(self.closed, self.due)

    @property
    def punctual(self) -> Fraction | None:
        """On-time rate (按时销号率): of those due."""
        return share(self.on_time, self.due)

    @property
    def recurrence(self) -> Fraction | None:
        """Recurrence rate (复发率)."""
        return share(self.recurred, self.may_recur)

    @property
    def mean_days(self) -> Fraction | None:
        """Average days from issue to close-out."""
        return share(self.days_to_close, self.closed_within)


def share(part: int, whole: int) -> Fraction | None:
    """Return a part of a whole; None of nothing.

    Examples
    --------
    >>> share(1, 3), share(0, 0)
    (Fraction(1, 3), None)
    """
    return Fraction(part, whole) if whole else None


def end_of(quarter: Quarter, day: date) -> date:
    """Return the day by which a quarter is judged: its last, or today while it goes on."""
    return min(quarter.last, day)


def rates(items: Iterable[Item], earlier: Mapping[str, str], quarter: Quarter, day: date) -> Rates:
    """Add up the rates of a quarter.

    Parameters
    ----------
    items
        As they stood at the end of the day; see `items.stand`.
    earlier
        Number of the earlier item, by number of the item that came back; see `recurrences`.
    quarter
        The quarter.
    day
        Its last day, or today while it goes on; see `end_of`.
    """
    listed = tuple(items)
    found = [i for i in listed if i.problem.quarter == str(quarter)]
    due = [i for i in listed if _is_due(i, quarter, day)]
    done = [i for i in listed if i.closed is not None and quarter.holds(i.closed.on)]
    may_recur = [i for i in found if i.problem.indicator or i.reopens]
    return Rates(
        opened=len(found),
        due=len(due),
        closed=sum(not i.is_open for i in due),
        on_time=sum(i.is_on_time() for i in due),
        overdue=sum(i.is_overdue(day) for i in listed),
        overdue_days=sum(i.days_over(day) for i in due),
        may_recur=len(may_recur),
        recurred=sum(i.number in earlier for i in may_recur),
        closed_within=len(done),
        days_to_close=sum((i.closed.on - i.issued.on).days for i in done if i.closed and i.issued),
    )


def grouped(
    ledger: Ledger,
    earlier: Mapping[str, str],
    key: Callable[[Item], str],
    quarter: Quarter,
    day: date,
) -> dict[str, Rates]:
    """Add up the rates of every group: by institution, body, class, severity or source."""
    groups: dict[str, list[Item]] = {}
    for item in ledger.items.values():
        groups.setdefault(key(item), []).append(item)
    found = {code: rates(own, earlier, quarter, day) for code, own in sorted(groups.items())}
    return {code: row for code, row in found.items() if row != Rates()}


def of_quarter(postings: Iterable[Posting], quarters: int, quarter: Quarter, today: date) -> Rates:
    """Return the rates of a quarter as it ended, or as it stands today while it goes on."""
    day = end_of(quarter, today)
    ledger = stand(postings, day)
    return rates(ledger.items.values(), recurrences(ledger, quarters), quarter, day)


def recurrences(ledger: Ledger, quarters: int) -> dict[str, str]:
    """Find what came back (复发): the same unit and indicator within some quarters.

    Parameters
    ----------
    ledger
        All items.
    quarters
        How many quarters after the one in which it was found before; within one quarter the
        earlier item has to be closed first, or the two are one problem found twice.

    Returns
    -------
    dict of str to str
        By number of the item that came back, the number of the latest earlier one. A reopened
        item came back to the one it reopens.
    """
    links: dict[str, str] = {}
    before: dict[tuple[str, str, str], list[Item]] = {}
    for item in ledger.items.values():
        problem = item.problem
        alike = before.setdefault((problem.area_code, problem.clinic, problem.indicator), [])
        fitting = [old.number for old in alike if _comes_back(item, old, quarters)]
        if item.reopens:
            links[item.number] = item.reopens
        elif problem.indicator and fitting:
            links[item.number] = fitting[-1]
        alike.append(item)
    return links


def _comes_back(item: Item, old: Item, quarters: int) -> bool:
    now, then = parse_quarter(item.problem.quarter), parse_quarter(old.problem.quarter)
    apart = (now.year - then.year) * 4 + now.number - then.number
    if apart == 0:
        return old.closed is not None and old.closed.on < item.opened
    return 0 < apart <= quarters


def _is_due(item: Item, quarter: Quarter, day: date) -> bool:
    deadline = item.deadline
    if deadline is None or deadline > day:
        return False
    before = item.closed is not None and item.closed.on < quarter.first
    return deadline >= quarter.first or not before
