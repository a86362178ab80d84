"""The formulas of the allocation in words: one line each, and the rules in force read out."""

from __future__ import annotations

from fractions import Fraction

from lib.model.formulas.chain import WEIGHED
from lib.model.money_rules import AwardBy, EmptyItem, ItemPools, Mean, Withheld
from lib.model.rules import AllocationRules, BelowPassLine, Formula, NobodyPasses
from pages.ui import formats, load, rule_words
from pages.ui.text import N_, _, fill, listed, name

SYMBOLS = {
    "F1": "A = R[P · N·k / Σ N·k]",
    "F2": "A = R[β·P · N / ΣN] + R[(1 − β)·P · N·k / Σ N·k]",
    "F3": "A = ⌊E·r(S)⌋ + R[D · a / Σ a]",
    "F4a": "A = p·W,  W = Σ u·q·κ",
    "F4b": "A = Σ R[P_g · W_g / Σ W_g]",
    "F5": "A = R[P · N·k / Σ N·k],  k = 1 + α·(S − S̄)/S̄",
    "F6": "A = Σ R[P_g · T·s·m / Σ T·s·m]",
}
IN_ONE_LINE = {
    Formula.F1: N_("Residents × score: all money follows the score."),
    Formula.F2: N_("Base + performance: part by head, the rest by residents × score."),
    Formula.F3: N_("Tiers: the score's tier pays its rate; what is deducted rewards the best."),
    Formula.F4A: N_("Workload at a fixed price: verified work points × unit price."),
    Formula.F4B: N_("Workload sharing the pool: the price follows from the work points of all."),
    Formula.F5: N_("Coefficient against the county mean: above it more, below it less, clamped."),
    Formula.F6: N_("Item pools: each item shared by target population × item score."),
}
"""What each formula does, for somebody who chooses among them."""
_AWARD_BY = {
    AwardBy.EXCESS: N_("residents × points above the line"),
    AwardBy.POPULATION: N_("residents"),
    AwardBy.EQUAL: N_("equal parts"),
}


def formula(rules: AllocationRules, basis: str) -> list[str]:
    """Say what the formula in force does, with its parameters."""
    told = {
        Formula.F3: _tiers,
        Formula.F4A: _work,
        Formula.F4B: _work,
        Formula.F5: _against_mean,
        Formula.F6: _items,
    }
    if rules.formula in told:
        return [*told[rules.formula](rules), *_passing(rules, basis)]
    return [_shared(rules), _coefficient(rules, basis), *_nobody(rules)]


def overlays(rules: AllocationRules) -> list[str]:
    """Say what lies over the formula: rank awards, veto, floors and caps, corridor."""
    return [*_rank_awards(rules), *_veto(rules), *_bounds(rules), *_corridor(rules)]


def _shared(rules: AllocationRules) -> str:
    if rules.formula == Formula.F1:
        return _("F1: the pool is shared by residents × coefficient k.")
    return fill(
        N_(
            "F2: {base} of the pool is shared by residents (base), the other {rest} by "
            "residents × coefficient k (performance)."
        ),
        {"base": formats.percent(rules.base_share), "rest": formats.percent(1 - rules.base_share)},
    )


def _coefficient(rules: AllocationRules, basis: str) -> str:
    told = fill(N_("k = S/100, S being {score}"), {"score": rule_words.word("money_basis", basis)})
    below = {
        BelowPassLine.KEEP: N_("{told}; there is no pass line."),
        BelowPassLine.ZERO: N_("{told}; below {line} points k = 0."),
        BelowPassLine.PENALTY: N_("{told}; below {line} points k = S/100 × {penalty}."),
    }[rules.below_pass_line]
    values = {
        "line": formats.exact(rules.pass_line),
        "penalty": formats.exact(rules.below_penalty),
        "told": told,
    }
    return fill(below, values)


def _passing(rules: AllocationRules, basis: str) -> list[str]:
    """Say which score a formula reads, and what the pass line does under F5."""
    if rules.formula not in WEIGHED:
        return []
    told = [fill(N_("S is {score}."), {"score": rule_words.word("money_basis", basis)})]
    if rules.below_pass_line != BelowPassLine.KEEP:
        kept = Fraction(0)
        if rules.below_pass_line == BelowPassLine.PENALTY:
            kept = rules.below_penalty
        values = {"line": formats.exact(rules.pass_line), "kept": formats.exact(kept)}
        told.append(fill(N_("Below {line} points k is multiplied by {kept}."), values))
    return told


def _nobody(rules: AllocationRules) -> list[str]:
    if rules.formula == Formula.F2 and rules.nobody_passes == NobodyPasses.CARRY_OVER:
        return [_("If nobody passes, the performance pool is carried over.")]
    return [_("If nobody has a coefficient, residents alone count.")]


