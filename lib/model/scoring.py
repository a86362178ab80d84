"""Scoring functions S1 to S6: from a value to an attainment (完成度) between 0 and 1.

The formulas are those of county schemes: linear, floor and target, steps,
checklist, yes or no, and relative to the other areas. Each runs on exact and
on float arrays alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lib.errors import N_, ParameterError
from lib.model.numbers import Numbers, fraction, like
from lib.model.parameters import check_keys

FUNCTIONS: Mapping[str, frozenset[str]] = {
    "S1": frozenset(),
    "S2": frozenset({"base"}),
    "S3": frozenset({"step", "deduction", "of", "count"}),
    "S4": frozenset({"mode"}),
    "S5": frozenset({"answer"}),
    "S6": frozenset(),
}
_OPTIONAL = frozenset({"target", "floor", "of", "bands"})


@dataclass(frozen=True, slots=True)
class Scoring:
    """How one indicator is scored: a function and its parameters.

    `target` and `floor` are in the indicator's unit; where the direction is
    lower, `floor` is the ceiling above which nothing is earned.
    """

    function: str
    direction: str = "higher"
    target: Fraction | None = None
    floor: Fraction | None = None
    base: Fraction = Fraction(0)
    """S2: attainment at the floor, unit /1."""
    step: Fraction = Fraction(1)
    """S3: size of a step, in the indicator's unit."""
    deduction: Fraction = Fraction(0)
    """S3, S4: points lost for each step, out of `of`."""
    of: Fraction = Fraction(1)
    """S3, S4: full mark to which the deductions belong, points."""
    count: str = "ceil"
    """S3: which steps count: `floor` whole ones, `ceil` started ones, `proportional`."""
    mode: str = "share"
    """S4: `share` of items passed, or `deductions` already added up."""
    answer: str = "yes"
    """S5: the answer that earns the mark (Y01, N01)."""
    bands: tuple[tuple[Fraction, Fraction], ...] = ()
    """S6: (share of areas, attainment) from the best down; none means min-max."""


def parse_scoring(code: str, fields: Mapping[str, Any], direction: str) -> Scoring:
    """Build the scoring of one indicator from a scheme file.

    Raises
    ------
    ParameterError
        Naming the indicator and the key at fault.
    """
    function = str(fields.get("function"))
    if function not in FUNCTIONS:
        raise ParameterError(
            N_("“{code}” is scored by “{function}”, which is not one of {known}."),
            code=code,
            function=function,
            known=", ".join(FUNCTIONS),
        )
    check_keys(code, fields, required=FUNCTIONS[function] | {"function"}, optional=_OPTIONAL)
    numbers: dict[str, Any] = {
        name: fraction(fields[name], where=code)
        for name in ("target", "floor", "base", "step", "deduction", "of")
        if name in fields
    }
    words: dict[str, Any] = {
        name: str(fields[name]) for name in ("count", "mode", "answer") if name in fields
    }
    bands = tuple(
        (fraction(share, where=code), fraction(attained, where=code))
        for share, attained in fields.get("bands", ())
    )
    return _checked(code, Scoring(function, direction, bands=bands, **numbers, **words))


def attain(scoring: Scoring, values: Numbers) -> Numbers:
    """Score the values of one indicator.

    Parameters
    ----------
    scoring
        Function and parameters; S1 to S3 need a target, S2 a floor.
    values
        Values of the areas that reported, in the indicator's unit.

    Returns
    -------
    Numbers
        Attainment, unit /1, in [0, 1], same shape and number type.

    References
    ----------
    Scoring functions S1-S6 as found in county evaluation schemes; S2 and S6 are
    the goalpost and min-max normalisations of OECD/JRC (2008), step 5.

    Examples
    --------
    >>> from lib.model.numbers import exact
    >>> attain(Scoring("S2", target=Fraction(65), floor=Fraction(50)), exact([58, 70]))
    array([Fraction(8, 15), Fraction(1, 1)], dtype=object)
    """
    return _FORMULAS[scoring.function](scoring, values)


def _linear(scoring: Scoring, values: Numbers) -> Numbers:
    """S1: value over target, or target over value; nothing at all is the best low value."""
    target, one = like(values, _target(scoring)), like(values, 1)
    if scoring.direction == "higher":
        reached: Numbers = np.minimum(values / target, one)
        return reached
    safe = np.where(values > target, values, one)
    beyond: Numbers = np.where(values > target, target / safe, one)
    return beyond


