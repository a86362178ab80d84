"""Appeals (申诉): what a corrected figure would do to everybody, before it is decided.

Nothing is stored. The first mark stays: what is heard is another dataset beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from lib.errors import N_, InputError
from lib.model.comparison import Comparison, compare
from lib.model.evaluation import Outcome, evaluate
from lib.model.indicators import Indicator
from lib.model.observations import NO_COUNT, Dataset, Status, current, identify, month_name
from lib.model.rules import Rules


@dataclass(frozen=True, slots=True)
class Mark:
    """The figure an evaluation used, of the area that reported it."""

    area: str
    indicator: str
    month: int
    """Counted from year 0."""
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure as its institution says it should be."""

    first: Mark
    """What it replaces; stays visible."""
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Hearing:
    """An evaluation as it stands, and as it would be if the corrections were accepted."""

    before: Outcome
    after: Outcome
    compared: Comparison

    @property
    def spread(self) -> int:
        """Fen that all institutions gain together: 0 in a pool that does not change."""
        return sum(change.difference for change in self.compared.changes)


def first_mark(dataset: Dataset, rules: Rules, area: str, indicator: str) -> Mark | None:
    """Return the counts that an evaluation uses of one area; None if it has none.

    Parameters
    ----------
    dataset, rules
        What is evaluated, and by which rules; the day chooses the month.
    area
        Institution or clinic that reports the indicator.
    indicator
        Code.
    """
    observations = dataset.observations
    own = (observations["area_code"] == area) & (observations["indicator"] == indicator)
    found = current(observations[own], rules.day, rules.oldest())
    counted = found[(found["status"] == Status.REPORTED) & (found["denominator"] != NO_COUNT)]
    for row in counted.itertuples():
        counts = int(str(row.numerator)), int(str(row.denominator))
        return Mark(area, indicator, int(str(row.month)), *counts)
    return None


def hear(
    dataset: Dataset, rules: Rules, before: Outcome, corrections: Sequence[Correction]
) -> Hearing:
    """Evaluate again with corrected figures: the same as if they were imported and decided.

    Parameters
    ----------
    dataset
        Figures in force.
    rules
        Rules of the evaluation.
    before
        Its outcome as it stands.
    corrections
        At most one for each figure.

    Raises
    ------
    InputError
        If a correction is impossible, or the figure it corrects is not in the dataset.
    """
    for correction in corrections:
        refuse_impossible(correction, rules.indicators[correction.first.indicator])
    after = evaluate(corrected(dataset, corrections), rules, clinics=False)
    return Hearing(before, after, compare(before, after))


def corrected(dataset: Dataset, corrections: Sequence[Correction]) -> Dataset:
    """Return the dataset with corrected counts in place of the first marks.

    Raises
    ------
    InputError
        If a figure that is corrected is not there.
    """
    observations = dataset.observations.copy()
    for correction in corrections:
        at = _place(observations, correction.first)
        observations.loc[at, ["numerator", "denominator"]] = [
            correction.numerator,
            correction.denominator,
        ]
    fingerprint = identify(observations, dataset.roster)
    return replace(dataset, observations=observations, fingerprint=fingerprint)


def _place(observations: pd.DataFrame, mark: Mark) -> pd.Series[bool]:
    at = (
        (observations["area_code"] == mark.area)
        & (observations["indicator"] == mark.indicator)
        & (observations["month"] == mark.month)
    )
    if int(at.sum()) != 1:
        raise InputError(
            N_("There is no figure of {indicator} of {area} in {month} to correct."),
            hint=N_("Only a figure that was reported can be appealed; import a missing one."),
            indicator=mark.indicator,
            area=mark.area,
            month=month_name(mark.month),
        )
    return at


def refuse_impossible(correction: Correction, indicator: Indicator) -> None:
    """Refuse counts that cannot be.

    Raises
    ------
    InputError
        If one is negative, or the numerator is larger though it is a part of the other.
    """
    part, whole = correction.numerator, correction.denominator
    if part < 0 or whole < 0 or (part > whole and not indicator.over_100) or (part and not whole):
        raise InputError(
            N_("{indicator}: {part} of {whole} is impossible."),
            hint=N_("The numerator lies between 0 and the denominator."),
            indicator=indicator.code,
            part=part,
            whole=whole,
        )
