"""What can be done to the plan: enter a measure, set a milestone, report on it, drop it.

Each takes the postings as they stand and a wish, and returns what is to be posted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.intake.personal import refuse_text
from lib.model.journal import Attachment, Draft, Posting, content_of, next_subject, refuse_stale
from lib.model.plans.meters import METERS
from lib.model.plans.outline import Outline
from lib.model.plans.shapes import MILESTONES, Ending, Entry, Milestone, Update
from lib.model.plans.standing import Kept, Kind, Ledger, stand

LONGEST_NAME = 60
LONGEST_BODY = 40
LONGEST_NOTE = 300
HEAVIEST = 100
_MOST_PARTNERS = 12
_WHOLE = Fraction(100)

Postings = Sequence[Posting]


def enter_measure(
    postings: Postings, outline: Outline, code: str, entry: Entry, seen: int = 0
) -> tuple[Draft, ...]:
    """Enter a measure, or change what was entered of it.

    Parameters
    ----------
    postings
        The book as it stands.
    outline
        What the plan consists of.
    code
        Which of its measures.
    entry
        What is entered.
    seen
        Number of its last posting when it was shown.

    Raises
    ------
    InputError
        If it is incomplete, renames a measure that the plan names, leaves one of its
        milestones outside of its days, or somebody else changed it meanwhile.
    """
    refuse_stale(postings, code, seen)
    measure = outline.measure(code)
    if measure.name is not None and entry.name != measure.name.zh:
        raise InputError(
            N_("The plan itself names {code} “{name}”."),
            hint=N_("Another name has to go into data/plan.yaml, with its source."),
            code=code,
            name=measure.name.zh,
        )
    if entry.task not in {task.code for task in outline.tasks}:
        raise InputError(N_("The plan has no task {code}."), code=entry.task)
    _refuse_frame(entry.name, entry)
    for kept in stand(postings).of(code):
        _refuse_outside(kept.code, kept.milestone, entry)
    return (Draft(MILESTONES, code, Kind.MEASURE, content_of(entry)),)


def set_milestone(
    postings: Postings, milestone: Milestone, code: str = "", seen: int = 0
) -> tuple[Draft, ...]:
    """Set a new milestone, or change one.

    Parameters
    ----------
    postings
        The book as it stands.
    milestone
        What it shall be.
    code
        Which one is changed; empty for a new one.
    seen
        Number of its last posting when it was shown.

    Raises
    ------
    InputError
        If its measure is not entered yet or does not cover its days, if it is incomplete,
        or somebody else changed it meanwhile.
    """
    ledger = stand(postings)
    if code:
        refuse_stale(postings, code, seen)
        _refuse_move(_kept(ledger, code), milestone)
    if milestone.measure not in ledger.entries:
        raise InputError(
            N_("{code} has not been entered yet, so it can have no milestones."),
            hint=N_("Enter the measure first: name, lead department, start and due date."),
            code=milestone.measure,
        )
    _refuse_frame(milestone.title, milestone)
    _refuse_outside(milestone.title, milestone, ledger.entries[milestone.measure])
    _refuse_target(milestone)
    subject = code or next_subject(postings, f"{milestone.measure}-")
    return (Draft(MILESTONES, subject, Kind.MILESTONE, content_of(milestone)),)


def report(
    postings: Postings,
    code: str,
    update: Update,
    today: date,
    files: tuple[Attachment, ...] = (),
) -> tuple[Draft, ...]:
    """Report how far a milestone has come.

    Parameters
    ----------
    postings
        The book as it stands.
    code
        Which milestone.
    update
        What is reported; its files by fingerprint and name.
    today
        Day of the report.
    files
        The files themselves.

    Raises
    ------
    InputError
        If it says nothing, lies in the future or before the last update, is not between 0
        and 100, gives a value without a target, or calls complete what nothing proves.
    """
    kept = _kept(stand(postings), code)
    refuse_text(update.evidence, N_("Proof"), limit=LONGEST_NOTE, needed=False)
    refuse_text(update.risk, N_("Risk note"), limit=LONGEST_NOTE, needed=False)
    for file in files:
        refuse_text(file.name, N_("File name"), limit=LONGEST_NOTE)
    _refuse_day(kept, update, today)
    _refuse_amount(kept, update)
    return (Draft(MILESTONES, code, Kind.UPDATE, content_of(update), files),)


def drop(postings: Postings, code: str, ending: Ending, seen: int = 0) -> tuple[Draft, ...]:
    """Take a milestone out of the plan; what was reported of it stays in the journal.

    Raises
    ------
    InputError
        If there is no such milestone, no reason, or somebody else changed it meanwhile.
    """
    refuse_stale(postings, code, seen)
    _kept(stand(postings), code)
    refuse_text(ending.reason, N_("Reason"), limit=LONGEST_NOTE)
    return (Draft(MILESTONES, code, Kind.DROPPED, content_of(ending)),)


def percent_of(milestone: Milestone, update: Update) -> Fraction | None:
    """Return how complete an update says a milestone is, 0 to 100; None if it does not say.

    Examples
    --------
    >>> day = date(2025, 1, 1)
    >>> milestone = Milestone("M-1", "…", "…", (), day, day, target=Fraction(5), unit="家")
    >>> percent_of(milestone, Update(day, value=Fraction(2)))
    Fraction(40, 1)
    """
    if update.percent is not None:
        return update.percent
    return share_of(milestone, update.value)


def share_of(milestone: Milestone, value: Fraction | None) -> Fraction | None:
    """Return a value as a percentage of the target, at most 100."""
    if value is None or milestone.target is None:
        return None
    return min(_WHOLE, max(Fraction(0), value / milestone.target * _WHOLE))


def _kept(ledger: Ledger, code: str) -> Kept:
    if code not in ledger.milestones:
        raise InputError(N_("There is no milestone {code} in the plan."), code=code)
    return ledger.milestones[code]


def _refuse_frame(named: str, wish: Entry | Milestone) -> None:
    """Refuse what is incomplete in a measure or a milestone."""
    refuse_text(named, N_("Name"), limit=LONGEST_NAME)
    refuse_text(wish.lead, N_("Lead department"), limit=LONGEST_BODY)
    if len(wish.partners) > _MOST_PARTNERS:
        raise InputError(N_("At most {limit} co-departments."), limit=_MOST_PARTNERS)
    for partner in wish.partners:
        refuse_text(partner, N_("Co-departments"), limit=LONGEST_BODY)
    if wish.due < wish.start:
        raise InputError(
            N_("“{name}” is due on {due}, before it starts on {start}."),
            name=named,
            due=wish.due.isoformat(),
            start=wish.start.isoformat(),
        )
    if not 0 < wish.weight <= HEAVIEST:
        raise InputError(
            N_("The weight of “{name}” must be above 0 and at most {limit}."),
            name=named,
            limit=HEAVIEST,
        )


def _refuse_outside(named: str, milestone: Milestone, entry: Entry) -> None:
    if milestone.start < entry.start or milestone.due > entry.due:
        raise InputError(
            N_("“{name}” runs from {start} to {due}; its measure runs from {first} to {last}."),
            hint=N_("Keep every milestone within the days of its measure."),
            name=named,
            start=milestone.start.isoformat(),
            due=milestone.due.isoformat(),
            first=entry.start.isoformat(),
            last=entry.due.isoformat(),
        )


def _refuse_move(kept: Kept, milestone: Milestone) -> None:
    if kept.milestone.measure != milestone.measure:
        raise InputError(
            N_("{code} belongs to {measure}; a milestone does not change its measure."),
            hint=N_("Drop it there and set it anew."),
            code=kept.code,
            measure=kept.milestone.measure,
        )


def _refuse_target(milestone: Milestone) -> None:
    if milestone.target is not None and milestone.target <= 0:
        raise InputError(N_("The target of “{name}” must be above 0."), name=milestone.title)
    refuse_text(
        milestone.unit, N_("Counted in"), limit=LONGEST_BODY, needed=milestone.target is not None
    )
    if milestone.meter and (milestone.meter not in METERS or milestone.target is None):
        raise InputError(
            N_("“{name}” can be measured by the dashboard only against a target."),
            hint=N_("Enter the target, or choose no figure of the dashboard."),
            name=milestone.title,
        )


def _refuse_day(kept: Kept, update: Update, today: date) -> None:
    first = kept.updates[-1].on if kept.updates else date.min
    if first <= update.on <= today:
        return
    raise InputError(
        N_("An update of {code} cannot be of {day}: the last one is of {first}, today is {today}."),
        code=kept.code,
        day=update.on.isoformat(),
        first=first.isoformat() if kept.updates else "—",
        today=today.isoformat(),
    )


def _refuse_amount(kept: Kept, update: Update) -> None:
    if update.value is not None and (kept.milestone.target is None or update.value < 0):
        raise InputError(
            N_("{code} takes a value only against a target, and none below 0."), code=kept.code
        )
    if update.percent is not None and not 0 <= update.percent <= _WHOLE:
        raise InputError(N_("How complete {code} is must lie between 0 and 100."), code=kept.code)
    reached = percent_of(kept.milestone, update)
    if reached is None and not update.risk.strip():
        raise InputError(
            N_("The update of {code} says nothing."),
            hint=N_("Enter a value, a percentage, or what stands in the way."),
            code=kept.code,
        )
    if reached == _WHOLE and not update.files and not update.evidence.strip():
        raise InputError(
            N_("{code} can be called complete only with evidence."),
            hint=N_("Attach the document, or write its title and number."),
            code=kept.code,
        )
