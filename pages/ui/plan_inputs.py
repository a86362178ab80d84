"""Inputs that the forms of the plan share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import streamlit as st

from lib.model.plans.deeds import HEAVIEST, LONGEST_BODY
from lib.model.plans.shapes import Entry, Milestone
from pages.ui import deeds, state
from pages.ui.load import clock
from pages.ui.text import _

_BETWEEN = re.compile(r"[、,，;；]")


@dataclass(frozen=True, slots=True)
class Form:
    """A form under way: the key of its deed, and what was last seen of its subject."""

    name: str
    key: str
    seen: int


def begin(name: str, seen: int) -> Form:
    """Begin a form, or go on with it; `seen` counts only from when it is first drawn."""
    key = deeds.key_of(name)
    return Form(name, key, state.draft(f"seen {key}", lambda: seen))


def bodies(known: Entry | Milestone | None, key: str) -> tuple[str, tuple[str, ...]]:
    """Ask for the lead department and the co-departments."""
    left, right = st.columns(2, gap="medium")
    lead = left.text_input(
        _("Lead department"),
        value="" if known is None else known.lead,
        max_chars=LONGEST_BODY,
        key=f"lead {key}",
    )
    partners = right.text_input(
        _("Co-departments"),
        value="" if known is None else "、".join(known.partners),
        placeholder=_("several: separate with commas"),
        key=f"partners {key}",
    )
    named = tuple(part.strip() for part in _BETWEEN.split(partners) if part.strip())
    return lead.strip(), named


def days(known: Entry | Milestone | None, key: str) -> tuple[date, date, Fraction]:
    """Ask for start, due date and weight."""
    first, second, third = st.columns(3, gap="medium")
    year = clock.today().year
    start = first.date_input(
        _("Begins"),
        value=date(year, 1, 1) if known is None else known.start,
        key=f"start {key}",
    )
    due = second.date_input(
        _("Due date"),
        value=date(year, 12, 31) if known is None else known.due,
        key=f"due {key}",
    )
    weight = third.number_input(
        _("Weight"),
        min_value=0.0,
        max_value=float(HEAVIEST),
        value=1.0 if known is None else float(known.weight),
        step=1.0,
        help=_("in proportion to the others; all alike unless you say otherwise"),
        key=f"weight {key}",
    )
    return start, due, Fraction(str(weight))


def number(value: float | None) -> Fraction | None:
    """Take a typed number for the decimal it shows; nothing typed is no number."""
    return None if value is None else Fraction(str(value))
