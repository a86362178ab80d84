"""What the survey is worth (小样本公平): the money that raw and shrunk shares would give.

The engine is run again with other counts in place of those in force. A raw share goes in as
it was counted. A shrunk share is no count: it goes in as a share of 10,000, rounded to whole
answers, so that it is exact to half a hundredth of a percentage point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.model.appeals import Correction, corrected, first_mark
from lib.model.evaluation import Outcome, evaluate
from lib.model.observations import Dataset
from lib.model.rules import Rules
from lib.model.surveys.estimates import Result
from lib.model.surveys.questionnaires import Questionnaire

OUT_OF = 10_000
"""Denominator by which a shrunk share is put in."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A count that takes the place of the one in force."""

    area_code: str
    indicator: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Worth:
    """Three evaluations of one county: as in force, by raw shares, by shrunk shares."""

    in_force: Outcome
    raw: Outcome
    shrunk: Outcome


def raw_counts(results: Iterable[Result], sheet: Questionnaire) -> tuple[Replaced, ...]:
    """Return what was counted, for every institution and question with answers."""
    return tuple(
        Replaced(e.area_code, sheet.questions[r.question].indicator, e.count.found, e.count.sample)
        for r in results
        for e in r.estimates
        if e.count.sample
    )


def shrunk_counts(results: Iterable[Result], sheet: Questionnaire) -> tuple[Replaced, ...]:
    """Return shrunk shares as counts out of `OUT_OF`."""
    return tuple(
        Replaced(
            e.area_code, sheet.questions[r.question].indicator, round(OUT_OF * e.shrunk), OUT_OF
        )
        for r in results
        for e in r.estimates
        if e.count.sample and e.shrunk is not None
    )


def worth(
    dataset: Dataset, rules: Rules, before: Outcome, counts: Sequence[Sequence[Replaced]]
) -> Worth:
    """Evaluate by raw and by shrunk shares.

    Parameters
    ----------
    dataset
        Figures in force.
    rules
        Rules of the evaluation.
    before
        Its outcome.
    counts
        Raw counts, then shrunk ones.
    """
    raw, shrunk = (evaluate(replaced(dataset, rules, c), rules, clinics=False) for c in counts)
    return Worth(before, raw, shrunk)


def replaced(dataset: Dataset, rules: Rules, counts: Iterable[Replaced]) -> Dataset:
    """Return figures with counts of the survey; what is not in force now stays out."""
    asked = [(first_mark(dataset, rules, c.area_code, c.indicator), c) for c in counts]
    return corrected(
        dataset, [Correction(mark, c.numerator, c.denominator) for mark, c in asked if mark]
    )


def differing(
    counts: Iterable[Replaced], known: Mapping[tuple[str, str], tuple[int, int]]
) -> tuple[tuple[Replaced, tuple[int, int] | None], ...]:
    """Return the counts that are not in force yet, each with the one that is.

    Parameters
    ----------
    counts
        Of the survey.
    known
        In force for its month, by institution and indicator.
    """
    return tuple(
        (c, known.get((c.area_code, c.indicator)))
        for c in counts
        if known.get((c.area_code, c.indicator)) != (c.numerator, c.denominator)
    )
