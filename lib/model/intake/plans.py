"""Plans: how a sheet is understood. Proposed by `understand`, corrected by people, then read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a column holds."""

    AREA = "area"
    PARENT = "parent"
    """Town or institution beside a column of clinics; narrows the search for the name."""
    INDICATOR = "indicator"
    """In a long table: which indicator the row is of."""
    PERIOD = "period"
    FIGURE = "figure"
    STATUS = "status"
    REMARK = "remark"
    """Known and not read: serial numbers, remarks."""
    UNKNOWN = "unknown"
    """Not understood; somebody has to say what it is, or that it is not read."""


class Part(StrEnum):
    """What a figure is to its indicator."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    RATE = "rate"
    """Stated rate; compared with the recomputed one, never stored beside counts."""
    VALUE = "value"
    """A figure without counts."""


class Shape(StrEnum):
    """How figures lie on a sheet."""

    WIDE = "wide"
    """One row an area, columns of figures."""
    LONG = "long"
    """One row a figure."""
    SKIPPED = "skipped"


class Basis(StrEnum):
    """What a figure of a month counts."""

    CUMULATIVE = "cumulative"
    """Since 1 January (年内累计)."""
    SINGLE = "single"
    """The month alone (当月); added to what is stored for the month before."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Slot:
    """What a column of figures feeds. One column may feed several indicators."""

    indicator: str
    """Empty in a long table, where another column names it."""
    part: Part


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """What one column is taken for."""

    column: int
    """From 0."""
    heading: str
    """All header rows joined with “/”, as written."""
    role: Role
    slots: tuple[Slot, ...] = ()
    unit: str = ""
    """% ‰ 人 万元 … as written in the heading; empty if none."""
    confidence: float = 1.0
    """1 for a known heading, less for a resemblance, which somebody has to confirm."""
    suggestions: tuple[tuple[Slot, ...], ...] = ()
    """What else it could be, most likely first."""


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """How one sheet is understood."""

    sheet: str
    shape: Shape
    header: tuple[int, int] = (0, 0)
    """First and last row of the header, from 0."""
    columns: tuple[ColumnPlan, ...] = ()
    period: str = ""
    """Month the figures are of, "2025-09"; empty if a column tells or nobody knows."""
    period_found: str = ""
    """The words the period was read from."""
    basis: Basis = Basis.CUMULATIVE
    reason: str = ""
    """Why a sheet is skipped: a template marked with N_()."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a whole file is understood, and what people answered."""

    sheets: tuple[SheetPlan, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """Answers: name as written (with its parent before a “/”, where there is one) → area code.
    An empty code means: leave these rows out."""