def _threshold(scoring: Scoring, values: Numbers) -> Numbers:
    """S2: nothing short of the floor, then a straight line from the base to the target."""
    target, floor = like(values, _target(scoring)), like(values, _floor(scoring))
    base, one = like(values, scoring.base), like(values, 1)
    rising = base + (one - base) * (values - floor) / (target - floor)
    higher = scoring.direction == "higher"
    reached = values >= target if higher else values <= target
    short = values < floor if higher else values > floor
    attained: Numbers = np.where(reached, one, np.where(short, like(values, 0), rising))
    return attained


def _steps(scoring: Scoring, values: Numbers) -> Numbers:
    """S3: points off for each step away from the target, down to nothing."""
    target, zero = like(values, _target(scoring)), like(values, 0)
    away = target - values if scoring.direction == "higher" else values - target
    steps = np.maximum(away, zero) / like(values, scoring.step)
    if scoring.count != "proportional":
        steps = np.ceil(steps) if scoring.count == "ceil" else np.floor(steps)
    lost = steps * like(values, scoring.deduction / scoring.of)
    left: Numbers = np.maximum(like(values, 1) - lost, zero)
    return left


def _checklist(scoring: Scoring, values: Numbers) -> Numbers:
    """S4: share of items passed (%), or full mark less the deductions found."""
    zero, one = like(values, 0), like(values, 1)
    passed = values * like(values, Fraction(1, 100))
    if scoring.mode == "deductions":
        passed = one - values * like(values, Fraction(1) / scoring.of)
    within: Numbers = np.minimum(np.maximum(passed, zero), one)
    return within


def _yes_no(scoring: Scoring, values: Numbers) -> Numbers:
    """S5: all or nothing; any value but zero means yes."""
    earned = (values != like(values, 0)) == (scoring.answer == "yes")
    attained: Numbers = np.where(earned, like(values, 1), like(values, 0))
    return attained


def _relative(scoring: Scoring, values: Numbers) -> Numbers:
    """S6: position between the worst and the best area, or the band of its rank."""
    if len(values) == 0:
        return values
    ordered = values if scoring.direction == "higher" else np.negative(values)
    if scoring.bands:
        return _banded(scoring.bands, ordered)
    low, high = ordered.min(), ordered.max()
    if low == high:
        return np.full(values.shape, like(values, 1), dtype=values.dtype)
    position: Numbers = (ordered - low) / (high - low)
    return position


def _banded(bands: tuple[tuple[Fraction, Fraction], ...], ordered: Numbers) -> Numbers:
    """Equals share the better band: the share of areas strictly above decides."""
    _, place, counts = np.unique(ordered, return_inverse=True, return_counts=True)
    above = len(ordered) - np.cumsum(counts)
    earned = [
        next(attained for share, attained in bands if Fraction(int(n), len(ordered)) < share)
        for n in above
    ]
    table = np.array([like(ordered, attained) for attained in earned], dtype=ordered.dtype)
    attained: Numbers = table[place]
    return attained


def _target(scoring: Scoring) -> Fraction:
    if scoring.target is None:
        raise ParameterError(
            N_("The scoring function {function} needs a target."), function=scoring.function
        )
    return scoring.target


def _floor(scoring: Scoring) -> Fraction:
    target = _target(scoring)
    if scoring.floor is None or scoring.floor == target:
        raise ParameterError(
            N_("The scoring function S2 needs a floor different from the target {target}."),
            target=float(target),
        )
    return scoring.floor


_FORMULAS = {
    "S1": _linear,
    "S2": _threshold,
    "S3": _steps,
    "S4": _checklist,
    "S5": _yes_no,
    "S6": _relative,
}
_CHOICES = {
    "count": ("floor", "ceil", "proportional"),
    "mode": ("share", "deductions"),
    "answer": ("yes", "no"),
}


def _checked(code: str, scoring: Scoring) -> Scoring:
    for name, allowed in _CHOICES.items():
        if getattr(scoring, name) not in allowed:
            raise ParameterError(
                N_("“{key}” of “{code}” is “{value}”; it must be one of {allowed}."),
                key=name,
                code=code,
                value=getattr(scoring, name),
                allowed=", ".join(allowed),
            )
    if scoring.step <= 0 or scoring.of <= 0 or not 0 <= scoring.base < 1:
        raise ParameterError(
            N_("The steps, the full mark and the base of “{code}” are out of range."),
            hint=N_("Steps and full mark are above 0; the base is at least 0 and below 1."),
            code=code,
        )
    shares = [share for share, _ in scoring.bands]
    if scoring.bands and (shares != sorted(shares) or shares[-1] != 1):
        raise ParameterError(
            N_("The bands of “{code}” must rise to a share of 1."),
            hint=N_("A rank that no band covers would have no score."),
            code=code,
        )
    return scoring
