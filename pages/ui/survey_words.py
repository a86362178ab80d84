"""Words of the survey that several of its views use."""

from __future__ import annotations

from lib.model.surveys.complaints import Way
from lib.model.surveys.estimates import Count
from lib.model.surveys.interviews import Mode
from lib.model.surveys.questionnaires import AWARENESS, MEASURED, SATISFACTION, UTILISATION
from lib.model.surveys.rounds import parse_round
from lib.model.targets import Target
from pages.ui import choices, formats, load
from pages.ui.text import N_, _, name, short_name

QUESTIONS = {
    AWARENESS: N_("Awareness"),
    SATISFACTION: N_("Satisfaction"),
    UTILISATION: N_("Utilisation"),
}
MODES = {
    Mode.VISIT: N_("Visit at home"),
    Mode.PHONE: N_("Telephone"),
    Mode.INTERCEPT: N_("Intercept"),
}
WAYS = {
    Way.HOTLINE: N_("Hotline 12345"),
    Way.BUREAU: N_("Letter to the bureau"),
    Way.SITE: N_("On site"),
    Way.ONLINE: N_("Online"),
}
REACHED, UNDECIDED, MISSED = "green", "amber", "red"
"""Keys of `lights`: the interval lies above the target, around it, or below it."""
SIGNS = {REACHED: "●", UNDECIDED: "▲", MISSED: "▼"}
VERDICTS = {
    REACHED: N_("target reached"),
    UNDECIDED: N_("no significant difference from the target"),
    MISSED: N_("target missed"),
}
_COLOURS = {REACHED: "green", UNDECIDED: "blue", MISSED: "red"}


def choose_question() -> str:
    """Ask which of the measured questions is shown; the address keeps it."""
    return choices.kept(
        _("Survey question"),
        MEASURED,
        lambda code: _(QUESTIONS[code]),
        address="question",
        usual=MEASURED[1],
    )


def round_name(code: str) -> str:
    """Name a round as people do.

    Examples
    --------
    >>> round_name("2025H2")
    '2025年下半年'
    """
    year, half = parse_round(code)
    words = _("{year}, first half") if half == 1 else _("{year}, second half")
    return words.format(year=year)


def called(code: str) -> str:
    """Name an institution by its code."""
    found = load.institutions().get(code)
    return code if found is None else name(found)


def short(code: str) -> str:
    """Name an institution by its place alone."""
    found = load.institutions().get(code)
    return code if found is None else short_name(found)


def interval(ends: tuple[float, float] | None) -> str:
    """Write the ends of an interval of shares."""
    if ends is None:
        return formats.MISSING
    return f"{formats.percent(ends[0])} ~ {formats.percent(ends[1])}"


def verdict(ends: tuple[float, float] | None, target: Target | None) -> str:
    """Tell what the interval says of the target: a key of `VERDICTS`, "" without either.

    Examples
    --------
    >>> verdict(None, None)
    ''
    """
    if ends is None or target is None:
        return ""
    aim = float(target.value) / 100
    if ends[0] >= aim:
        return REACHED
    return MISSED if ends[1] < aim else UNDECIDED


def judged(code: str) -> str:
    """Write a verdict with its sign, "" for none."""
    return f"{SIGNS[code]} {_(VERDICTS[code])}" if code else formats.MISSING


def badge(code: str) -> str:
    """Write a verdict for Markdown, in a coloured box."""
    return f":{_COLOURS[code]}-badge[{judged(code)}]"


def counted(count: Count) -> str:
    """Write a count as part and whole."""
    return f"{formats.number(count.found)}/{formats.number(count.sample)}"
