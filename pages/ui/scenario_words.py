"""A scenario read back in words: names instead of codes, numbers as people write them."""

from collections.abc import Sequence
from fractions import Fraction

from lib.model import comparison
from lib.model.evaluation import Outcome
from lib.model.notices import Notice
from lib.model.rules import Rules
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import formats, load, state, text
from pages.ui.text import N_, _, fill

CHOICES = {
    "F1": N_("F1 residents × score"),
    "F2": N_("F2 base by head + performance"),
    "F3": N_("F3 tiers, deductions to the best"),
    "F4a": N_("F4a workload at a fixed price"),
    "F4b": N_("F4b workload sharing the pool"),
    "F5": N_("F5 coefficient against the mean"),
    "F6": N_("F6 item pools"),
    "keep": N_("counts as usual"),
    "zero": N_("earns no performance money"),
    "penalty": N_("is cut by the penalty factor"),
    "fen": N_("fen"),
    "yuan": N_("yuan"),
    "hundred_yuan": N_("hundred yuan"),
    "0.01_wan": N_("0.01 wan yuan"),
    "population": N_("by residents"),
    "population_score": N_("by residents × score"),
    "workload": N_("by workload"),
}
"""What the codes of the money rules mean."""
_NAMED = 3  # parts named in the sentence; the list beside it has them all
_LONGEST = {"zh": 7, "en": 13}
_SUMS = frozenset({"pool", "unit_price"})
_PLAIN = frozenset({"pass_line", "coefficient.alpha"})


def sentence(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> str:
    """Say in one sentence what a scenario changes; what the reader moved most comes first."""
    notices = comparison.read_back(baseline.rules, proposed.rules)
    asked = {**scenario.items, **scenario.dimensions}
    weights = [n for n in notices if "code" in n.values]
    moved = [n for n in weights if n.values["code"] in asked]
    moved.sort(key=lambda n: -abs(asked[_code(n)] - _points_before(n)))
    called = {c: name for part in Part for c, name in names(baseline.rules, part).items()}
    said = [_weight(n, called[_code(n)], asked[_code(n)]) for n in moved[:_NAMED]]
    if rest := len(weights) - len(said):
        said.append(_("{count} other weights follow").format(count=rest))
    said += [_money(n, baseline, proposed) for n in notices if "name" in n.values]
    return ("; " if state.language() == "en" else "；").join(said)


def money_list(baseline: Outcome, proposed: Outcome) -> list[str]:
    """Say which money rules a scenario changes, one line each."""
    notices = comparison.read_back(baseline.rules, proposed.rules)
    return [_money(n, baseline, proposed) for n in notices if "name" in n.values]


def _weight(notice: Notice, called: str, asked: Fraction) -> str:
    """Say what was asked for, and what it comes to where item and dimension weights meet."""
    effective = points(Fraction(str(notice.values["after"])))
    change = {"before": points(_points_before(notice)), "after": points(asked)}
    said = fill(notice.message, {"code": called, **change})
    if effective == change["after"]:
        return said
    return _("{change} (in effect {points})").format(change=said, points=effective)


def _money(notice: Notice, baseline: Outcome, proposed: Outcome) -> str:
    rule, values = str(notice.values["name"]), [notice.values["before"], notice.values["after"]]
    if rule == "pool":
        values = [o.allocation.pool for o in (baseline, proposed) if o.allocation]
    before, after = (rule_value(rule, value) for value in values)
    return fill(notice.message, {"before": before, "after": after})


def _code(notice: Notice) -> str:
    return str(notice.values["code"])


def _points_before(notice: Notice) -> Fraction:
    return Fraction(str(notice.values["before"]))


def points(value: Fraction) -> str:
    """Write points without idle zeros: 14, 13.02.

    Examples
    --------
    >>> points(Fraction(14)), points(Fraction("13.50"))
    ('14', '13.5')
    """
    return formats.score(value).rstrip("0").rstrip(".")


def rule_value(rule: str, value: object) -> str:
    """Write the value of a money rule."""
    if value is None:
        return _("none")
    if isinstance(value, int) and rule in _SUMS:
        return formats.wan(value) if rule == "pool" else formats.yuan(value)
    if isinstance(value, int):
        return formats.number(value)
    if isinstance(value, dict):
        return formats.percent(value["default"])
    if isinstance(value, Fraction):
        return points(value) if rule in _PLAIN else formats.percent(value)
    return _(CHOICES[str(value)])


def names(rules: Rules, part: Part) -> dict[str, str]:
    """Name the service items of a scheme, or the dimensions, by code."""
    if part == Part.DIMENSION:
        return {code: text.name(words) for code, words in load.dimensions().items()}
    return {node.code: text.name(node.name) for node in rules.tree.with_role("service_item")}


def shortened(part: Part, code: str, whole: str) -> str:
    """Cut the name of an item where room is short; its code says which it is."""
    if part == Part.DIMENSION:
        return whole
    most = _LONGEST[state.language()]
    return f"{code} {whole if len(whole) <= most else f'{whole[: most - 1]}…'}"


def notices(found: Sequence[Notice]) -> list[str]:
    """Put notices of the engine into words."""
    return [fill(notice.message, notice.values) for notice in found]
