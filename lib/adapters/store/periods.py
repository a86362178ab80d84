"""Closed months (封存): what is refused there, who closed them, and opening them again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from lib.adapters.store.changes import Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import closed_period
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.observations import month_name, month_of

CLOSE, REOPEN = "period.close", "period.reopen"
_WHO_MAY = N_(
    "Only the programme office can open it again, with a reason, on the page Closing (封存)."
)


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A month whose figures nobody can change."""

    month: int
    """Counted from year 0."""
    actor: str
    at: datetime
    reason: str


def refuse_closed(connection: Connection, months: Iterable[int]) -> None:
    """Let nothing be changed in a closed month. Call it inside the transaction of the change.

    Raises
    ------
    InputError
        If one of the months is closed; says since when, by whom, why, and who can open it.
    """
    shut = _among(connection, set(months))
    if not shut:
        return
    first = shut[0]
    values = {
        "month": month_name(first.month),
        "day": first.at.date().isoformat(),
        "actor": first.actor,
        "reason": first.reason,
    }
    if len(shut) == 1:
        raise InputError(
            N_(
                "{month} is closed since {day} by {actor} ({reason}): "
                "its figures cannot be changed."
            ),
            hint=_WHO_MAY,
            **values,
        )
    raise InputError(
        N_(
            "{months} are closed, {month} since {day} by {actor} ({reason}): "
            "their figures cannot be changed."
        ),
        hint=_WHO_MAY,
        months=", ".join(month_name(period.month) for period in shut),
        **values,
    )


def close(store: Store, months: Iterable[int], author: Author) -> tuple[int, ...]:
    """Close months; those already closed stay as they are.

    Returns
    -------
    tuple of int
        The months that were open until now. None on a second click.

    Raises
    ------
    InputError
        If there is no reason, or a month is not over.
    """
    author.demand_reason(N_("Closing a month"))
    wanted = sorted(set(months))
    _refuse_unfinished(wanted, author)
    with changing(store, author) as change:
        shut = {period.month for period in _among(change.connection, set(wanted))}
        opened = tuple(month for month in wanted if month not in shut)
        for month in opened:
            row = {"month": month, "actor": author.name, "at": author.at, "reason": author.reason}
            change.connection.execute(insert(closed_period).values(row))
            change.tell(CLOSE, month_name(month), {"closed": False}, {"closed": True})
    return opened


def reopen(store: Store, month: int, author: Author) -> bool:
    """Open a closed month again.

    Returns
    -------
    bool
        Whether it was closed until now. False on a second click.

    Raises
    ------
    InputError
        If there is no reason.
    """
    author.demand_reason(N_("Opening a closed month"))
    with changing(store, author) as change:
        found = _among(change.connection, {month})
        for period in found:
            change.connection.execute(delete(closed_period).where(closed_period.c.month == month))
            change.tell(REOPEN, month_name(month), _told(period), {"closed": False})
    return bool(found)


def closed(store: Store) -> tuple[ClosedPeriod, ...]:
    """Return the closed months, oldest first."""
    with reading(store.engine) as connection:
        return among(connection)


def among(connection: Connection) -> tuple[ClosedPeriod, ...]:
    """Return the closed months as a transaction sees them, oldest first."""
    return _among(connection, None)


def _among(connection: Connection, months: set[int] | None) -> tuple[ClosedPeriod, ...]:
    # All closed months are read and sifted here: they are few, the months asked for may be many.
    rows = connection.execute(select(closed_period).order_by(closed_period.c.month))
    return tuple(
        ClosedPeriod(row.month, row.actor, row.at, row.reason)
        for row in rows
        if months is None or row.month in months
    )


def _refuse_unfinished(months: Iterable[int], author: Author) -> None:
    for month in months:
        if month >= month_of(author.at.date()):
            raise InputError(
                N_("{month} is not over and cannot be closed."),
                hint=N_("Close a month once its figures are complete."),
                month=month_name(month),
            )


def _told(period: ClosedPeriod) -> dict[str, object]:
    return {
        "closed": True,
        "actor": period.actor,
        "at": period.at.isoformat(timespec="seconds"),
        "reason": period.reason,
    }
