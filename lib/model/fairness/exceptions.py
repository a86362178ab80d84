"""Exceptions: whose figures do not count, how many, and how many points hang on them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from lib.model.numbers import Integers
from lib.model.observations import Status
from lib.model.roster import Area
from lib.model.scores import Scores


@dataclass(frozen=True, slots=True)
class Excepted:
    """The exceptions of one institution."""

    area: Area
    exempt: int
    """Figures it is excused from (豁免)."""
    not_applicable: int
    """Figures without anybody to serve (不适用)."""
    figures: int
    """Figures that are scored in all."""
    points: Fraction
    """Points of 100 that hang on the two."""

    @property
    def rate(self) -> Fraction:
        """Exceptions over figures, unit /1."""
        return Fraction(self.exempt + self.not_applicable, self.figures)


def exceptions(scores: Scores) -> tuple[Excepted, ...]:
    """Count exempt and not applicable figures among those that are scored.

    Returns
    -------
    tuple of Excepted
        Every institution, in the order of their codes.
    """
    columns = [scores.measures.columns[leaf.indicator] for leaf in scores.tree.leaves]
    status = scores.measures.status[:, columns]
    return tuple(_of(scores, area, status[line]) for line, area in enumerate(scores.areas))


def _of(scores: Scores, area: Area, status: Integers) -> Excepted:
    points = scores.tree.points(area.kind)
    out = np.isin(status, (Status.EXEMPT, Status.NOT_APPLICABLE))
    return Excepted(
        area=area,
        exempt=int((status == Status.EXEMPT).sum()),
        not_applicable=int((status == Status.NOT_APPLICABLE).sum()),
        figures=len(status),
        points=100 * Fraction(points[out].sum()) / Fraction(points.sum()),
    )
