"""Time-sequence progress (时序进度): how much of a year's target is due by a month."""

from collections.abc import Mapping
from fractions import Fraction

from lib.errors import N_, ParameterError
from lib.model.indicators import Accrual, Indicator

YEAR = 12


def cumulative_share(points: Mapping[int, Fraction], month: int) -> Fraction:
    """Return the share of the year due by the end of a month, straight between the points.

    Parameters
    ----------
    points
        Cumulative share by month; none means one twelfth a month.
    month
        1 to 12.

    Examples
    --------
    >>> campaign = {3: Fraction(1, 10), 6: Fraction(45, 100), 9: Fraction(85, 100), 12: Fraction(1)}
    >>> [str(cumulative_share(campaign, month)) for month in (3, 4, 12)]
    ['1/10', '13/60', '1']
    """
    known = {0: Fraction(0), **points} if points else {0: Fraction(0), YEAR: Fraction(1)}
    before = max(at for at in known if at <= month)
    after = min((at for at in known if at >= month), default=before)
    if before == after:
        return known[before]
    step = (known[after] - known[before]) / (after - before)
    return known[before] + step * (month - before)


def due_share(
    indicator: Indicator, month: int, schedules: Mapping[str, Mapping[int, Fraction]]
) -> Fraction:
    """Return the share of an indicator's target that is due by a month.

    Stocks and cohorts are held to the whole target all year; flows follow their
    schedule.

    Raises
    ------
    ParameterError
        If the scheme does not define the schedule.
    """
    if indicator.accrual != Accrual.FLOW:
        return Fraction(1)
    if indicator.schedule not in schedules:
        raise ParameterError(
            N_("“{code}” follows the schedule “{schedule}”, which the scheme does not define."),
            code=indicator.code,
            schedule=indicator.schedule,
            name="schedules",
        )
    return cumulative_share(schedules[indicator.schedule], month)
