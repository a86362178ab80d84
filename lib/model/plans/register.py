"""The responsibility register (责任清单): who answers for what, and what nobody answers for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import Draft, Posting, content_of, next_subject, read, refuse_stale
from lib.model.plans.roles import refuse_person
from lib.model.plans.shapes import DUTIES, RUNGS, Duty, Ending, Rung
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Roster

LONGEST_ROLE = 20
LONGEST_BODY = 40
LONGEST_TEXT = 200
LONGEST_REASON = 200
KINDS: Mapping[Rung, tuple[str, ...]] = {
    Rung.CENTRE: ("centre",),
    Rung.LEAD_HOSPITAL: ("lead_hospital",),
    Rung.INSTITUTION: INSTITUTION_KINDS,
    Rung.CLINIC: (*INSTITUTION_KINDS, CLINIC),
}
"""Kinds of areas that may answer at a rung; the county's own bodies are on no roster."""
_DUTY, _ENDED = "duty", "ended"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody has to answer for: codes."""

    measures: tuple[str, ...]
    items: tuple[str, ...]
    institutions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What nobody answers for: codes."""

    measures: tuple[str, ...]
    items: tuple[str, ...]
    institutions: tuple[str, ...]
    clinics: tuple[str, ...]
    """Institutions some of whose clinics have nobody."""

    @property
    def count(self) -> int:
        """How many."""
        return sum(map(len, (self.measures, self.items, self.institutions, self.clinics)))


def stand(postings: Iterable[Posting]) -> dict[str, tuple[Duty, int]]:
    """Add up the register: every duty ever entered and the number of its last posting, by code."""
    found: dict[str, tuple[Duty, int]] = {}
    for posting in postings:
        if posting.book != DUTIES:
            continue
        if posting.kind == _ENDED:
            duty, _ = found[posting.subject]
            ended = replace(duty, end=read(Ending, posting.content).on)
            found[posting.subject] = (ended, posting.number)
        else:
            found[posting.subject] = (read(Duty, posting.content), posting.number)
    return found


def enter(
    postings: Sequence[Posting], duty: Duty, roster: Roster, code: str = "", seen: int = 0
) -> tuple[Draft, ...]:
    """Enter a duty, or correct one.

    Raises
    ------
    InputError
        If a text is missing, a person is named, the body does not belong to the rung, it ends
        before it starts, the same duty stands already, or somebody else changed it meanwhile.
    """
    standing = stand(postings)
    if code:
        refuse_stale(postings, code, seen)
        _refuse_unknown(standing, code)
    refuse_text(duty.text, N_("Duty"), limit=LONGEST_TEXT)
    refuse_text(duty.role, N_("Role"), limit=LONGEST_ROLE)
    refuse_person(duty.role, N_("Role"))
    _refuse_body(duty, roster)
    if duty.end is not None and duty.end < duty.start:
        raise InputError(
            N_("A duty that starts on {start} cannot end on {end}."),
            start=duty.start.isoformat(),
            end=duty.end.isoformat(),
        )
    twin = next((own for own, (one, _) in standing.items() if one == duty and own != code), None)
    if twin is not None:
        raise InputError(N_("The same duty stands already as {code}."), code=twin)
    return (Draft(DUTIES, code or next_subject(postings, "D-"), _DUTY, content_of(duty)),)


def end(postings: Sequence[Posting], code: str, ending: Ending, seen: int = 0) -> tuple[Draft, ...]:
    """End a duty on a day; it stays in the register.

    Raises
    ------
    InputError
        If there is no such duty, no reason, it ends before it starts, or somebody else
        changed it meanwhile.
    """
    refuse_stale(postings, code, seen)
    duty = _refuse_unknown(stand(postings), code)
    refuse_text(ending.reason, N_("Reason"), limit=LONGEST_REASON)
    if ending.on < duty.start:
        raise InputError(
            N_("A duty that starts on {start} cannot end on {end}."),
            start=duty.start.isoformat(),
            end=ending.on.isoformat(),
        )
    return (Draft(DUTIES, code, _ENDED, content_of(ending)),)


def gaps(duties: Iterable[Duty], wanted: Wanted, roster: Roster, day: date) -> Gaps:
    """List what nobody answers for on a day."""
    held = [duty for duty in duties if duty.holds_on(day)]
    measures = {code for duty in held for code in duty.measures}
    items = {code for duty in held for code in duty.items}
    bodies = {duty.body for duty in held if duty.rung == Rung.INSTITUTION}
    below = {duty.body for duty in held if duty.rung == Rung.CLINIC}
    return Gaps(
        measures=tuple(code for code in wanted.measures if code not in measures),
        items=tuple(code for code in wanted.items if code not in items),
        institutions=tuple(code for code in wanted.institutions if code not in bodies),
        clinics=tuple(
            code
            for code in wanted.institutions
            if code not in below and _has_bare_clinic(code, below, roster)
        ),
    )


def _has_bare_clinic(institution: str, below: set[str], roster: Roster) -> bool:
    clinics = (area.code for area in roster.children(institution) if area.kind == CLINIC)
    return any(code not in below for code in clinics)


def _refuse_unknown(standing: Mapping[str, tuple[Duty, int]], code: str) -> Duty:
    if code not in standing:
        raise InputError(N_("There is no duty {code} in the register."), code=code)
    return standing[code][0]


def _refuse_body(duty: Duty, roster: Roster) -> None:
    refuse_text(duty.body, N_("Body"), limit=LONGEST_BODY)
    if duty.rung not in KINDS:
        return
    kind = roster.find(duty.body).kind
    if kind not in KINDS[duty.rung]:
        raise InputError(
            N_("{body} does not belong to the level “{rung}”."),
            body=roster.find(duty.body).name,
            rung=RUNGS[duty.rung],
        )
