"""Meetings as they were held: decisions with owner and deadline, dissent, and what came of them.

Everything is a posting of the book `BOOK`; minutes (会议纪要) are made from what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.journal import Draft, Posting, content_of, read, refuse_text
from lib.model.quarters import quarter_of

BOOK = "meeting"
LONGEST_NAME, LONGEST_WORDS = 60, 500


@dataclass(frozen=True, slots=True)
class Opening:
    """What a meeting is told to be when it begins."""

    kind: str
    """Code of its agenda."""
    title: str
    on: date
    chair: str
    """Office of whoever chairs it (主持人)."""
    present: str = ""
    """Offices that take part (参加单位), in one line."""
    period: str = ""
    """Month up to which figures are shown, "2025-12"."""
    scheme: str = ""
    """Code of the evaluation scheme."""
    place: str = ""
    """Where it is held (地点)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The weights and money rules that lay on the table when something was decided.

    A stranger who enters `codes` on the what-if page gets the result that `seal` names.
    """

    summary: str
    """What they change, in a sentence."""
    codes: Mapping[str, str]
    """As `scenario_codes.encode` writes a scenario."""
    scheme: str
    day: date
    seal: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided (决定事项)."""

    screen: str
    """Screen of the agenda it was made at."""
    text: str
    owner: str
    """Office that carries it out (责任单位)."""
    deadline: date
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What became of a decision: carried out, or taken back."""

    on: date
    note: str
    is_done: bool = True
    """False where the decision was taken back."""


@dataclass(frozen=True, slots=True)
class Dissent:
    """Another view that is to stand in the minutes (不同意见)."""

    screen: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A resolution as it is kept."""

    number: str
    resolution: Resolution
    by: str
    at: datetime
    conclusion: Conclusion | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it still has to be carried out."""
        return self.conclusion is None

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is late."""
        return self.is_open and today > self.resolution.deadline


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands."""

    number: str
    opening: Opening
    decisions: tuple[Decision, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    closed_by: str = ""
    """Operator who ended it; empty while it goes on."""
    remarks: Mapping[str, str] = field(default_factory=dict)
    """What was said at a screen, for the minutes."""

    @property
    def is_open(self) -> bool:
        """Tell whether it goes on."""
        return not self.closed_by

    @property
    def standing(self) -> tuple[Decision, ...]:
        """Return the decisions that were not taken back."""
        return tuple(d for d in self.decisions if d.conclusion is None or d.conclusion.is_done)


def begin(postings: Sequence[Posting], opening: Opening) -> tuple[Draft]:
    """Begin a meeting.

    Raises
    ------
    InputError
        If a text is missing or too long, or a meeting of the same kind goes on.
    """
    refuse_text(opening.title, N_("Title"), limit=LONGEST_NAME)
    refuse_text(opening.chair, N_("Chair"), limit=LONGEST_NAME)
    refuse_text(opening.present, N_("Present"), limit=LONGEST_WORDS, needed=False)
    refuse_text(opening.place, N_("Where it takes place"), limit=LONGEST_NAME, needed=False)
    going = [m for m in stand(postings) if m.is_open and m.opening.kind == opening.kind]
    if going:
        raise InputError(
            N_("The meeting {number} has not ended yet."),
            hint=N_("Go on with it, or end it first."),
            number=going[0].number,
        )
    number = journal.next_subject(postings, f"{quarter_of(opening.on)}-M")
    return (Draft(BOOK, number, "begin", content_of(opening)),)


def resolve(postings: Sequence[Posting], number: str, resolution: Resolution) -> tuple[Draft]:
    """Take down a decision.

    Raises
    ------
    InputError
        If the meeting is over, a text is missing, or the deadline lies before the meeting.
    """
    meeting = _going(postings, number)
    refuse_text(resolution.text, N_("Decision"), limit=LONGEST_WORDS)
    refuse_text(resolution.owner, N_("Body in charge"), limit=LONGEST_NAME)
    if resolution.deadline < meeting.opening.on:
        raise InputError(
            N_("The deadline {deadline} lies before the meeting of {day}."),
            hint=N_("Choose the day of the meeting or a later one."),
            deadline=resolution.deadline.isoformat(),
            day=meeting.opening.on.isoformat(),
        )
    return (Draft(BOOK, number, "resolve", content_of(resolution)),)


def dissent(postings: Sequence[Posting], number: str, other: Dissent) -> tuple[Draft]:
    """Take down another view.

    Raises
    ------
    InputError
        If the meeting is over, or it is not said who sees it how.
    """
    _going(postings, number)
    refuse_text(other.who, N_("Body or office"), limit=LONGEST_NAME)
    refuse_text(other.text, N_("Another view"), limit=LONGEST_WORDS)
    return (Draft(BOOK, number, "dissent", content_of(other)),)


def remark(postings: Sequence[Posting], number: str, screen: str, text: str) -> tuple[Draft]:
    """Take down what was said at a screen; a later remark takes the place of an earlier one.

    Raises
    ------
    InputError
        If the meeting is over, or the text is too long.
    """
    _going(postings, number)
    refuse_text(text, N_("Remark"), limit=LONGEST_WORDS, needed=False)
    return (Draft(BOOK, number, "remark", {"screen": screen, "text": text.strip()}),)


def end(postings: Sequence[Posting], number: str) -> tuple[Draft]:
    """End a meeting; nothing more is decided in it.

    Raises
    ------
    InputError
        If it is over.
    """
    _going(postings, number)
    return (Draft(BOOK, number, "end", {}),)


def conclude(postings: Sequence[Posting], decision: str, conclusion: Conclusion) -> tuple[Draft]:
    """Say what became of a decision, during its meeting or later.

    Raises
    ------
    InputError
        If there is no such decision, it was concluded before, or nothing is said.
    """
    number = decision.rpartition("-")[0]
    found = {d.number: d for m in stand(postings) for d in m.decisions}.get(decision)
    if found is None or not found.is_open:
        raise InputError(
            N_("There is no open decision {number}."),
            hint=N_("Load the page again; the list may be old."),
            number=decision,
        )
    refuse_text(conclusion.note, N_("What came of it"), limit=LONGEST_WORDS)
    told = {"decision": decision} | content_of(conclusion)
    return (Draft(BOOK, number, "conclude", told),)


def stand(postings: Sequence[Posting]) -> tuple[Meeting, ...]:
    """Return the meetings as they stand, newest first."""
    own = [posting for posting in postings if posting.book == BOOK]
    return tuple(_meeting(told) for told in journal.by_subject(own).values())[::-1]


def open_decisions(meetings: Sequence[Meeting]) -> tuple[Decision, ...]:
    """Return the decisions that still have to be carried out, the most urgent first."""
    found = [d for meeting in meetings for d in meeting.decisions if d.is_open]
    return tuple(sorted(found, key=lambda d: (d.resolution.deadline, d.number)))


def _meeting(told: Sequence[Posting]) -> Meeting:
    first, concluded = told[0], {}
    for posting in told:
        if posting.kind == "conclude":
            facts = dict(posting.content)
            concluded[str(facts.pop("decision"))] = read(Conclusion, facts)
    resolved = [p for p in told if p.kind == "resolve"]
    ended = [p.by for p in told if p.kind == "end"]
    remarks = {str(p.content["screen"]): str(p.content["text"]) for p in told if p.kind == "remark"}
    return Meeting(
        first.subject,
        read(Opening, first.content),
        tuple(_decision(p, count, concluded) for count, p in enumerate(resolved, 1)),
        tuple(read(Dissent, p.content) for p in told if p.kind == "dissent"),
        ended[0] if ended else "",
        remarks,
    )


def _decision(posting: Posting, count: int, concluded: Mapping[str, Conclusion]) -> Decision:
    number = f"{posting.subject}-D{count:02}"
    resolution = read(Resolution, posting.content)
    return Decision(number, resolution, posting.by, posting.at, concluded.get(number))


def _going(postings: Sequence[Posting], number: str) -> Meeting:
    found = [meeting for meeting in stand(postings) if meeting.number == number]
    if not found or not found[0].is_open:
        raise InputError(
            N_("There is no meeting {number} going on."),
            hint=N_("Begin one first; a meeting that has ended is not changed any more."),
            number=number,
        )
    return found[0]
