"""The sheet of parameters: every rule a formula uses, in a cell with a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from lib.adapters.workbooks import rule_cells
from lib.adapters.workbooks.book import Book, Live
from lib.adapters.workbooks.rule_cells import Entry
from lib.errors import N_
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import AdvanceBase, AllocationRules, BelowPassLine, Formula, VillageSplit
from lib.model.tree import DEFAULT_KIND

_FEN = 100
_LEAST_SHARE_SCALE = 1000
_FIRST_ROW = 5
_YUAN, _FEN_WORD, _UNITS, _POINTS = N_("yuan"), N_("fen"), N_("units"), N_("points")


EXCHANGEABLE = (Formula.F1, Formula.F2)
"""Formulas that a reader may change for one another in the workbook."""
_F1_F2 = N_("F1: by residents x score; F2: base by head, performance by residents x score")
TOLD = {
    Formula.F1: _F1_F2,
    Formula.F2: _F1_F2,
    Formula.F3: N_("F3: the tier of the score pays its rate; deductions go to the best"),
    Formula.F4A: N_("F4a: verified work points at a fixed price"),
    Formula.F4B: N_("F4b: verified work points share the pool"),
    Formula.F5: N_("F5: residents x coefficient of the score against the county mean"),
    Formula.F6: N_("F6: a pool for every service item, by target population x item score"),
}
"""What the formulas mean."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What else the sheet has to know: the people, the day and the scales of weights."""

    people: Live
    """Sum of the residents."""
    day: date
    score_scale: int
    """What residents times coefficient is multiplied by to be whole."""
    village_scale: int
    """What residents times score of a clinic is multiplied by to be whole."""
    rate: Fraction | None
    """Common rate of those between floor and cap; None without bounds."""
    mean: Live
    """F5: mean score of the county."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """An advance payment: its units, and 1 once it is paid."""

    label: str
    units: Live
    paid: Live


class Parameters:
    """Writes the sheet; afterwards, formulas use the names of its cells."""

    def __init__(self, book: Book, rules: AllocationRules) -> None:
        self._book = book
        self._say = book.imprint.say
        self._rules = rules
        self._unit = ROUNDING_UNITS[rules.rounding_unit]
        title = self._say(N_("Parameters"))
        self.sheet = book.sheet(title, [34, 22, 12, 84], heading=title)
        heads = (N_("Parameter"), N_("Value"), N_("Unit"), N_("Meaning"))
        self.sheet.header(_FIRST_ROW - 1, [self._say(head) for head in heads], height=20)
        self._row = _FIRST_ROW

    def write(self, setting: Setting, allocation: Allocation) -> tuple[Instalment, ...]:
        """Write every parameter; returns the instalments, the only list among them."""
        self._pool(setting, allocation)
        self._pass_line()
        self._bounds(setting.rate)
        self._villages()
        rule_cells.write(self, self._rules, setting)
        self._scales(setting)
        self._derived(allocation)
        return self._instalments(setting)

    def _pool(self, setting: Setting, allocation: Allocation) -> None:
        rules = self._rules
        self.word(
            Entry("formula_code", N_("Formula"), "", TOLD[rules.formula]),
            rules.formula,
            EXCHANGEABLE if rules.formula in EXCHANGEABLE else (rules.formula,),
        )
        head = Entry("per_head", N_("Subsidy per head"), _YUAN)
        self.number(head, rules.per_head / _FEN)
        pool = allocation.pool / _FEN
        if rules.pool is None:
            told = N_("Subsidy per head x residents served")
            live = Live(f"ROUND(per_head*{_FEN},0)*{setting.people.text}/{_FEN}", pool)
            self.formula(Entry("pool_yuan", N_("Pool"), _YUAN, told, "yuan"), live)
        else:
            self.number(Entry("pool_yuan", N_("Pool"), _YUAN, style="input yuan"), pool)
        told = N_("Under F2, the share of the pool that is paid by head")
        self.number(Entry("base_share", N_("Base share"), "/1", told), float(rules.base_share))
        told = N_("Smallest amount that is paid: 1 fen, 100 for a yuan, 10000 for a hundred yuan")
        self.number(Entry("rounding_fen", N_("Rounding unit"), _FEN_WORD, told), self._unit)

    def _pass_line(self) -> None:
        rules = self._rules
        self.number(Entry("pass_line", N_("Pass line"), _POINTS), float(rules.pass_line))
        told = N_("keep: counts as usual; zero: no performance money; penalty: times the factor")
        rule = Entry("below_rule", N_("Below the pass line"), "", told)
        self.word(rule, rules.below_pass_line, (*BelowPassLine,))
        factor = float(rules.below_penalty)
        self.number(Entry("below_penalty", N_("Penalty factor"), "/1"), factor)
        left = {"keep": 1.0, "zero": 0.0, "penalty": factor}[rules.below_pass_line]
        text = 'IF(below_rule="keep",1,IF(below_rule="zero",0,below_penalty))'
        told = N_("What is left of a coefficient below the pass line")
        in_force = Entry("below_factor", N_("Factor in force"), "/1", told, "general")
        self.formula(in_force, Live(text, left))
        told = N_("Performance pool: carry_over keeps it for later; population shares it by head")
        rule = Entry("nobody_rule", N_("When nobody passes"), "", told)
        self.word(rule, rules.nobody_passes, ("carry_over", "population"))

    def _bounds(self, rate: Fraction | None) -> None:
        if rate is None:
            return
        low, high = self._rules.floor_share or Fraction(0), self._rules.cap_share
        told = N_("Least, as a share of the subsidy per head")
        self.number(Entry("floor_share", N_("Floor"), "/1", told), float(low))
        if high is not None:
            told = N_("Most, as a share of the subsidy per head")
            self.number(Entry("cap_share", N_("Cap"), "/1", told), float(high))
        told = N_("Solved by the system; after a change of another parameter, export anew")
        self.number(Entry("common_rate", N_("Common rate"), "/1", told, "general"), float(rate))

    def _villages(self) -> None:
        rules = self._rules
        share = float(rules.village_share[DEFAULT_KIND])
        self.number(Entry("village_share", N_("Village share"), "/1"), share)
        words = {VillageSplit.POPULATION, VillageSplit.POPULATION_SCORE}
        if rules.village_split not in words or rules.remoteness or rules.village_steps:
            words = {rules.village_split}
        told = N_("population: by residents; population_score: by residents x score of the clinic")
        split = Entry("village_split", N_("Village split"), "", told)
        self.word(split, rules.village_split, sorted(words))

    def _scales(self, setting: Setting) -> None:
        told = N_("Makes weights whole numbers; not to be changed")
        for name, label, number in (
            ("score_scale", N_("Scale of weights"), setting.score_scale),
            ("village_scale", N_("Scale of clinic weights"), setting.village_scale),
            ("share_scale", N_("Scale of shares"), share_scale(self._rules)),
        ):
            self.number(Entry(name, label, "", told, "whole"), number)

    def _derived(self, allocation: Allocation) -> None:
        """Write what follows from the rules: pools in fen and in rounding units."""
        base = "INT((2*whole_units*ROUND(base_share*share_scale,0)+share_scale)/(2*share_scale))"
        base = f'IF(formula_code="F2",{base},0)'
        head, pool = self._rules.per_head, allocation.pool
        units = (pool // self._unit, allocation.base_pool // self._unit)
        for name, label, measured, live in (
            (
                "per_head_fen",
                N_("Subsidy per head"),
                _FEN_WORD,
                Live("ROUND(per_head*100,0)", head),
            ),
            ("pool_fen", N_("Pool"), _FEN_WORD, Live("ROUND(pool_yuan*100,0)", pool)),
            ("whole_units", N_("Pool"), _UNITS, Live("INT(pool_fen/rounding_fen)", units[0])),
            ("base_units", N_("Base pool"), _UNITS, Live(base, units[1])),
            (
                "performance_units",
                N_("Performance pool"),
                _UNITS,
                Live("whole_units-base_units", allocation.performance_pool // self._unit),
            ),
        ):
            self.formula(Entry(name, label, measured, style="whole"), live)

    def _instalments(self, setting: Setting) -> tuple[Instalment, ...]:
        rules, people = self._rules, setting.people
        told = N_("entitlement: subsidy per head x residents; pool: the pool")
        base = Entry("advance_base", N_("Base of the advance"), "", told)
        self.word(base, rules.advance_base, (*AdvanceBase,))
        text = f'IF(advance_base="entitlement",per_head_fen*{people.text},pool_fen)'
        total = Live(text, self._advance_fen(people.whole))
        self.formula(Entry("advance_fen", base.label, _FEN_WORD, style="whole"), total)
        return tuple(self._instalment(i, setting) for i in range(len(rules.instalments)))

    def _instalment(self, index: int, setting: Setting) -> Instalment:
        """Write one advance payment: its share, whether it is paid, its units."""
        part, at = self._rules.instalments[index], index + 1
        day = f"{part.month:02}-{part.day:02}"
        label = self._say(N_("Advance of {day}")).format(day=day)
        share = self.number(Entry(f"instalment_share_{at}", label, "/1"), float(part.share))
        told = N_("1 once it is paid, 0 before")
        due = part.due(setting.day)
        paid = self.number(Entry(f"instalment_paid_{at}", label, "", told), int(due))
        units = self._advance_fen(setting.people.whole) * part.share / self._unit
        doubled = f"2*advance_fen*ROUND({share.text}*share_scale,0)+share_scale*rounding_fen"
        live = Live(f"INT(({doubled})/(2*share_scale*rounding_fen))", int(units + Fraction(1, 2)))
        entry = Entry(f"instalment_units_{at}", label, _UNITS, style="whole")
        return Instalment(label, self.formula(entry, live), paid)

    def _advance_fen(self, people: int) -> int:
        entitled = self._rules.advance_base == AdvanceBase.ENTITLEMENT
        pool = self._rules.pool
        return self._rules.per_head * people if entitled or pool is None else pool

    def number(self, entry: Entry, number: float, **words: object) -> Live:
        """Write a number and give its cell a name; `words` fill its label and meaning."""
        return self._named(entry, self.sheet.number(self._row, 1, number, entry.style), **words)

    def formula(self, entry: Entry, live: Live) -> Live:
        """Write a formula and give its cell a name."""
        return self._named(entry, self.sheet.formula(self._row, 1, live, entry.style))

    def word(self, entry: Entry, word: str, allowed: Sequence[str]) -> Live:
        """Write a word that may be changed for another, and give its cell a name."""
        options = {"validate": "list", "source": [str(option) for option in allowed]}
        self.sheet.raw.data_validation(self._row, 1, self._row, 1, options)
        return self._named(entry, self.sheet.word(self._row, 1, str(word)))

    def _named(self, entry: Entry, cell: Live, **words: object) -> Live:
        """Write what stands around a value, and give its cell the name that formulas use."""
        for column, text in ((0, entry.label), (2, entry.unit), (3, entry.meaning)):
            told = self._say(text) if text else ""
            self.sheet.text(self._row, column, told.format(**words) if words else told)
        self._row += 1
        return self._book.define(entry.name, cell)


def share_scale(rules: AllocationRules) -> int:
    """Return what every share is multiplied by to be a whole number.

    At least 1000, so that a share typed with three decimals stays exact.
    """
    shares = [rules.base_share, *(part.share for part in rules.instalments)]
    shares += [share for share in (rules.floor_share, rules.cap_share) if share is not None]
    shares += rules.village_share.values()
    shares += [tier.rate for tier in rules.tiers]
    shares += [] if rules.rank_awards is None else [rules.rank_awards.share]
    shares += [rules.performance_pay_share or Fraction(0)]
    return lcm(_LEAST_SHARE_SCALE, *(share.denominator for share in shares))
