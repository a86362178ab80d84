"""Four columns (四栏对照): a figure as claimed, verified, appealed and final, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from lib.model.intake.figures import Stage
from lib.model.replies.ledger import FILED, Appeal, Counts, Figure, Ledger
from lib.model.replies.terms import Terms

UNPUBLISHED, OPEN, LAPSED = "unpublished", "open", "lapsed"
"""States of a verified figure without an appeal: not made known, may be appealed, too late."""
STATES = (FILED, OPEN, UNPUBLISHED, "accepted", "partly", "refused", LAPSED)
"""What asks for somebody first, then what is settled."""

_TITLES = {Stage.APPEALED: "申诉", Stage.FINAL: "终定"}


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of one figure at one stage."""

    numerator: int
    denominator: int
    by: str = ""
    on: date | None = None
    source: str = ""
    """File, check or appeal it came from; empty where only the counts were read."""

    @property
    def counts(self) -> Counts:
        """Return both counts."""
        return self.numerator, self.denominator


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a figure: its counts, and who made it when and why."""

    counts: Counts
    by: str
    on: date | None
    why: str
    stored: bool = True
    """Whether the store holds it too; if not it still has to be transferred."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with all its columns."""

    figure: Figure
    columns: Mapping[Stage, Column]
    """The stages it has come to."""
    state: str
    """One of `STATES`."""
    closes: date | None
    """Last day for an appeal; None before it is published."""
    appeal: Appeal | None

    @property
    def cut(self) -> int | None:
        """Return how many the verification took from the numerator that was claimed."""
        if not {Stage.CLAIMED, Stage.VERIFIED} <= set(self.columns):
            return None
        return self.columns[Stage.CLAIMED].counts[0] - self.columns[Stage.VERIFIED].counts[0]


def title(number: str, stage: Stage) -> str:
    """Return what stands where a file name would, for a figure that an appeal brought.

    >>> title("2025Q4-001", Stage.FINAL)
    '申诉办理 2025Q4-001 终定'
    """
    return f"申诉办理 {number} {_TITLES[stage]}"


def owed(appeal: Appeal, held: Mapping[Stage, Held]) -> tuple[Stage, ...]:
    """Return the stages that an appeal has come to and the store does not hold yet.

    The appeal and the figure are written one after the other. Where the second was cut off,
    it shows here until it is done; asking the store instead of keeping a note of it means
    that a transfer which is undone later shows too.
    """
    return tuple(stage for stage in appeal.expected() if stage not in held)


def astray(appeal: Appeal, held: Mapping[Stage, Held]) -> tuple[Stage, ...]:
    """Return the stages of which the store holds other counts than the appeal says."""
    expected = appeal.expected().items()
    return tuple(s for s, counts in expected if s in held and held[s].counts != counts)


def line(
    figure: Figure, held: Mapping[Stage, Held], ledger: Ledger, terms: Terms, today: date
) -> Line:
    """Put the columns of a figure side by side.

    Parameters
    ----------
    figure
        Area, indicator and month.
    held
        What the store holds of it, by stage.
    ledger
        What was published, appealed and decided.
    terms, today
        Whether it may still be appealed.
    """
    appeal, known = ledger.of_figure(figure), ledger.published.get(figure)
    closes = None if known is None else terms.closes(known[0].on)
    state = _state(appeal, closes, today)
    columns = {stage: Column(one.counts, one.by, one.on, one.source) for stage, one in held.items()}
    if (
        known is not None
        and Stage.VERIFIED in columns
        and columns[Stage.VERIFIED].counts
        == (
            known[1].numerator,
            known[1].denominator,
        )
    ):
        columns[Stage.VERIFIED] = _published(columns[Stage.VERIFIED], known[0].on, known[0].note)
    if appeal is not None:
        columns |= _appealed(appeal, held)
    return Line(figure, columns, state, closes, appeal)


def ordered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Sort lines: what asks for somebody first, then by area and indicator."""
    return tuple(sorted(lines, key=lambda one: (STATES.index(one.state), one.figure)))


def _state(appeal: Appeal | None, closes: date | None, today: date) -> str:
    if appeal is not None:
        return appeal.state
    if closes is None:
        return UNPUBLISHED
    return OPEN if today <= closes else LAPSED


def _published(column: Column, on: date, note: str) -> Column:
    """Date the verified figure by the day from which it may be appealed."""
    return replace(column, on=on, why=" · ".join(filter(None, (column.why, note))))


def _appealed(appeal: Appeal, held: Mapping[Stage, Held]) -> dict[Stage, Column]:
    filing, decision = appeal.filing, appeal.decision
    counts = appeal.expected()
    told = {Stage.APPEALED: (filing.by, filing.on, filing.reason)}
    if decision is not None:
        told[Stage.FINAL] = (decision.by, decision.on, decision.reason)
    return {
        stage: Column(counts[stage], *said, stored=stage in held) for stage, said in told.items()
    }
