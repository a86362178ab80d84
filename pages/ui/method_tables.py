"""The tables of the method screen: rules, weights, scoring, targets, subsidy, catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from lib.model.allocation_rules import ALLOCATION
from lib.model.indicators import Indicator
from lib.model.parameters import DatedValue, Parameter, Reference, in_force
from lib.model.rules import Rules
from lib.model.subsidy import Subsidy
from lib.model.targets import most_specific
from lib.model.tree import Tree
from pages.ui import formats, indicator_words, load, references, rule_words, scoring_words
from pages.ui.text import N_, _, name

Rows: TypeAlias = list[dict[str, str]]
MONEY = ALLOCATION | {"money_basis"}
"""Names of the parameters that share the money."""
_A_YEAR = 365
_ROLES = {
    "group": N_("group"),
    "service_item": N_("Service item"),
    "part": N_("part"),
    "dimension": N_("Dimension"),
}


def parameters(held: Mapping[str, Parameter], day: date, today: date) -> Rows:
    """List every parameter with its value on a day, its source and its history."""
    return [_parameter(parameter, day, today) for parameter in held.values()]


def _parameter(parameter: Parameter, day: date, today: date) -> dict[str, str]:
    dated = in_force(parameter.history, day)
    return {
        _("Parameter"): name(parameter.label),
        _("Value in force"): _("no value yet") if dated is None else _value(parameter, dated),
        _("Since"): "" if dated is None else f"{dated.start:%Y-%m-%d}",
        _("Meaning"): name(parameter.description),
        _("Source"): "" if dated is None else source(dated.reference),
        _("Confirmation"): "" if dated is None else confirmation(dated.reference),
        _("Compared with the source"): _checked(parameter, today),
        _("History"): "；".join(
            f"{d.start:%Y-%m-%d} {_value(parameter, d)}" for d in parameter.history if d != dated
        ),
        _("Code"): parameter.name,
    }


def _value(parameter: Parameter, dated: DatedValue) -> str:
    return rule_words.value(parameter, dated.value)


def source(reference: Reference) -> str:
    """Name the document, its place in it, and who issued it."""
    authority = _(references.AUTHORITY_NAMES[reference.authority])
    return " ".join(filter(None, [reference.title, reference.clause, f"· {authority}"]))


def confirmation(reference: Reference) -> str:
    """Say whether the county still has to confirm a value."""
    unconfirmed = references.only_known(reference)
    return _("to be confirmed by the county") if unconfirmed else _("from a source")


def _checked(parameter: Parameter, today: date) -> str:
    """Say when the file was last compared with its source, and whether that is too long ago."""
    if parameter.checked_on is None:
        return _("no date entered")
    day = f"{parameter.checked_on:%Y-%m-%d}"
    if (today - parameter.checked_on).days > _A_YEAR:
        return _("{day}, more than a year ago").format(day=day)
    return day


def weights(rules: Rules) -> Rows:
    """List the weight tree in reading order, every part with its points and its share."""
    tree, whole = rules.tree, rules.tree.points().sum()
    return [_part(rules, *line, whole) for line in _walk(tree, 0, 0)]


def _walk(tree: Tree, index: int, depth: int) -> list[tuple[int | None, int, int]]:
    """Return (node or none for a leaf, first leaf, depth) below a node, its children in order."""
    found: list[tuple[int | None, int, int]] = []
    for start, _stop, child in tree.children[index]:
        found.append((child, start, depth))
        if child is not None:
            found += _walk(tree, child, depth + 1)
    return found


def _part(
    rules: Rules, child: int | None, start: int, depth: int, whole: Fraction
) -> dict[str, str]:
    tree = rules.tree
    points = tree.points()
    if child is None:
        leaf = tree.leaves[start]
        called, kind = name(rules.indicators[leaf.indicator].name), _("Indicator")
        code, worth = leaf.code, points[start]
    else:
        node = tree.nodes[child]
        called, kind = name(node.name), _(_ROLES.get(node.role, node.role))
        code, worth = node.code, points[node.start : node.stop].sum()
    return {
        _("Part of the scheme"): f"{'　' * depth}{called}",
        _("Kind"): kind,
        _("Code"): code,
        _("Points it is worth"): formats.exact(Fraction(worth)),
        _("Share of the whole"): formats.percent(Fraction(worth) / whole, 2),
    }


def scoring(rules: Rules) -> Rows:
    """List every scored indicator with its scoring function in words."""
    points = rules.tree.points()
    return [
        {
            _("Code"): leaf.code,
            _("Indicator"): name(rules.indicators[leaf.indicator].name),
            _("Points it is worth"): formats.exact(mark),
            _("Function"): rule_words.word("scoring", rules.scoring[leaf.code].function),
            _("In words"): scoring_words.sentence(
                rules.scoring[leaf.code], rules.indicators[leaf.indicator]
            ),
        }
        for leaf, mark in zip(rules.tree.leaves, points, strict=True)
    ]


def targets(rules: Rules) -> Rows:
    """List the targets and floors in force, with the authority that set each."""
    return [
        _target(rules.indicators[code], rules.day)
        for code in rules.targets
        if code in rules.indicators
    ]


def _target(indicator: Indicator, day: date) -> dict[str, str]:
    history = load.target_history(indicator.code)
    aim = most_specific(history.values, day) if history else None
    floor = most_specific(history.floors, day) if history else None
    return {
        _("Code"): indicator.code,
        _("Indicator"): name(indicator.name),
        _("Target"): "" if aim is None else scoring_words.in_unit(aim.value, indicator),
        _("Since"): "" if aim is None else f"{aim.start:%Y-%m-%d}",
        _("Source"): "" if aim is None else source(aim.reference),
        _("Confirmation"): "" if aim is None else confirmation(aim.reference),
        _("Floor of the target"): ""
        if floor is None
        else scoring_words.in_unit(floor.value, indicator),
        _("Source of the floor"): "" if floor is None else source(floor.reference),
        _("Confirmation of the floor"): "" if floor is None else confirmation(floor.reference),
    }


def subsidy(found: Subsidy) -> Rows:
    """List the subsidy per head through the years, with its changes."""
    rates = sorted(found.history, key=lambda rate: rate.start)
    before = [None, *rates[:-1]]
    return [
        {
            _("Year"): f"{rate.start:%Y}",
            _("Yuan per head"): formats.exact(rate.yuan_per_head),
            _("Change"): formats.signed(rate.yuan_per_head - last.yuan_per_head) if last else "",
            _("Original items"): formats.exact(rate.original_part),
            _("Source"): source(rate.reference),
            _("Confirmation"): confirmation(rate.reference),
            _("Confirmation of the split"): confirmation(rate.original_reference),
        }
        for rate, last in zip(rates, before, strict=True)
    ]


def catalogue(rules: Rules) -> Rows:
    """List every indicator in use with its definition; scored or only monitored."""
    scored, sources = set(rules.tree.indicators), load.sources()
    items, dimensions = load.service_items(), load.dimensions()
    return [
        {
            _("Code"): code,
            _("Indicator"): name(found.name),
            _("Numerator"): name(found.numerator),
            _("Denominator"): name(found.denominator),
            _("Service item"): name(items[found.service_item]),
            _("Dimension"): name(dimensions[found.dimension]),
            _("Use"): _("scored") if code in scored else _("monitored"),
            _("Direction"): _(indicator_words.DIRECTIONS[found.direction]),
            _("Level"): _(indicator_words.LEVELS[found.level]),
            _("Frequency"): _(indicator_words.FREQUENCIES[found.frequency]),
            _("Accrual"): _(indicator_words.ACCRUALS[found.accrual]),
            _("Source"): name(sources[found.source].name),
            _("Confirmation"): _confirmed(sources[found.source].confidence),
        }
        for code, found in rules.indicators.items()
    ]


def _confirmed(confidence: str) -> str:
    return confirmation(Reference("", "programme", confidence))
