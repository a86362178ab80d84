"""What a file is checked against: catalogue, roster, stored figures, relations, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.model.indicators import Indicator, Origin
from lib.model.intake.plans import Part
from lib.model.parameters import Text
from lib.model.roster import Roster


@dataclass(frozen=True, slots=True)
class Relation:
    """A count that is part of another one, for the same area and month (勾稽关系)."""

    part_indicator: str
    part: Part
    """Numerator or denominator."""
    whole_indicator: str
    whole: Part
    """Numerator or denominator."""
    reason: Text
    """Why the one cannot exceed the other."""
    source: Origin
    """Kind of document the definitions come from."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is worth a sentence."""

    rate: float = 0.1
    """Stated against recomputed rate, in the unit of the indicator."""
    change: float = 0.5
    """Change of a count, share of the earlier one."""
    change_count: int = 20
    """Smallest count whose change is looked at."""
    change_sigmas: float = 3.0
    """A change also exceeds so many times what chance makes of counts of this size."""
    denominator: float = 0.02
    """Change of an annual base within the year, share of the earlier one."""
    denominator_count: int = 2
    """Change of an annual base, in persons or events, that is let pass."""
    population: float = 0.05
    """Residents in the file against those in the roster, share of the latter."""
    outlier: float = 3.5
    """Modified z-score (Iglewicz and Hoaglin 1993)."""
    outlier_points: float = 10.0
    """Least distance from the median, per cent of it or of 100, whichever is less."""
    outlier_group: int = 8
    """Fewest areas with a median worth the name."""
    even_group: int = 5
    """Fewest areas that are suspiciously alike."""
    even_chance: float = 1e-4
    """Probability under which an evenness is no longer put down to chance."""
    digits: int = 50
    """Fewest counts whose last digits say anything."""
    listed: int = 500
    """Findings of one kind that are listed; how many more there are is said."""


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """All that a file is checked against."""

    indicators: Mapping[str, Indicator]
    """By code."""
    roster: Roster
    """Areas with their history."""
    stored: pd.DataFrame
    """Figures in force of the same and the previous year, columns of `figures.COLUMNS`."""
    relations: tuple[Relation, ...]
    day: date
    """Day of the import: nothing is known of later months."""
    limits: Limits = Limits()