def _tiers(rules: AllocationRules) -> list[str]:
    parts = [
        fill(
            N_("{rate} from {from_} points"),
            {"rate": formats.percent(tier.rate), "from_": formats.exact(tier.least)},
        )
        for tier in rules.tiers
    ]
    text = N_(
        "F3: of the entitlement E (subsidy per head × residents) the tier of the score pays "
        "{tiers}; the lower bound belongs to its tier, scores compared as published."
    )
    told = [fill(text, {"tiers": listed(parts)})]
    award = rules.award
    if award is None:
        return [*told, _("What the tiers deduct is carried over.")]
    values = {
        "above": formats.exact(award.above),
        "by": _(_AWARD_BY[award.by]),
        "top": formats.number(award.top),
        "cap": formats.percent(award.cap_share),
    }
    told.append(
        fill(N_("What the tiers deduct goes to those from {above} points on, by {by}."), values)
    )
    if award.top is not None:
        told.append(fill(N_("Only the first {top} share it; equals share a place."), values))
    if award.cap_share is not None:
        text = N_("An award is {cap} of the entitlement at most; the rest goes round again.")
        told.append(fill(text, values))
    return told


def _work(rules: AllocationRules) -> list[str]:
    units = [
        f"{rule_words.indicator(code)} {formats.exact(points)}"
        for code, points in rules.workload_values.items()
    ]
    told = [
        fill(
            N_("Work points W = Σ unit value u × verified quantity q × quality κ: {units}."),
            {"units": listed(units)},
        )
    ]
    if rules.workload_quality is not None:
        text = N_("κ is 1 from a quality rate of {rate} on, else the rate itself.")
        told.append(fill(text, {"rate": formats.percent(rules.workload_quality.threshold)}))
    if rules.formula == Formula.F4B:
        return [*told, _("F4b: the pool, or the pool of each item, is shared by work points.")]
    text = N_("F4a: each point is paid {price}; above the pool all are scaled down to it.")
    return [*told, fill(text, {"price": formats.yuan(rules.unit_price)})]


def _against_mean(rules: AllocationRules) -> list[str]:
    rule = rules.coefficient
    mean = N_("weighted by residents") if rule.mean == Mean.WEIGHTED else N_("simple")
    text = N_(
        "F5: the pool is shared by residents × k, k = 1 + {alpha} × (S − mean) ÷ mean; the county "
        "mean is {mean}; k lies between {least} and {most}."
    )
    values = {
        "alpha": formats.exact(rule.alpha),
        "mean": _(mean),
        "least": formats.exact(rule.least or Fraction(0)),
        "most": _("none") if rule.most is None else formats.exact(rule.most),
    }
    return [fill(text, values)]


def _items(rules: AllocationRules) -> list[str]:
    pools = rules.item_pools or ItemPools()
    if pools.shares is None:
        shares = _("by the points of the items")
    else:
        shares = listed(f"{_item(c)} {formats.percent(s)}" for c, s in pools.shares.items())
    told = [
        fill(
            N_(
                "F6: the pool is cut by service item ({shares}); each item is shared by target "
                "population T × item score s × regulation coefficient m."
            ),
            {"shares": shares},
        )
    ]
    if pools.targets:
        targets = [f"{_item(c)} {rule_words.indicator(i)}" for c, i in pools.targets.items()]
        text = N_("T is the denominator of: {targets}; for the others all residents.")
        told.append(fill(text, {"targets": listed(targets)}))
    if pools.empty == EmptyItem.RESPREAD:
        return [*told, _("A pool that nobody can claim is spread over the other items.")]
    return [*told, _("A pool that nobody can claim is carried over.")]


def _rank_awards(rules: AllocationRules) -> list[str]:
    rule = rules.rank_awards
    if rule is None:
        return []
    text = N_(
        "The last {bottom} lose {share} of their amounts to the first {top}, by {by}; equals "
        "share a place."
    )
    values = {
        "bottom": rule.bottom,
        "share": formats.percent(rule.share),
        "top": rule.top,
        "by": _(_AWARD_BY[rule.by]),
    }
    return [fill(text, values)]


def _veto(rules: AllocationRules) -> list[str]:
    rule = rules.veto_money
    if rule.bars:
        return []
    then = N_("carried over") if rule.then == Withheld.CARRY_OVER else N_("shared by the others")
    scope = N_("performance money") if rule.scope == "performance" else N_("whole amount")
    text = N_("A veto takes {share} of the {scope}; it is {then}.")
    values = {"share": formats.percent(rule.share), "scope": _(scope), "then": _(then)}
    return [fill(text, values)]


def _bounds(rules: AllocationRules) -> list[str]:
    """Say what floors and caps do; nothing where there are none."""
    told = []
    if rules.floor_share is not None:
        told.append(N_("Nobody receives less than {floor} of the subsidy per head."))
    if rules.cap_share is not None:
        told.append(N_("Nobody receives more than {cap} of the subsidy per head."))
    if told:
        told.append(N_("The others share what that leaves, all at one rate; the sum stays."))
    values = {
        "floor": formats.percent(rules.floor_share),
        "cap": formats.percent(rules.cap_share),
    }
    return [fill(text, values) for text in told]


def _corridor(rules: AllocationRules) -> list[str]:
    rule = rules.corridor
    if rule is None or (rule.down is None and rule.up is None):
        return []
    text = N_("Against last year nobody falls by more than {down} or rises by more than {up}.")
    return [fill(text, {"down": formats.percent(rule.down), "up": formats.percent(rule.up)})]


def _item(code: str) -> str:
    items = load.service_items()
    return name(items[code]) if code in items else code
