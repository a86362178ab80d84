"""How everything is computed, in sentences made from the rules: never a second text."""

from __future__ import annotations

from lib.model.rules import (
    AllocationRules,
    Authenticity,
    BelowPassLine,
    Formula,
    NobodyPasses,
    Rules,
    Veto,
    VetoEffect,
)
from lib.model.tree import DEFAULT_KIND
from pages.ui import formats, load, rule_words, scoring_words
from pages.ui.text import N_, _, fill, listed, name

SYMBOLS = {
    "F1": "A = R[P · N·k / Σ N·k]",
    "F2": "A = R[β·P · N / ΣN] + R[(1 − β)·P · N·k / Σ N·k]",
}


def allocation(rules: AllocationRules, basis: str) -> list[str]:
    """Say how the pool becomes amounts, in the order in which it happens.

    Parameters
    ----------
    rules
        Rules of money.
    basis
        Which score money follows: `published` or `full`.
    """
    return [
        _pool(rules),
        _formula(rules),
        _coefficient(rules, basis),
        *_nobody(rules),
        *_bounds(rules),
        _rounding(rules),
        *_advances(rules),
        _villages(rules),
    ]


def _pool(rules: AllocationRules) -> str:
    if rules.pool is not None:
        return fill(N_("Pool P: {pool}."), {"pool": formats.yuan(rules.pool)})
    return fill(
        N_("Pool P: {head} for every resident N that the institutions serve."),
        {"head": formats.yuan(rules.per_head)},
    )


def _formula(rules: AllocationRules) -> str:
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


def _nobody(rules: AllocationRules) -> list[str]:
    if rules.formula == Formula.F2 and rules.nobody_passes == NobodyPasses.CARRY_OVER:
        return [_("If nobody passes, the performance pool is carried over.")]
    return [_("If nobody has a coefficient, residents alone count.")]


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


def _rounding(rules: AllocationRules) -> str:
    return fill(
        N_(
            "R: shared in whole units of one {unit} by largest remainder; equal remainders in "
            "the order of area codes, so that every column adds up to its pool."
        ),
        {"unit": rule_words.word("rounding_unit", rules.rounding_unit)},
    )


def _advances(rules: AllocationRules) -> list[str]:
    if not rules.instalments:
        return [_("Nothing is paid in advance: the settlement is the whole amount.")]
    parts = [
        f"{part.month:02}-{part.day:02} {formats.percent(part.share)}" for part in rules.instalments
    ]
    return [
        fill(
            N_("Advance payments: {parts} of {base}, shared by residents."),
            {"parts": listed(parts), "base": rule_words.word("advance_base", rules.advance_base)},
        ),
        _("Settlement = amount − all advance payments; below zero it is recovered."),
    ]


def _villages(rules: AllocationRules) -> str:
    own = [
        f"{_area(code)} {formats.percent(share)}"
        for code, share in rules.village_share.items()
        if code != DEFAULT_KIND
    ]
    told = N_("Villages: {share} of the amount, split over the clinics {split}.")
    if own:
        told = N_("Villages: {share} of the amount ({own}), split over the clinics {split}.")
    values = {
        "share": formats.percent(rules.village_share[DEFAULT_KIND]),
        "split": rule_words.word("village_split", rules.village_split),
        "own": listed(own),
    }
    return fill(told, values)


def _area(code: str) -> str:
    known = load.institutions()
    return name(known[code]) if code in known else code


def scores(rules: Rules) -> list[str]:
    """Say how points become a published score and a rank."""
    total = rules.totals[DEFAULT_KIND]
    told = [
        fill(
            N_("Score S = 100 × points earned ÷ full mark of the area, out of {total} points."),
            {"total": formats.exact(total)},
        ),
        fill(
            N_(
                "Published with {decimals} decimals, half up; ranks by {basis}, equals sharing one."
            ),
            {
                "decimals": rules.score_decimals,
                "basis": rule_words.word("rank_basis", rules.rank_basis),
            },
        ),
    ]
    if rules.comparison_decimals is not None:
        text = N_("A value is rounded to {decimals} decimals before it meets its target or floor.")
        told.append(fill(text, {"decimals": rules.comparison_decimals}))
    return told


def gaps(rules: Rules) -> list[str]:
    """Say what happens to the points of a figure that is not there."""
    return [
        fill(
            N_("{status}: the points are {treatment}."),
            {
                "status": formats.status(status.code),
                "treatment": rule_words.word("status_treatment", treatment.name.lower()),
            },
        )
        for status, treatment in rules.treatments.items()
    ]


def authenticity(rule: Authenticity | None) -> list[str]:
    """Say what records found false do to quantities."""
    if rule is None:
        return [_("Samples of records have no effect beyond their own score.")]
    told = [rule_words.word("authenticity", rule.mode)]
    text = N_("A sample of fewer than {count} records cuts nothing.")
    told.append(fill(text, {"count": rule.min_sample}))
    return told + [
        fill(
            N_("{sample} bears on {linked}."),
            {
                "sample": rule_words.indicator(sample),
                "linked": listed(rule_words.indicator(code) for code in linked),
            },
        )
        for sample, linked in rule.links.items()
    ]


def vetoes(rules: Rules) -> list[str]:
    """Say what takes away more than its own points."""
    return [_veto(veto, rules) for veto in rules.vetoes] or [_("There are no vetoes.")]


def _veto(veto: Veto, rules: Rules) -> str:
    effect = {
        VetoEffect.INDICATOR: N_("{when}: its points are lost."),
        VetoEffect.ITEM: N_("{when}: all points of {part} are lost."),
        VetoEffect.TOTAL: N_("{when}: the score is {cap} at most."),
        VetoEffect.FUNDS: N_("{when}: performance money is withheld."),
    }[veto.effect]
    when = N_("{indicator} below {limit}") if veto.below else N_("{indicator} above {limit}")
    known = rules.indicators.get(veto.indicator)
    limit = formats.exact(veto.limit) if known is None else scoring_words.in_unit(veto.limit, known)
    values = {
        "when": fill(when, {"indicator": rule_words.indicator(veto.indicator), "limit": limit}),
        "part": rule_words.indicator(veto.on),
        "cap": formats.exact(veto.cap),
    }
    return fill(effect, values)
