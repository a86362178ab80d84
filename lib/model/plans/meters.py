"""Figures of the dashboard that measure a milestone by themselves (自动取数)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from lib.errors import N_, Message
from lib.model.quarters import quarter_of


@dataclass(frozen=True, slots=True)
class Meter:
    """A figure that other rooms know."""

    name: Message
    unit: str
    each: str
    """`quarter` or `year`: the period it is a figure of."""


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """Which figure of which period."""

    meter: str
    period: str
    """As "2025Q4" or "2025"."""


Measured: TypeAlias = Mapping[Sign, Fraction]
"""What other rooms found: value of a figure, in the unit of its meter."""

METERS: Mapping[str, Meter] = {
    "coverage": Meter(
        N_("Guidance: share of towns visited by each centre, lowest"), "%", "quarter"
    ),
    "training": Meter(N_("Training: centres that held one"), "个", "year"),
    "blocks": Meter(N_("Blocks: institutions visited by their lead hospital"), "家", "quarter"),
    "authenticity": Meter(N_("Records found authentic"), "%", "quarter"),
    "satisfaction": Meter(N_("Satisfaction of residents"), "%", "quarter"),
}


def sign(meter: str, due: date) -> Sign:
    """Return the figure that tells whether a milestone due on a day is reached.

    Examples
    --------
    >>> sign("coverage", date(2025, 12, 31)), sign("training", date(2025, 11, 30)).period
    (Sign(meter='coverage', period='2025Q4'), '2025')
    """
    each = METERS[meter].each
    return Sign(meter, str(quarter_of(due)) if each == "quarter" else str(due.year))
