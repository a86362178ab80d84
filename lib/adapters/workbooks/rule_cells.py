"""Parameters of the formulas F3 to F6 and of the overlays, each in a cell with a name."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from lib.adapters.workbooks.book import Live
from lib.errors import N_
from lib.model.money_rules import Award, Corridor, Mean, RankAwards
from lib.model.rules import AllocationRules, Formula

if TYPE_CHECKING:
    from lib.adapters.workbooks.parameters import Parameters, Setting

_SOLVED = N_("Solved by the system; after a change of another parameter, export anew")
_POINTS, _YUAN = N_("points"), N_("yuan")
_FEN = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sheet: the name that formulas use, and what a reader is told."""

    name: str
    label: str
    unit: str = ""
    meaning: str = ""
    style: str = "input"


def write(sheet: Parameters, rules: AllocationRules, setting: Setting) -> None:
    """Write what the chosen formula and the overlays read, and nothing else."""
    if rules.formula == Formula.F3:
        _tiers(sheet, rules)
    if rules.formula == Formula.F5:
        _coefficient(sheet, rules, setting)
    if rules.unit_price is not None and rules.formula == Formula.F4A:
        price = Entry("unit_price", N_("Price of a work point"), _YUAN, _SOLVED, "general")
        sheet.number(price, rules.unit_price / _FEN)
    if rules.rank_awards is not None:
        _rank_awards(sheet, rules.rank_awards)
    if not rules.veto_money.bars:
        told = N_("Share of {scope} that a veto takes; {then}")
        scope, then = rules.veto_money.scope, rules.veto_money.then
        entry = Entry("veto_share", N_("Veto"), "/1", told, "general")
        sheet.number(entry, float(rules.veto_money.share), scope=scope, then=then)
    _corridor(sheet, rules.corridor)
    _performance_pay(sheet, rules)


def _performance_pay(sheet: Parameters, rules: AllocationRules) -> None:
    if rules.performance_pay_share is not None:
        told = N_("Share of the township part that is the base of performance pay")
        entry = Entry("pay_share", N_("Base of performance pay"), "/1", told)
        sheet.number(entry, float(rules.performance_pay_share))


def tier_rate(score: str, rules: AllocationRules) -> str:
    """Write the rate of the tier that a score reaches; its lower bound belongs to it."""
    text = "0"
    for at in reversed(range(1, len(rules.tiers) + 1)):
        text = f"IF({score}>=tier_from_{at},tier_rate_{at},{text})"
    return text


def _tiers(sheet: Parameters, rules: AllocationRules) -> None:
    for at, tier in enumerate(rules.tiers, 1):
        told = N_("From this score on, this included; compared as published")
        label = N_("Tier {n}: from")
        sheet.number(Entry(f"tier_from_{at}", label, _POINTS, told), float(tier.least), n=at)
        told = N_("Share of the subsidy per head that is paid")
        label = N_("Tier {n}: rate")
        sheet.number(Entry(f"tier_rate_{at}", label, "/1", told), float(tier.rate), n=at)
    if rules.award is not None:
        _award(sheet, rules.award)


def _award(sheet: Parameters, award: Award) -> None:
    told = N_("Deducted money goes to those from this score on")
    sheet.number(Entry("award_above", N_("Award from"), _POINTS, told), float(award.above))
    told = N_(
        "excess: residents x points above the line; population: residents; equal: in equal parts"
    )
    by = Entry("award_by", N_("Award shared by"), "", told)
    sheet.word(by, award.by, ("excess", "population", "equal"))
    if award.cap_share is not None:
        entry = Entry("award_cap", N_("Cap of an award"), "/1", _SOLVED, "general")
        sheet.number(entry, float(award.cap_share))


def _coefficient(sheet: Parameters, rules: AllocationRules, setting: Setting) -> None:
    rule = rules.coefficient
    told = N_("1 + alpha x (score - mean) / mean, held between least and most")
    sheet.number(Entry("alpha", N_("Steepness alpha"), "", told), float(rule.alpha))
    least = Entry("least_coefficient", N_("Least coefficient"), "/1")
    sheet.number(least, float(rule.least or Fraction(0)))
    if rule.most is not None:
        sheet.number(Entry("most_coefficient", N_("Most coefficient"), "/1"), float(rule.most))
    told = N_("Mean of the scores, by residents")
    if rule.mean == Mean.SIMPLE:
        told = N_("Mean of the scores, each institution alike")
    sheet.formula(Entry("mean_score", N_("County mean"), _POINTS, told, "general"), setting.mean)


def against_mean(score: str, rules: AllocationRules) -> str:
    """Write the coefficient of a score against the county mean, clamped."""
    moved = f"MAX(least_coefficient,1+alpha*({score}-mean_score)/mean_score)"
    if rules.coefficient.most is not None:
        moved = f"MIN(most_coefficient,{moved})"
    return f"IF(mean_score>0,{moved},0)"


def _rank_awards(sheet: Parameters, rule: RankAwards) -> None:
    told = N_("So many of the last lose a share of their amount; equals share a place")
    sheet.number(Entry("rank_bottom", N_("Last places"), "", told), rule.bottom)
    sheet.number(Entry("rank_share", N_("Share lost"), "/1"), float(rule.share))
    told = N_("So many of the first share what the last lose")
    sheet.number(Entry("rank_top", N_("First places"), "", told), rule.top)
    by = Entry("rank_by", N_("Shared by"), "", N_("population: residents; equal: in equal parts"))
    sheet.word(by, rule.by, ("population", "equal"))


def _corridor(sheet: Parameters, rule: Corridor | None) -> None:
    if rule is None:
        return
    for name, label, share in (
        ("corridor_down", N_("Least change against last year"), rule.down),
        ("corridor_up", N_("Greatest change against last year"), rule.up),
    ):
        if share is not None:
            sheet.number(Entry(name, label, "/1", _SOLVED, "general"), float(share))


def mean_of(scores: str, people: str, rules: AllocationRules, value: Fraction) -> Live:
    """Write the county mean over ranges of scores and residents."""
    simple = rules.coefficient.mean == Mean.SIMPLE
    text = f"AVERAGE({scores})" if simple else f"SUMPRODUCT({scores},{people})/SUM({people})"
    return Live(text, float(value))
