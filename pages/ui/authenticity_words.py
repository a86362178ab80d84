"""Words of the authenticity checks: results, ways, findings, flags and options in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from lib.model.authenticity.checking import Grade, Sample, Way
from lib.model.authenticity.conclusions import Conclusion, Shown
from lib.model.authenticity.estimation import Estimate
from lib.model.authenticity.evenness import Pattern, Trial
from lib.model.authenticity.practice import Kind
from lib.model.authenticity.screening import Flag
from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.quarters import Quarter
from pages.ui import formats, load
from pages.ui.text import N_, _, listed, name, short_name

GRADES = {
    Grade.COMPLIANT: N_("true, in order"),
    Grade.IRREGULAR: N_("true, not in order"),
    Grade.UNREACHABLE: N_("unreachable"),
    Grade.FALSE: N_("false (fabricated)"),
}
WAYS = {
    Way.PHONE: N_("telephone call-back"),
    Way.VISIT: N_("household visit"),
    Way.LOGS: N_("system logs"),
    Way.REPEATS: N_("repeated identity numbers"),
    Way.DEATHS: N_("deaths and removals"),
    Way.HOSPITAL: N_("hospital records"),
    Way.IMPOSSIBLE: N_("impossible values"),
    Way.FACES: N_("face capture"),
}
SHOWN = {
    Shown.ORGANISED: N_("organised fabrication"),
    Shown.FALSE: N_("false files found"),
    Shown.BELOW: N_("below the line"),
    Shown.UNREACHABLE: N_("too many unreachable"),
    Shown.SMALL: N_("too small to cut money"),
}
SIGNS = {
    Shown.ORGANISED: "▼",
    Shown.FALSE: "▲",
    Shown.BELOW: "▼",
    Shown.UNREACHABLE: "▲",
    Shown.SMALL: "▲",
}
TESTS = {
    Pattern.STATIONS: N_("stations all alike"),
    Pattern.MONTHS: N_("months all alike"),
    Pattern.DIGITS: N_("digits 0 and 5"),
    Pattern.TWINS: N_("the same count"),
    Pattern.TARGET: N_("just at the target"),
}
OPTIONS = {
    "D0": N_("D0 the check's own score only"),
    "D1": N_("D1 straight: value × r/n"),
    "D2": N_("D2 penalised: value × (1 − λ(1 − r/n))"),
    "D3": N_("D3 threshold: as D1 below the line"),
    "D4": N_("D4 workload: paid quantity × r/n"),
    "F": N_("Fabrication: points per file, and no points for the check"),
}
_SENTENCES = {
    Pattern.STATIONS: N_(
        "{indicators}: the rates of {count} stations scatter far less than chance alone would "
        "make them: χ² = {seen}, usual {usual}; p {p}, limit {limit}."
    ),
    Pattern.MONTHS: N_(
        "{indicators}: {count} months in a row add nearly the same number: dispersion {seen}, "
        "usual {usual}; p {p}, limit {limit}."
    ),
    Pattern.DIGITS: N_(
        "{seen} of {count} counts end in 0 or 5, one in five would be usual; p {p}, limit {limit}."
    ),
    Pattern.TWINS: N_(
        "{indicators}: {seen} of {count} stations of different size report the very same count, "
        "{usual} would be usual; p {p}, limit {limit}."
    ),
    Pattern.TARGET: N_(
        "{seen} of {count} counts reach the target with nobody to spare, {usual} would be "
        "usual; p {p}, limit {limit}."
    ),
}
_LEAST_SHOWN = 1e-12
_TINY = 1e-3
_SEVERAL_FALSE = 2


def quarter(one: Quarter) -> str:
    """Name a quarter."""
    return formats.period(str(one))


def area(code: str) -> str:
    """Name an institution or village station in short."""
    return short_name(load.roster().find(code))


def interval(found: Estimate | None, *, true: bool = False) -> str:
    """Write the interval of the false share, or of the true one."""
    if found is None:
        return formats.MISSING
    low, high = found.share.low, found.share.high
    ends = (1 - high, 1 - low) if true else (low, high)
    return "–".join((formats.number(100 * ends[0], 1), formats.percent(ends[1])))


def files(found: Estimate | None) -> str:
    """Write how many files of the whole list are false."""
    if found is None:
        return formats.MISSING
    ends = "–".join((formats.number(found.least), formats.number(found.most)))
    return f"{formats.number(found.files)} ({ends})"


def shown(found: tuple[Shown, ...]) -> str:
    """Write findings with their signs; a good word where there are none."""
    if not found:
        return _("● no finding")
    return listed(" ".join((SIGNS[one], _(SHOWN[one]))) for one in found)


def sample(one: Sample, kinds: Mapping[str, Kind]) -> str:
    """Name a sample for choosing."""
    kind = name(kinds[one.kind].name) if one.kind in kinds else one.kind
    second = _("second sample") if one.number > 1 else ""
    return " · ".join(filter(None, (one.quarter, area(one.area_code), kind, second)))


def chance(p: float) -> str:
    """Write a probability, however small.

    Examples
    --------
    >>> chance(0.031), chance(4e-7), chance(0.0)
    ('= 0.031', '= 4×10⁻⁷', '< 10⁻¹²')
    """
    if p < _LEAST_SHOWN:
        return f"< 10{_raised(-12)}"
    if p >= _TINY:
        return f"= {formats.number(p, 3)}"
    digits, power = f"{p:.0e}".split("e")
    return f"= {digits}×10{_raised(int(power))}"


def flagged(flag: Flag, limit: float) -> str:
    """Say what is too perfect, with the statistic, its usual value, and how rare that is."""
    one = flag.worst
    return _(_SENTENCES[flag.test]).format(
        indicators=listed(_indicator(code) for code in flag.indicators),
        count=one.count,
        seen=_measured(one, one.seen),
        usual=_measured(one, one.usual),
        p=chance(one.p),
        limit=chance(limit).removeprefix("= "),
    )


def finding_name(one: Conclusion) -> str:
    """Name a finding for choosing."""
    return " · ".join((area(one.area_code), name(one.kind.name), shown(one.shown)))


def finding(one: Conclusion) -> str:
    """Say what a check showed, in counts and with its interval."""
    words = _(
        "{area}, {kind}: of {verified} files verified {false} false ({share}, 95 % interval "
        "{interval}); {unreachable} unreachable. {shown}."
    )
    return words.format(
        area=area(one.area_code),
        kind=name(one.kind.name),
        verified=one.tally.verifiable,
        false=one.tally.false,
        share=formats.percent(one.tally.false_share),
        interval=interval(one.estimate),
        unreachable=one.tally.unreachable,
        shown=listed(_(SHOWN[kind]) for kind in one.shown),
    )


def problem(one: Conclusion, of_quarter: Quarter) -> Problem:
    """Make a finding a problem for the rectification ledger."""
    severe = Shown.ORGANISED in one.shown or one.tally.false >= _SEVERAL_FALSE
    grave = one.tally.false > 0
    known = load.indicators().get(one.kind.indicator)
    return Problem(
        f"check {of_quarter}-{one.area_code}-{one.kind.code}",
        Found.EVALUATION,
        str(of_quarter),
        one.area_code,
        finding(one),
        ProblemClass.AUTHENTICITY,
        Severity.SEVERE if severe else Severity.GRAVE if grave else Severity.GENERAL,
        item=known.service_item if known else "",
        indicator=one.kind.indicator,
    )


def flag_problem(flag: Flag, of_quarter: Quarter, limit: float) -> Problem:
    """Make a flag a problem: figures to be explained, no proof of anything."""
    code = flag.indicators[0] if flag.indicators else ""
    known = load.indicators().get(code)
    return Problem(
        f"screen {of_quarter}-{flag.area_code}-{flag.test}",
        Found.FIGURES,
        str(of_quarter),
        flag.area_code,
        flagged(flag, limit),
        ProblemClass.AUTHENTICITY,
        Severity.GENERAL,
        item=known.service_item if known else "",
        indicator=code,
    )


def _indicator(code: str) -> str:
    known = load.indicators().get(code)
    return code if known is None else name(known.name)


def _measured(one: Trial, value: float) -> str:
    if one.test == Pattern.DIGITS:
        return formats.percent(value, 0)
    if one.test in (Pattern.TWINS, Pattern.TARGET) and value == int(value):
        return formats.number(value)
    return formats.number(value, 3 if value < 1 else 1)


def _raised(power: int) -> str:
    return str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
