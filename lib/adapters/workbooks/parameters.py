"""The sheet of parameters: every rule a formula uses, in a cell with a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm

from lib.adapters.workbooks.book import Book, Live
from lib.errors import N_
from lib.model.allocation import Allocation
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import AdvanceBase, AllocationRules, BelowPassLine, Formula, VillageSplit

_FEN = 100
_LEAST_SHARE_SCALE = 1000
_FIRST_ROW = 5


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
        self._scale = share_scale(rules)
        title = self._say(N_("Parameters"))
        self.sheet = book.sheet(title, [34, 20, 12, 70], heading=title)
        heads = (N_("Parameter"), N_("Value"), N_("Unit"), N_("Meaning"))
        self.sheet.header(_FIRST_ROW - 1, [self._say(head) for head in heads], height=20)
        self._row = _FIRST_ROW

    def write(self, setting: Setting, allocation: Allocation) -> tuple[Instalment, ...]:
        """Write every parameter; returns the instalments, the only list among them."""
        self._pool(setting, allocation)
        self._pass_line()
        self._bounds(setting.rate)
        self._villages()
        self._scales(setting)
        self._derived(allocation)
        return self._instalments(setting)

    def _pool(self, setting: Setting, allocation: Allocation) -> None:
        rules = self._rules
        self._word("formula_code", N_("Formula"), rules.formula, (*Formula,))
        self._number("per_head", N_("Subsidy per head"), rules.per_head / _FEN, N_("yuan"))
        pool = allocation.pool / _FEN
        if rules.pool is None:
            live = Live(f"ROUND(per_head*{_FEN},0)*{setting.people.text}/{_FEN}", pool)
            self._formula("pool_yuan", N_("Pool"), live, N_("yuan"), style="yuan")
        else:
            self._number("pool_yuan", N_("Pool"), pool, N_("yuan"))
        self._number("base_share", N_("Base share"), float(rules.base_share), "/1")
        unit = ROUNDING_UNITS[rules.rounding_unit]
        self._number("rounding_fen", N_("Rounding unit"), unit, N_("fen"))

    def _pass_line(self) -> None:
        rules = self._rules
        self._number("pass_line", N_("Pass line"), float(rules.pass_line), N_("points"))
        words = tuple(BelowPassLine)
        self._word("below_rule", N_("Below the pass line"), rules.below_pass_line, words)
        self._number("below_penalty", N_("Penalty factor"), float(rules.below_penalty), "/1")
        left = {"keep": Fraction(1), "zero": Fraction(0), "penalty": rules.below_penalty}
        live = Live(
            'IF(below_rule="keep",1,IF(below_rule="zero",0,below_penalty))',
            float(left[rules.below_pass_line]),
        )
        meaning = N_("What is left of a coefficient below the pass line")
        self._formula("below_factor", N_("Factor in force"), live, "/1", meaning)
        words_nobody = ("carry_over", "population")
        self._word("nobody_rule", N_("When nobody passes"), rules.nobody_passes, words_nobody)

    def _bounds(self, rate: Fraction | None) -> None:
        if rate is None:
            return
        low, high = self._rules.floor_share or Fraction(0), self._rules.cap_share
        self._number("floor_share", N_("Floor"), float(low), "/1")
        if high is not None:
            self._number("cap_share", N_("Cap"), float(high), "/1")
        meaning = N_(
            "Solved by the system: tells who stands at a floor or a cap. After changing "
            "another parameter, export the workbook again"
        )
        self._number("common_rate", N_("Common rate"), float(rate), "/1", meaning)

    def _villages(self) -> None:
        rules = self._rules
        default = rules.village_share["default"]
        self._number("village_share", N_("Village share"), float(default), "/1")
        words = {VillageSplit.POPULATION, VillageSplit.POPULATION_SCORE, rules.village_split}
        self._word("village_split", N_("Village split"), rules.village_split, sorted(words))

    def _scales(self, setting: Setting) -> None:
        meaning = N_("Makes weights whole numbers; not to be changed")
        for name, label, number in (
            ("score_scale", N_("Scale of weights"), setting.score_scale),
            ("village_scale", N_("Scale of clinic weights"), setting.village_scale),
            ("share_scale", N_("Scale of shares"), self._scale),
        ):
            self._number(name, label, number, "", meaning, style="whole")

    def _derived(self, allocation: Allocation) -> None:
        unit = ROUNDING_UNITS[self._rules.rounding_unit]
        whole = allocation.pool // unit
        halved = "2*whole_units*ROUND(base_share*share_scale,0)+share_scale"
        base = f'IF(formula_code="F2",INT(({halved})/(2*share_scale)),0)'
        units = N_("units")
        for name, label, live in (
            ("per_head_fen", N_("Subsidy per head"), Live("ROUND(per_head*100,0)", 0)),
            ("pool_fen", N_("Pool"), Live("ROUND(pool_yuan*100,0)", allocation.pool)),
            ("whole_units", N_("Pool"), Live("INT(pool_fen/rounding_fen)", whole)),
            ("base_units", N_("Base pool"), Live(base, allocation.base_pool // unit)),
            (
                "performance_units",
                N_("Performance pool"),
                Live("whole_units-base_units", allocation.performance_pool // unit),
            ),
        ):
            fen = name.endswith("_fen")
            value = self._rules.per_head if name == "per_head_fen" else live.value
            measured = N_("fen") if fen else units
            self._formula(name, label, Live(live.text, value), measured, style="whole")

    def _instalments(self, setting: Setting) -> tuple[Instalment, ...]:
        rules, people = self._rules, setting.people
        self._word("advance_base", N_("Base of the advance"), rules.advance_base, (*AdvanceBase,))
        self._formula(
            "advance_fen",
            N_("Base of the advance"),
            Live(
                f'IF(advance_base="entitlement",per_head_fen*{people.text},pool_fen)',
                self._advance_fen(people.whole),
            ),
            N_("fen"),
            style="whole",
        )
        return tuple(self._instalment(i, setting) for i in range(len(rules.instalments)))

    def _instalment(self, index: int, setting: Setting) -> Instalment:
        part = self._rules.instalments[index]
        unit = ROUNDING_UNITS[self._rules.rounding_unit]
        day = f"{part.month:02}-{part.day:02}"
        label = self._say(N_("Advance of {day}")).format(day=day)
        share = self._number(f"instalment_share_{index + 1}", label, float(part.share), "/1")
        paid = self._number(
            f"instalment_paid_{index + 1}",
            label,
            int(part.due(setting.day)),
            "",
            N_("1 once it is paid, 0 before"),
        )
        total = self._advance_fen(setting.people.whole)
        units = int(total * part.share / unit + Fraction(1, 2))
        doubled = f"2*advance_fen*ROUND({share.text}*share_scale,0)+share_scale*rounding_fen"
        live = Live(f"INT(({doubled})/(2*share_scale*rounding_fen))", units)
        written = self._formula(
            f"instalment_units_{index + 1}", label, live, N_("units"), style="whole"
        )
        return Instalment(label, written, paid)

    def _advance_fen(self, people: int) -> int:
        entitled = self._rules.advance_base == AdvanceBase.ENTITLEMENT
        pool = self._rules.pool
        return self._rules.per_head * people if entitled or pool is None else pool

    def _number(
        self, name: str, label: str, number: float, unit: str, meaning: str = "", *, style: str = ""
    ) -> Live:
        self._around(label, unit, meaning)
        cell = self.sheet.number(self._row, 1, number, style or "input")
        return self._named(name, cell)

    def _formula(
        self, name: str, label: str, live: Live, unit: str, meaning: str = "", *, style: str = ""
    ) -> Live:
        self._around(label, unit, meaning)
        return self._named(name, self.sheet.formula(self._row, 1, live, style or "general"))

    def _word(self, name: str, label: str, word: str, allowed: Sequence[str]) -> Live:
        self._around(label, "", "")
        source = [str(option) for option in allowed]
        self.sheet.text(self._row, 3, " / ".join(source), "remark")
        self.sheet.raw.data_validation(
            self._row, 1, self._row, 1, {"validate": "list", "source": source}
        )
        return self._named(name, self.sheet.word(self._row, 1, str(word)))

    def _around(self, label: str, unit: str, meaning: str) -> None:
        self.sheet.text(self._row, 0, self._say(label))
        self.sheet.text(self._row, 2, self._say(unit) if unit else "")
        self.sheet.text(self._row, 3, self._say(meaning) if meaning else "", "remark")

    def _named(self, name: str, cell: Live) -> Live:
        self._row += 1
        return self._book.define(name, cell)


def share_scale(rules: AllocationRules) -> int:
    """Return what every share is multiplied by to be a whole number.

    Examples
    --------
    At least 1000, so that a share typed with three decimals stays exact.
    """
    shares = [rules.base_share, *(part.share for part in rules.instalments)]
    shares += [share for share in (rules.floor_share, rules.cap_share) if share is not None]
    shares += rules.village_share.values()
    return lcm(_LEAST_SHARE_SCALE, *(share.denominator for share in shares))
