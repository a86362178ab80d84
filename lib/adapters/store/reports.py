"""Monthly reports in the store: what was sent, what was decided, deadlines that were moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from lib.adapters.store import audit
from lib.adapters.store.changes import Change, Store, changing
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import deadline, imports, report_decision, submission
from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.deadlines import Deadline, check_deadline
from lib.model.intake.figures import Stage
from lib.model.observations import month_name
from lib.model.reporting import Decision, Submission, Verdict


@dataclass(frozen=True, slots=True)
class LastImport:
    """The latest import that holds."""

    at: datetime
    actor: str
    file: str
    demonstration: bool


def version(store: Store) -> int:
    """Return a number that grows with every change of the store; cheap, for caches."""
    with reading(store.engine) as connection:
        end = audit.head(connection)
    return 0 if end is None else end.seq


def submissions(store: Store, months: Collection[int] | None = None) -> tuple[Submission, ...]:
    """List what institutions have sent, oldest first; undone imports are left out.

    What the county found when it verified is no report of theirs, and left out too.
    Demonstration reports count as long as no other import holds, and as if each had been
    stored when it came.

    Parameters
    ----------
    months
        Months counted from year 0; None for all.
    """
    with reading(store.engine) as connection:
        return _submissions(connection, months)


def decisions(store: Store, months: Collection[int] | None = None) -> tuple[Decision, ...]:
    """List what was decided about reports, oldest first."""
    with reading(store.engine) as connection:
        return _decisions(connection, months)


def deadlines(store: Store) -> dict[int, Deadline]:
    """Return the deadlines that somebody moved, by month."""
    with reading(store.engine) as connection:
        rows = connection.execute(select(deadline).order_by(deadline.c.month))
        return {row.month: Deadline(row.day, row.reason) for row in rows}


def last_import(store: Store) -> LastImport | None:
    """Return the latest import that holds; None while there is none."""
    with reading(store.engine) as connection:
        row = connection.execute(
            select(imports.c.at, imports.c.actor, imports.c.file, imports.c.demonstration)
            .where(imports.c.undone_by.is_(None))
            .order_by(imports.c.demonstration, imports.c.id.desc())
            .limit(1)
        ).first()
    return None if row is None else LastImport(*row)


def decide(
    store: Store, versions: Mapping[str, int], month: int, verdict: Verdict, author: Author
) -> int:
    """Approve reports or send them back, all of them or none.

    What was decided so already stays as it is: a second click changes nothing.

    Parameters
    ----------
    versions
        Institutions, each with the number of the version that was looked at.

    Returns
    -------
    int
        How many decisions were stored.

    Raises
    ------
    InputError
        If nothing was sent, a newer version has come since, or a return has no reason.
    """
    if verdict == Verdict.RETURNED:
        author.demand_reason(N_("Returning a report"))
    with changing(store, author) as change:
        sent = _submissions(change.connection, [month])
        decided = _decisions(change.connection, [month])
        stored = 0
        for code, seen in versions.items():
            of_area = [s for s in sent if s.area_code == code]
            _check_version(code, month, seen, len(of_area))
            since = of_area[-1].stored_at
            last = [d for d in decided if d.area_code == code and d.at >= since][-1:]
            if last and last[0].verdict == verdict:
                continue
            _keep(change, (Decision(code, month, verdict, author.at, author.name, author.reason),))
            before = {"state": str(last[0].verdict) if last else "submitted"}
            after = {"state": str(verdict), "version": seen}
            change.tell(f"report.{verdict}", f"{code} {month_name(month)}", before, after)
            stored += 1
    return stored


def record(store: Store, decided: Iterable[Decision], author: Author) -> int:
    """Keep decisions that were made elsewhere, those of the demonstration, with one audit entry.

    Returns
    -------
    int
        How many were not there yet.
    """
    with changing(store, author) as change:
        there = set(_decisions(change.connection, None))
        fresh = [decision for decision in decided if decision not in there]
        if fresh:
            _keep(change, fresh)
            months = [month_name(month) for month in sorted({d.month for d in fresh})]
            change.tell(
                "report.record", f"{months[0]} – {months[-1]}", None, {"decisions": len(fresh)}
            )
    return len(fresh)


def set_deadline(store: Store, month: int, day: date | None, author: Author) -> None:
    """Move the deadline of a month's report, or give it back to the calendar.

    Parameters
    ----------
    day
        Last day; None for what the calendar says.

    Raises
    ------
    InputError
        If the day cannot be, or there is no reason.
    """
    author.demand_reason(N_("Moving a deadline"))
    if day is not None:
        check_deadline(month, day)
    with changing(store, author) as change:
        found = change.connection.execute(
            select(deadline.c.day).where(deadline.c.month == month)
        ).scalar()
        if found == day:
            return
        _put_deadline(change, month, found, day)
        before, after = (None if d is None else {"day": d.isoformat()} for d in (found, day))
        change.tell("deadline.move", month_name(month), before, after)


def _put_deadline(change: Change, month: int, found: date | None, day: date | None) -> None:
    author, here = change.author, deadline.c.month == month
    values = {"day": day, "actor": author.name, "at": author.at, "reason": author.reason}
    if day is None:
        change.connection.execute(delete(deadline).where(here))
    elif found is None:
        change.connection.execute(insert(deadline).values(month=month, **values))
    else:
        change.connection.execute(update(deadline).where(here).values(**values))


def _check_version(code: str, month: int, seen: int, sent: int) -> None:
    if not sent:
        raise InputError(
            N_("{area} has not reported {month}; there is nothing to decide."),
            hint=N_("Import its report first."),
            area=code,
            month=month_name(month),
        )
    if sent != seen:
        raise InputError(
            N_("{area} has sent {month} again: you looked at version {seen}, now it is {sent}."),
            hint=N_("Look at the newest version, then decide."),
            area=code,
            month=month_name(month),
            seen=seen,
            sent=sent,
        )


def _keep(change: Change, decided: Collection[Decision]) -> None:
    change.connection.execute(
        insert(report_decision),
        [
            {
                "area_code": d.area_code,
                "month": d.month,
                "decision": str(d.verdict),
                "actor": d.actor,
                "at": d.at,
                "reason": d.reason,
            }
            for d in decided
        ],
    )


def _submissions(connection: Connection, months: Collection[int] | None) -> tuple[Submission, ...]:
    own = select(func.count()).where(imports.c.undone_by.is_(None), ~imports.c.demonstration)
    wanted = (
        select(submission, imports.c.at, imports.c.demonstration, imports.c.file, imports.c.actor)
        .join(imports)
        .where(imports.c.undone_by.is_(None), imports.c.stage == Stage.CLAIMED.value)
    )
    if connection.execute(own).scalar():
        wanted = wanted.where(~imports.c.demonstration)
    if months is not None:
        wanted = wanted.where(submission.c.month.in_(list(months)))
    found = [
        Submission(
            area_code=row.area_code,
            month=row.month,
            received_at=row.received_at,
            stored_at=row.received_at if row.demonstration else row.at,
            figures=row.figures,
            file=row.file,
            actor=row.actor,
        )
        for row in connection.execute(wanted)
    ]
    return tuple(sorted(found, key=lambda s: (s.stored_at, s.received_at, s.area_code, s.month)))


def _decisions(connection: Connection, months: Collection[int] | None) -> tuple[Decision, ...]:
    wanted = select(report_decision).order_by(report_decision.c.at, report_decision.c.id)
    if months is not None:
        wanted = wanted.where(report_decision.c.month.in_(list(months)))
    return tuple(
        Decision(row.area_code, row.month, Verdict(row.decision), row.at, row.actor, row.reason)
        for row in connection.execute(wanted)
    )
