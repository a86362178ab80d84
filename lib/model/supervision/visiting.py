"""What may be done about a visit: plan, hold, report, cancel; each returns what is posted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import (
    Attachment,
    Draft,
    Posting,
    content_of,
    next_free,
    refuse_stale,
)
from lib.model.problems import Found
from lib.model.quarters import quarter_of
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Roster
from lib.model.supervision import checklists
from lib.model.supervision.bodies import Body
from lib.model.supervision.rulebook import Rulebook
from lib.model.supervision.visits import (
    BOOK,
    Cancellation,
    Kind,
    Plan,
    Record,
    Report,
    State,
    Visit,
    stand,
)

LONGEST_REASON = 200
MOST_FINDINGS = 30
_LONGEST_SAMPLE = 40
_FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What deeds are checked against."""

    roster: Roster
    rulebook: Rulebook
    today: date


def plan(
    postings: Sequence[Posting], wishes: Sequence[Plan], setting: Setting
) -> tuple[Draft, ...]:
    """Plan visits, one or a whole round, all of them or none.

    Parameters
    ----------
    postings
        What stands in the book.
    wishes
        The visits.
    setting
        Roster, rules and today.

    Raises
    ------
    InputError
        If a day is over or too far off, an institution is not the body's to visit, or the body
        has a visit there on that day already.
    """
    known = {_meeting(v.plan) for v in stand(postings).values() if v.state is State.PLANNED}
    taken = _taken(postings)
    drafts: list[Draft] = []
    for wish in wishes:
        _refuse_plan(wish, setting)
        if _meeting(wish) in known:
            raise InputError(
                N_("{body} has a visit there planned for {day} already."),
                body=setting.roster.find(wish.body).name,
                day=wish.day.isoformat(),
            )
        known.add(_meeting(wish))
        drafts.append(_numbered(taken, wish))
        taken.add(drafts[-1].subject)
    return tuple(drafts)


def move(
    postings: Sequence[Posting], number: str, seen: int, wish: Plan, setting: Setting
) -> tuple[Draft, ...]:
    """Put a planned visit on another day, or send it elsewhere; its number stays.

    Raises
    ------
    InputError
        If it is no longer only planned, or as for `plan`.
    """
    _standing(postings, number, seen, State.PLANNED)
    _refuse_plan(wish, setting)
    return (Draft(BOOK, number, Kind.PLANNED, content_of(wish)),)


def hold(
    postings: Sequence[Posting], number: str, seen: int, record: Record, setting: Setting
) -> tuple[Draft, ...]:
    """Write down what was done and seen; again, if it has to be corrected before the report.

    The score is computed here, the origin of findings filled in.

    Raises
    ------
    InputError
        If the day has not come, something is not the body's to visit, a clinic or a finding
        belongs to nobody who was visited, or a question has no answer.
    """
    visit = _standing(postings, number, seen, State.PLANNED, State.HELD)
    return (_held(number, visit.body, record, setting),)


def hold_unplanned(
    postings: Sequence[Posting], body: str, record: Record, setting: Setting
) -> tuple[Draft, ...]:
    """Write down a visit that nobody planned; it is given a number now.

    Raises
    ------
    InputError
        As `hold` does.
    """
    planned = _numbered(_taken(postings), Plan(body, record.day, record.institutions))
    return planned, _held(planned.subject, body, record, setting)


def report(
    postings: Sequence[Posting], number: str, seen: int, on: date, attached: Attachment
) -> tuple[Draft, ...]:
    """Attach the report; from now on the visit counts. A later report replaces the earlier.

    Raises
    ------
    InputError
        If the visit was not held, or the report is older than the visit.
    """
    visit = _standing(postings, number, seen, State.HELD, State.REPORTED)
    if on < visit.day:
        raise InputError(
            N_("The report of {on} is older than the visit of {day}."),
            on=on.isoformat(),
            day=visit.day.isoformat(),
        )
    refuse_text(attached.name, N_("File name"), limit=LONGEST_REASON)
    told = Report(on, attached.name, hashlib.sha256(attached.content).hexdigest())
    return (Draft(BOOK, number, Kind.REPORTED, content_of(told), (attached,)),)


def cancel(
    postings: Sequence[Posting], number: str, seen: int, on: date, why: str
) -> tuple[Draft, ...]:
    """Cancel a planned visit, with the reason.

    Raises
    ------
    InputError
        If it was held already, or no reason is given.
    """
    _standing(postings, number, seen, State.PLANNED)
    refuse_text(why, N_("Reason"), limit=LONGEST_REASON)
    told = content_of(Cancellation(on, why.strip()))
    return (Draft(BOOK, number, Kind.CANCELLED, told),)


