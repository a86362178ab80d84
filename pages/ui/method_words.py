"""How everything is computed, in sentences made from the rules: never a second text."""

from __future__ import annotations

from lib.model.rules import (
    AllocationRules,
    Authenticity,
    Rules,
    Veto,
    VetoEffect,
)
from lib.model.tree import DEFAULT_KIND
from pages.ui import allocation_formulas, formats, load, rule_words, scoring_words, village_words
from pages.ui.text import N_, _, fill, listed, name


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
        *allocation_formulas.formula(rules, basis),
        *allocation_formulas.overlays(rules),
        _rounding(rules),
        *_advances(rules),
        _villages(rules),
        *_clinics(rules),
    ]


def _pool(rules: AllocationRules) -> str:
    if rules.pool is not None:
        return fill(N_("Pool P: {pool}."), {"pool": formats.yuan(rules.pool)})
    return fill(
        N_("Pool P: {head} for every resident N that the institutions serve."),
        {"head": formats.yuan(rules.per_head)},
    )


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
        _settlement(rules),
    ]


def _settlement(rules: AllocationRules) -> str:
    if not rules.recoveries:
        return _("Settlement = amount − all advance payments; below zero it is recovered.")
    text = N_(
        "Settlement = amount − all advance payments − {owed} recovered from last year; below zero "
        "it is recovered."
    )
    return fill(text, {"owed": formats.yuan(sum(rules.recoveries.values()))})


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


def _clinics(rules: AllocationRules) -> list[str]:
    """Say what else the village split heeds: floor, remoteness, steps, band, performance pay."""
    told = []
    if rules.village_floor is not None:
        text = N_("No clinic receives less than {floor}, as far as the village share reaches.")
        told.append(fill(text, {"floor": formats.yuan(rules.village_floor)}))
    if rules.remoteness:
        told.append(_("The weight of a remote clinic is multiplied by its remoteness factor."))
    if rules.village_steps:
        text = N_("Steps by value cut what a clinic counts for: {indicators}.")
        steps = listed(rule_words.indicator(code) for code in rules.village_steps)
        told.append(fill(text, {"indicators": steps}))
    if rules.village_band is not None:
        told.append(village_words.declared(rules))
    if rules.performance_pay_share is not None:
        text = N_("Base of performance pay: {share} of what stays with the institution.")
        told.append(fill(text, {"share": formats.percent(rules.performance_pay_share)}))
    return told


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
