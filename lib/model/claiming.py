"""From scores and counts to claims: work points, item claims, and the pool shared by them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from lib.errors import N_, InputError, ParameterError
from lib.model.allocation import Allocation, distribute
from lib.model.formulas.claims import Claims, ItemClaims
from lib.model.formulas.workload import in_bands, quality
from lib.model.money_rules import ItemPools, by_area
from lib.model.notices import Notice
from lib.model.numbers import Numbers, exact
from lib.model.observations import NO_COUNT, Status
from lib.model.rules import AllocationRules, AuthenticityMode, Basis, Formula, Rules
from lib.model.scenarios import item_points
from lib.model.scores import PERCENT, Scores

_ABSENT = (Status.NOT_APPLICABLE, Status.EXEMPT)


def pay(scores: Scores, rules: Rules) -> Allocation:
    """Share the pool by scores that are already made.

    Raises
    ------
    InputError
        If the rules share no money, or an institution has no score.
    AllocationError, ParameterError
        As `distribute`.
    """
    return distribute(claim(scores, rules), _money(rules), rules.day)


def claim(scores: Scores, rules: Rules) -> Claims:
    """Gather what institutions bring to the allocation; only what its formula reads.

    Raises
    ------
    InputError
        If the rules share no money, or an institution has no score.
    ParameterError
        If item pools name items that the weight tree does not have.
    """
    _refuse_unscored(scores)
    money = _money(rules)
    by_work = money.formula in (Formula.F4A, Formula.F4B)
    by_items = money.formula == Formula.F6
    work = _institution_work(scores, rules) if by_work else None
    items: ItemClaims | None = None
    notices: tuple[Notice, ...] = ()
    if by_work and money.formula == Formula.F4B and money.item_pools is not None:
        items = _work_by_item(work, money.item_pools, scores, rules)
    elif by_items:
        items, notices = _item_claims(money.item_pools or ItemPools(), scores)
    return Claims(
        areas=scores.areas,
        scores=scores.published if rules.money_basis == Basis.PUBLISHED else scores.full,
        barred=scores.marks.barred,
        decimals=rules.score_decimals,
        places=np.array(scores.ranks, dtype=np.int64),
        work=None if work is None else work.sum(axis=1),
        items=items,
        notices=notices + (_unreported(scores, money) if by_work else ()),
    )


def work_points(scores: Scores, rules: Rules, verified: Scores | None = None) -> Numbers:
    """Count the work points of every area by indicator of `workload_values`.

    Parameters
    ----------
    scores
        Counts and values of institutions or clinics.
    rules
        Unit values, quality, limits, volume bands; authenticity D4.
    verified
        Institutions whose checked records say what share of the work is real; None
        where the areas are institutions themselves.

    Returns
    -------
    Numbers
        Shape (areas, indicators of `workload_values`); 0 where nothing was counted.

    References
    ----------
    W = Σ u·q·κ: unit value, validated quantity, quality coefficient.
    """
    money = _money(rules)
    points = np.full((len(scores.areas), len(money.workload_values)), Fraction(0), dtype=object)
    for column, (code, value) in enumerate(money.workload_values.items()):
        if code not in scores.measures.columns:
            continue
        for line in range(len(scores.areas)):
            counted = _validated(scores, line, code, rules, verified or scores)
            bands = money.workload_bands.get(code, ())
            points[line, column] = (
                value * in_bands(counted, bands) * _kappa(scores, line, code, money)
            )
    return points


def _validated(
    scores: Scores, line: int, code: str, rules: Rules, institutions: Scores
) -> Fraction:
    """Quantity that counts: reported, within its limit, times the share found true under D4."""
    measures, money = scores.measures, _money(rules)
    column = measures.column(code)
    done, of = int(measures.numerator[line, column]), int(measures.denominator[line, column])
    if done == NO_COUNT:
        return Fraction(0)
    counted = Fraction(done)
    if code in money.workload_limits and of != NO_COUNT:
        counted = min(counted, money.workload_limits[code] * of)
    if rules.authenticity is None or rules.authenticity.mode != AuthenticityMode.D4:
        return counted
    area = scores.areas[line]
    own = institutions.measures.lines.get(area.code)
    at = institutions.measures.line(area.parent_code) if own is None else own
    cut = institutions.marks.cut[at, institutions.measures.column(code)]
    return counted * Fraction(cut)


def _kappa(scores: Scores, line: int, code: str, money: AllocationRules) -> Fraction:
    """Quality coefficient; work whose quality is not reported does not count."""
    rule = money.workload_quality
    if rule is None or code not in rule.links or rule.links[code] not in scores.measures.columns:
        return Fraction(1)
    column = scores.measures.column(rule.links[code])
    value = scores.marks.values[line, column]
    if value is None:
        absent = Status(int(scores.measures.status[line, column])) in _ABSENT
        return Fraction(int(absent))
    return quality(Fraction(value) / scores.measures.indicators[column].factor, rule)


def _institution_work(scores: Scores, rules: Rules) -> Numbers:
    money = _money(rules)
    if not money.workload_values:
        raise ParameterError(
            N_("The formula pays by workload, and no work points were counted."),
            hint=N_("Declare workload_values in the scheme."),
            name="workload_values",
        )
    hard = exact(by_area(money.difficulty, area.code) for area in scores.areas)
    points: Numbers = work_points(scores, rules) * hard[:, np.newaxis]
    return points


def _work_by_item(
    work: Numbers | None, pools: ItemPools, scores: Scores, rules: Rules
) -> ItemClaims:
    """Add up work points by the service item of their indicators."""
    shares = _item_shares(pools, scores)
    codes = tuple(shares)
    weights = np.full((len(scores.areas), len(codes)), Fraction(0), dtype=object)
    for column, code in enumerate(_money(rules).workload_values):
        item = rules.indicators[code].service_item
        if item not in shares:
            raise ParameterError(
                N_("Work of “{indicator}” belongs to item {item}, which has no pool."),
                hint=N_("Give the item a share in item_pools, or no workload value."),
                name="item_pools",
                indicator=code,
                item=item,
            )
        if work is not None:
            weights[:, codes.index(item)] += work[:, column]
    return ItemClaims(codes, exact(shares.values()), weights)


def _item_claims(pools: ItemPools, scores: Scores) -> tuple[ItemClaims, tuple[Notice, ...]]:
    """F6: target population times item score times regulation coefficient."""
    shares = _item_shares(pools, scores)
    weights = np.full((len(scores.areas), len(shares)), Fraction(0), dtype=object)
    notices: list[Notice] = []
    for column, item in enumerate(shares):
        for line, area in enumerate(scores.areas):
            target = _target(pools, item, scores, line)
            if target is None:
                notices.append(_no_target(area.name, item, pools.targets[item]))
                continue
            earned, points = scores.part(area.code, item)
            score = PERCENT * earned / points if points else Fraction(0)
            weights[line, column] = target * score * by_area(pools.regulation, area.code)
    return ItemClaims(tuple(shares), exact(shares.values()), weights), tuple(notices)


def _target(pools: ItemPools, item: str, scores: Scores, line: int) -> int | None:
    """Target population of an item; None where its figure is missing."""
    if item not in pools.targets:
        return scores.areas[line].population or 0
    column = scores.measures.column(pools.targets[item])
    count = int(scores.measures.denominator[line, column])
    if count != NO_COUNT:
        return count
    return 0 if Status(int(scores.measures.status[line, column])) in _ABSENT else None


def _item_shares(pools: ItemPools, scores: Scores) -> dict[str, Fraction]:
    by_points = item_points(scores.tree)
    if pools.shares is None:
        return by_points
    if unknown := sorted(set(pools.shares) - set(by_points)):
        raise ParameterError(
            N_("The item pools name items that the weight tree does not have: {codes}."),
            hint=N_("Items of the tree: {known}."),
            name="item_pools",
            codes=", ".join(unknown),
            known=", ".join(by_points),
        )
    return dict(pools.shares)


def _money(rules: Rules) -> AllocationRules:
    if rules.allocation is None:
        raise InputError(N_("The rules share no money."))
    return rules.allocation


def _refuse_unscored(scores: Scores) -> None:
    if unscored := [
        area.name for area, s in zip(scores.areas, scores.full, strict=True) if s is None
    ]:
        raise InputError(
            N_("{areas} cannot be scored: not one indicator applies."),
            hint=N_("Enter their observations, or take them out of the roster for this year."),
            areas=", ".join(unscored),
        )


def _no_target(area: str, item: str, indicator: str) -> Notice:
    return Notice(
        N_(
            "{area}: the target population of item {item} is not known ({indicator} is missing): "
            "it has no part in that pool."
        ),
        severity="error",
        values={"area": area, "item": item, "indicator": indicator},
    )


def _unreported(scores: Scores, money: AllocationRules) -> tuple[Notice, ...]:
    """Name the work that is not paid because its figure is missing."""
    measures = scores.measures
    read = set(money.workload_values)
    if money.workload_quality is not None:
        read |= {money.workload_quality.links[c] for c in read & set(money.workload_quality.links)}
    columns = [measures.columns[code] for code in sorted(read & set(measures.columns))]
    missing = measures.status[:, columns] == Status.MISSING
    return tuple(
        Notice(
            N_("{area}: figures that work points need are missing: {indicators}."),
            severity="error",
            values={
                "area": area.name,
                "indicators": ", ".join(
                    measures.indicators[columns[at]].code for at in np.flatnonzero(missing[line])
                ),
            },
            area=area.code,
        )
        for line, area in enumerate(scores.areas)
        if missing[line].any()
    )
