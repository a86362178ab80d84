"""A stored figure in words: counts and rate, a value, or why there is none."""

from collections.abc import Mapping
from fractions import Fraction

from lib.model.indicators import Indicator
from lib.model.observations import NO_COUNT, Status
from pages.ui import formats
from pages.ui.text import _

Facts = Mapping[str, object]
"""numerator, denominator, value and status, as tables of figures have them."""


def figure(facts: Facts, indicator: Indicator) -> str:
    """Write a figure; those about few people are not shown one by one."""
    status = Status(int(str(facts["status"])))
    if status is not Status.REPORTED:
        return formats.status(status.code)
    if indicator.sensitive:
        return _("not shown")
    numerator, denominator = (int(str(facts[part])) for part in ("numerator", "denominator"))
    if denominator == NO_COUNT:
        return formats.in_unit(Fraction(str(facts["value"])), indicator.unit)
    return counts(numerator, denominator, indicator)


def counts(numerator: int, denominator: int, indicator: Indicator) -> str:
    """Write numerator, denominator and rate."""
    written = f"{formats.number(numerator)} / {formats.number(denominator)}"
    if not denominator:
        return written
    rate = Fraction(numerator, denominator) * indicator.factor
    return f"{written} = {formats.in_unit(rate, indicator.unit)}"
