"""A scenario read back in words: names instead of codes, numbers as people write them."""

from collections.abc import Sequence
from fractions import Fraction

from lib.model import comparison
from lib.model.evaluation import Outcome
from lib.model.notices import Notice
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part
from pages.ui import formats, load, state
from pages.ui.text import N_, _, fill, name

CHOICES = {
    "F1": N_("F1 residents × score"),
    "F2": N_("F2 base by head + performance"),
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
_LONGEST = {"zh": 9, "en": 17}
_SCORES = frozenset({"pass_line"})


def sentence(baseline: Outcome, proposed: Outcome, scenario: Scenario) -> str:
    """Say in one sentence what a scenario changes; what the reader moved comes first."""
    notices = comparison.read_back(baseline.rules, proposed.rules)
    parts = [n for n in notices if "code" in n.values]
    moved = [n for n in parts if n.values["code"] in {*scenario.items, *scenario.dimensions}]
    moved.sort(key=_distance, reverse=True)
    said = [written(n, baseline, proposed) for n in moved[:_NAMED]]
    if rest := len(parts) - len(said):
        said.append(_("{count} other weights follow").format(count=rest))
    said += [written(n, baseline, proposed) for n in notices if "code" not in n.values]
    return ("; " if state.language() == "en" else "；").join(said)


def whole_list(baseline: Outcome, proposed: Outcome) -> list[str]:
    """Say everything that a scenario changes, one line each."""
    notices = comparison.read_back(baseline.rules, proposed.rules)
    return [written(notice, baseline, proposed) for notice in notices]


def written(notice: Notice, baseline: Outcome, proposed: Outcome) -> str:
    """Put one change into words."""
    before, after = notice.values["before"], notice.values["after"]
    if (code := notice.values.get("code")) is not None:
        points = {"before": formats.score(before), "after": formats.score(after)}
        return fill(notice.message, {"code": anyones_name(str(code)), **points})
    rule = str(notice.values["name"])
    if rule == "pool" and baseline.allocation and proposed.allocation:
        before, after = baseline.allocation.pool, proposed.allocation.pool
    return fill(
        notice.message, {"before": rule_value(rule, before), "after": rule_value(rule, after)}
    )


def rule_value(rule: str, value: object) -> str:
    """Write the value of a money rule."""
    if value is None:
        return _("none")
    if isinstance(value, int) and rule == "pool":
        return formats.wan(value)
    if isinstance(value, dict):
        return formats.percent(value["default"])
    if isinstance(value, Fraction):
        return formats.score(value) if rule in _SCORES else formats.percent(value)
    return _(CHOICES[str(value)])


def full_name(part: Part, code: str) -> str:
    """Name a service item as the scheme does, or a dimension."""
    if part == Part.DIMENSION:
        return name(load.dimensions()[code])
    return name(load.rules().tree.node(code).name)


def anyones_name(code: str) -> str:
    """Name a part that may be an item or a dimension."""
    return full_name(Part.DIMENSION if code in load.dimensions() else Part.ITEM, code)


def short_name(part: Part, code: str) -> str:
    """Name a part where room is short; the code says which it is where the name is cut."""
    whole, most = full_name(part, code), _LONGEST[state.language()]
    if part == Part.DIMENSION:
        return whole
    return f"{code} {whole if len(whole) <= most else f'{whole[: most - 1]}…'}"


def notices(found: Sequence[Notice]) -> list[str]:
    """Put notices of the engine into words."""
    return [fill(notice.message, notice.values) for notice in found]


def _distance(notice: Notice) -> Fraction:
    before, after = notice.values["before"], notice.values["after"]
    return abs(Fraction(str(after)) - Fraction(str(before)))
