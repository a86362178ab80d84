"""Figures against a target, made for tests."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from lib.model.indicators import (
    Accrual,
    Dimension,
    Direction,
    Frequency,
    Indicator,
    Level,
    Origin,
    Unit,
)
from lib.model.observations import Status
from lib.model.parameters import Reference, Text
from lib.model.progress import Progress, still_needed
from lib.model.roster import Area
from lib.model.targets import Target

SEPTEMBER = 2025 * 12 + 8


def indicator(code="X01", accrual=Accrual.FLOW, direction=Direction.HIGHER, *, sensitive=False):
    return Indicator(
        code=code,
        name=Text(code, code),
        service_item="01",
        dimension=Dimension.QUANTITY,
        numerator=Text("分子", "numerator"),
        denominator=Text("分母", "denominator"),
        unit=Unit.PERCENT,
        direction=direction,
        level=Level.CLINIC,
        frequency=Frequency.MONTH,
        accrual=accrual,
        schedule="linear" if accrual == Accrual.FLOW else "",
        source=Origin.LOCAL,
        authority="county",
        sensitive=sensitive,
        over_100=False,
        valid_from=date(2024, 1, 1),
        valid_to=None,
    )


def figure(numerator, denominator, *, target=60, area="B01", **fields):
    """One reported figure; fields are those of the indicator or of the progress."""
    of_progress = {name: fields.pop(name) for name in ("light", "month") if name in fields}
    aim, due = Fraction(target), Fraction(fields.pop("expected", target))
    what = indicator(**fields)
    value = Fraction(numerator * what.factor, denominator) if denominator else None
    made = Progress(
        area=Area(area, area, "township_hospital", "441322", 1000),
        indicator=what,
        status=Status.REPORTED,
        value=value,
        numerator=numerator,
        denominator=denominator,
        target=Target(what.code, aim, Reference("t", "county", "source"), None, None),
        expected=due,
        light="red",
        projected=value,
        needed_now=still_needed(numerator, denominator, due, what),
        needed_by_year_end=still_needed(numerator, denominator, aim, what),
        month=SEPTEMBER,
        parts_missing=0,
    )
    return replace(made, **of_progress)
