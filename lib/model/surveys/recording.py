"""Deeds of a survey round: open it, add interviews, withdraw them, close it, make figures of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import Decide, Draft, Posting, content_of
from lib.model.observations import first_day, month_name
from lib.model.quarters import Quarter
from lib.model.surveys.interviews import Interview, check
from lib.model.surveys.questionnaires import SurveyRules
from lib.model.surveys.quotas import gaps
from lib.model.surveys.rounds import (
    ANSWERED,
    BOOK,
    CLOSED,
    OPENED,
    TRANSFERRED,
    WITHDRAWN,
    Ledger,
    Round,
    Standing,
    month_of,
    parse_round,
    stand,
)

BY_HAND = ""


def opening(wish: Round) -> Decide:
    """Return the decision to open a round.

    Raises
    ------
    InputError
        When decided: if the half-year has a round, or its days do not fit.
    """

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        year, half = parse_round(wish.code)
        if wish.code in stand(postings):
            raise InputError(N_("There is a round {code} already."), code=wish.code)
        first, last = Quarter(year, 2 * half - 1).first, Quarter(year, 2 * half).last
        if not first <= wish.start <= wish.end or wish.start > last:
            raise InputError(
                N_("The round {code} cannot last from {start} to {end}."),
                hint=N_("It begins in its half-year and ends after it began."),
                code=wish.code,
                start=wish.start.isoformat(),
                end=wish.end.isoformat(),
            )
        if not wish.modes or not wish.area_codes:
            raise InputError(N_("A round needs a way of asking and an institution at least."))
        return [Draft(BOOK, wish.code, OPENED, content_of(wish))]

    return decide


@dataclass(frozen=True, slots=True)
class Origin:
    """Where interviews come from."""

    source: str = BY_HAND
    """Name of the file; empty if entered by hand."""
    sha256: str = ""


def recording(
    code: str,
    interviews: Mapping[str, Sequence[Interview]],
    rules: SurveyRules,
    clinics: Mapping[str, Set[str]],
    origin: Origin = Origin(),
) -> Decide:
    """Return the decision to add interviews to a round.

    Parameters
    ----------
    code
        Of the round.
    interviews
        By code of the institution.
    rules
        What may be answered.
    clinics
        Codes of the villages of each institution.
    origin
        File they come from; the same file is taken once.
    """

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        standing = _open(postings, code)
        _refuse_strangers(standing.round, interviews)
        _refuse_again(standing, origin)
        check(interviews, rules, clinics)
        return [
            Draft(BOOK, code, ANSWERED, _written(area_code, rows, origin))
            for area_code, rows in interviews.items()
            if rows
        ]

    return decide


def withdrawing(code: str, number: int, reason: str) -> Decide:
    """Return the decision to withdraw a batch of a round that is still open."""

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        standing = _open(postings, code)
        refuse_text(reason, N_("Reason"))
        if number not in {batch.number for batch in standing.kept}:
            raise InputError(N_("There is no batch {number} to withdraw."), number=number)
        return [Draft(BOOK, code, WITHDRAWN, {"number": number, "reason": reason})]

    return decide


def closing(code: str, on: date, note: str, rules: SurveyRules) -> Decide:
    """Return the decision to close a round; one short of its quotas needs a note.

    Raises
    ------
    InputError
        When decided: if nobody was asked, or quotas are not met and the note is missing.
    """

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        standing = _open(postings, code)
        short = [g for g in gaps(standing, rules) if g.missing]
        if not standing.kept:
            raise InputError(N_("Nobody was asked in the round {code} yet."), code=code)
        if short and not note.strip():
            raise InputError(
                N_("{count} quotas of the round {code} are not met."),
                hint=N_("Add the missing interviews, or say in the note why they are missing."),
                count=len(short),
                code=code,
            )
        refuse_text(note, N_("Note"), needed=False)
        return [Draft(BOOK, code, CLOSED, {"on": on.isoformat(), "note": note})]

    return decide


def transferring(code: str, on: date) -> Decide:
    """Return the record that the results of a closed round became figures."""

    def decide(postings: tuple[Posting, ...]) -> Sequence[Draft]:
        refuse_unfinished(stand(postings), code, on)
        return [Draft(BOOK, code, TRANSFERRED, {"on": on.isoformat()})]

    return decide


def refuse_unfinished(ledger: Ledger, code: str, today: date) -> None:
    """Refuse to make figures of a round that is still open, or of a month still to come.

    Raises
    ------
    InputError
        If it is not there, not closed, or too early.
    """
    if code not in ledger or ledger[code].closed_on is None:
        raise InputError(
            N_("The round {code} is not closed yet; its results may still change."),
            hint=N_("Close the round first."),
            code=code,
        )
    if first_day(month_of(code)) > today:
        raise InputError(
            N_("The round {code} gives figures of {month}, which is still to come."),
            code=code,
            month=month_name(month_of(code)),
        )


def _written(area_code: str, rows: Sequence[Interview], origin: Origin) -> dict[str, object]:
    written = {"area_code": area_code, "rows": [row.row() for row in rows]}
    return {**written, "source": origin.source, "sha256": origin.sha256}


def _open(postings: tuple[Posting, ...], code: str) -> Standing:
    ledger = stand(postings)
    if code not in ledger:
        raise InputError(N_("There is no round {code}."), code=code)
    if ledger[code].closed_on is not None:
        raise InputError(
            N_("The round {code} was closed on {day}; it takes no more interviews."),
            code=code,
            day=str(ledger[code].closed_on),
        )
    return ledger[code]


def _refuse_strangers(asked: Round, interviews: Mapping[str, Sequence[Interview]]) -> None:
    strangers = sorted(set(interviews) - set(asked.area_codes))
    if strangers:
        raise InputError(
            N_("{institutions} are not assessed in the round {code}."),
            institutions=strangers,
            code=asked.code,
        )
    modes = {row.mode for rows in interviews.values() for row in rows} - set(asked.modes)
    if modes:
        raise InputError(
            N_("The round {code} does not ask by {modes}."),
            hint=N_("Ask in a way that the round declares."),
            code=asked.code,
            modes=sorted(modes),
        )


def _refuse_again(standing: Standing, origin: Origin) -> None:
    for batch in standing.kept:
        if origin.sha256 and batch.sha256 == origin.sha256:
            raise InputError(
                N_("{file} was imported already, by {name}."),
                hint=N_("Withdraw its batches first if it has to be imported again."),
                file=origin.source,
                name=batch.by,
            )
