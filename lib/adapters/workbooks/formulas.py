"""The formulas F1 to F6 as formulas of a spreadsheet: the performance part, and F3's award."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from lib.adapters.workbooks.book import Live, span_of
from lib.adapters.workbooks.calculation import Calculation, Case, Units, weights_of_performance
from lib.adapters.workbooks.division import rounded, whole_weights
from lib.errors import N_
from lib.model.formulas.chain import WEIGHED
from lib.model.formulas.slots import slots
from lib.model.formulas.tiers import award_weights
from lib.model.money_rules import Award, AwardBy
from lib.model.numbers import exact
from lib.model.rules import Formula, NobodyPasses


def performance(work: Calculation, scale: int) -> Units:
    """Write the performance part of every formula that has one pool.

    Parameters
    ----------
    work
        The working sheet.
    scale
        What residents times coefficient is multiplied by to be whole.
    """
    rules = work.case.rules
    if rules.formula in WEIGHED:
        return _by_coefficient(work, scale)
    if rules.formula == Formula.F3 and not _scaled(work):
        return _by_tier(work)
    if rules.formula == Formula.F4B:
        return _by_work(work)
    return work.solved(N_("Paid by the system"), N_("Solved by the system, units"), "performance")


def award(work: Calculation, paid: Units) -> Units:
    """Share what the tiers deduct, live unless awards are capped."""
    rule = work.case.rules.award
    if rule is None or rule.cap_share is not None:
        caption = N_("Awards, capped")
        return work.solved(caption, N_("Solved by the system, units"), "award")
    left = work.case.allocation.deducted // work.unit
    deducted = Live(f"performance_units-SUM({span_of(paid)})", left)
    return work.share(
        N_("Deducted money, shared among the best"), deducted, _award_weights(work, rule)
    )


def award_scale(case: Case) -> int:
    """Return what residents times points above the line are multiplied by to be whole."""
    above = Fraction(0) if case.rules.award is None else case.rules.award.above
    return lcm(int(10**case.claims.decimals), above.denominator)


def published(score: str, decimals: int) -> str:
    """Write a score as it is published."""
    return f"ROUND({score},{decimals})"


def _by_coefficient(work: Calculation, scale: int) -> Units:
    """Share by residents x coefficient; where nobody earns any, as the rules say."""
    allocation, rules = work.case.allocation, work.case.rules
    products = rounded(weights_of_performance(allocation), scale)
    texts = [f"ROUND({b.people.text}*{b.coefficient.text}*score_scale,0)" for b in work.basis]
    raw = work.table(N_("Residents x coefficient")).column(
        work.say(N_("Weight")),
        [Live(text, value) for text, value in zip(texts, products, strict=True)],
    )
    kept = rules.formula == Formula.F2 and rules.nobody_passes == NobodyPasses.CARRY_OVER
    nobody = 'AND(formula_code="F2",nobody_rule="carry_over")'
    weights = [
        Live(
            f"IF(SUM({span_of(raw)})=0,IF({nobody},0,{b.people.text}),{cell.text})",
            cell.whole if any(products) else 0 if kept else b.people.whole,
        )
        for b, cell in zip(work.basis, raw, strict=True)
    ]
    caption = N_("Performance pool, shared by residents x coefficient")
    return work.share(caption, _pool(work), weights)


def _by_tier(work: Calculation) -> Units:
    """Pay the rate of the tier, rounded down to whole units."""
    rate = "ROUND({}*share_scale,0)*per_head_fen*{}/(share_scale*rounding_fen)"
    cells = [
        Live(f"INT({rate.format(b.coefficient.text, b.people.text)})", row.performance // work.unit)
        for b, row in zip(work.basis, work.rows, strict=True)
    ]
    return work.table(N_("Paid by tier, units")).column(work.say(N_("Result, units")), cells)


def _scaled(work: Calculation) -> bool:
    """Tell whether the tiers came to more than the pool, so that all were scaled."""
    return any(
        row.performance != int(row.entitlement * row.coefficient / work.unit) * work.unit
        for row in work.rows
    )


def _by_work(work: Calculation) -> Units:
    """F4b in one pool: by work points as the system counted them."""
    barred = work.case.claims.barred.tolist()
    points = [Fraction(0) if no else r.work for r, no in zip(work.rows, barred, strict=True)]
    found = whole_weights(points, _pool(work).whole)
    cells = [Live(str(count), count) for count in found]
    counted = N_("Work points, made whole by the system")
    weights = work.table(counted).column(work.say(N_("Weight")), cells)
    return work.share(N_("Performance pool, shared by work points"), _pool(work), weights)


def _award_weights(work: Calculation, rule: Award) -> Units:
    """Write residents x points above the line, residents, or equal parts."""
    claims, scale = work.case.claims, award_scale(work.case)
    allowed = (claims.published >= rule.above) & ~claims.barred
    places = (
        exact(int(may) for may in allowed)
        if rule.top is None
        else slots(claims.ranks, rule.top, allowed)
    )
    common = lcm(*(place.denominator for place in places))
    per = scale if rule.by == AwardBy.EXCESS else 1
    values = [int(weight * common * per) for weight in award_weights(claims, rule)]
    held = [int(place * common) for place in places]
    table = work.table(N_("Who shares the award"))
    if rule.top is not None or claims.barred.any():
        cells = [Live(str(count), count) for count in held]
        holds = [cell.text for cell in table.column(work.say(N_("Places held")), cells)]
    else:
        holds = ["1"] * len(held)
    texts = []
    for basis, hold in zip(work.basis, holds, strict=True):
        score = published(basis.score.text, claims.decimals)
        excess = f"ROUND({basis.people.text}*({score}-award_above)*{scale},0)"
        by = f'IF(award_by="excess",{excess},IF(award_by="population",{basis.people.text},1))'
        texts.append(f"IF({score}>=award_above,{hold}*{by},0)")
    weights = [Live(text, value) for text, value in zip(texts, values, strict=True)]
    return table.column(work.say(N_("Weight")), weights)


def _pool(work: Calculation) -> Live:
    return Live("performance_units", work.case.allocation.performance_pool // work.unit)