def remit(roster: Roster, body: Body) -> tuple[str, ...]:
    """Return the institutions a body may visit: all; a lead hospital those of its block.

    Nobody visits itself.
    """
    return tuple(
        area.code
        for area in roster.of_kind(*INSTITUTION_KINDS)
        if area.code != body.itself and (body.is_centre or area.block == body.code)
    )


def _standing(postings: Sequence[Posting], number: str, seen: int, *states: State) -> Visit:
    refuse_stale([p for p in postings if p.book == BOOK], number, seen)
    found = stand(postings).get(number)
    if found is None or found.state not in states:
        raise InputError(
            N_("Visit {number} cannot be changed in this way any more."),
            hint=N_("Load the page again and look at what changed."),
            number=number,
        )
    return found


def _refuse_plan(wish: Plan, setting: Setting) -> None:
    if not setting.today <= wish.day <= setting.today + _FARTHEST:
        raise InputError(
            N_("A visit is planned for a day from {first} to {last}, not for {day}."),
            hint=N_("Record a visit that took place without a plan under Record."),
            first=setting.today.isoformat(),
            last=(setting.today + _FARTHEST).isoformat(),
            day=wish.day.isoformat(),
        )
    _refuse_strangers(wish.body, wish.institutions, setting)
    refuse_text(wish.note, N_("Note"), limit=LONGEST_REASON, needed=False)


def _refuse_strangers(body: str, institutions: Iterable[str], setting: Setting) -> None:
    own = set(remit(setting.roster, setting.rulebook.body(body)))
    strangers = [code for code in institutions if code not in own]
    if strangers or not tuple(institutions):
        raise InputError(
            N_("{body} does not visit {institutions}."),
            hint=N_("Centres visit every institution, lead hospitals those of their block."),
            body=setting.roster.find(body).name,
            institutions=[setting.roster.find(code).name for code in strangers] or "—",
        )


def _held(number: str, body: str, record: Record, setting: Setting) -> Draft:
    if record.day > setting.today:
        raise InputError(
            N_("The visit of {day} has not taken place yet."), day=record.day.isoformat()
        )
    _refuse_strangers(body, record.institutions, setting)
    _refuse_foreign_clinics(record, setting.roster)
    _refuse_roles(record, setting.rulebook)
    _refuse_findings(record)
    for sample in record.samples:
        refuse_text(sample, N_("Samples"), limit=_LONGEST_SAMPLE)
    return Draft(BOOK, number, Kind.HELD, content_of(_completed(number, body, record, setting)))


def _completed(number: str, body: str, record: Record, setting: Setting) -> Record:
    """Add what follows from the rest: the score, and where findings come from."""
    version = setting.rulebook.version(record.checklist) or setting.rulebook.checklist(record.day)
    partly = setting.rulebook.number("partly_met", record.day)
    quarter = str(quarter_of(record.day))
    findings = tuple(
        replace(found, origin=f"{BOOK} {number}/{line}", found=Found.VISIT, quarter=quarter)
        for line, found in enumerate(record.findings, 1)
    )
    scored = checklists.score(version.of(body), record.answers, partly)
    return replace(record, checklist=version.version, findings=findings, score=scored)


def _refuse_foreign_clinics(record: Record, roster: Roster) -> None:
    for code in record.clinics:
        clinic = roster.find(code)
        if clinic.kind != CLINIC or clinic.parent_code not in record.institutions:
            raise InputError(
                N_("{clinic} belongs to none of the institutions visited."), clinic=clinic.name
            )


def _refuse_roles(record: Record, rulebook: Rulebook) -> None:
    if not {record.leader, *record.members} <= set(rulebook.roles):
        raise InputError(
            N_("Leader and members are roles, not names."),
            hint=N_("Choose from the list; roles are added in data/supervision.yaml."),
        )


def _refuse_findings(record: Record) -> None:
    if len(record.findings) > MOST_FINDINGS:
        raise InputError(
            N_("A visit has at most {limit} findings, not {count}."),
            limit=MOST_FINDINGS,
            count=len(record.findings),
        )
    for found in record.findings:
        refuse_text(found.evidence, N_("Evidence"))
        if found.area_code not in record.institutions:
            raise InputError(
                N_("A finding is about {code}, which was not visited."), code=found.area_code
            )


def _meeting(wish: Plan) -> tuple[str, date, tuple[str, ...]]:
    return wish.body, wish.day, wish.institutions


def _taken(postings: Iterable[Posting]) -> set[str]:
    return {posting.subject for posting in postings if posting.book == BOOK}


def _numbered(taken: Set[str], wish: Plan) -> Draft:
    number = next_free(taken, f"{quarter_of(wish.day)}-")
    return Draft(BOOK, number, Kind.PLANNED, content_of(wish))
