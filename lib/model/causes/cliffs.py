"""Cliffs (断崖): places where a hundredth of a point moves a lot of money.

Found by running the engine, not by reading the rules: the score of one institution, or one
of its values, is moved up and down in hundredths, and wherever the money jumps although the
trend on both sides is gentle, there is a step. Pass lines, tiers, awards by rank, steps of
scoring and vetoes all show themselves so; a straight line shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from lib.model.allocation import exact_amounts
from lib.model.causes import mark_steps
from lib.model.causes.jumps import GRID, Worth, jumps
from lib.model.causes.mark_steps import HUNDREDTH, Step
from lib.model.claiming import claim
from lib.model.evaluation import Outcome, conclude
from lib.model.formulas.claims import Claims
from lib.model.numbers import round_one
from lib.model.observations import Dataset
from lib.model.roster import Area
from lib.model.rules import AllocationRules, BelowPassLine, Formula, Veto
from lib.model.scores import PERCENT

REACH = Fraction(5)
"""Points, or units of a value, up and down within which an institution stands near."""
LEAST = 1_000_000
"""Fen that a jump must move to be called a cliff: 10,000 yuan."""


@dataclass(frozen=True, slots=True)
class Cliff:
    """One place near one institution where its money jumps."""

    area: Area
    leaf: str
    """What the value is of: a leaf or the indicator of a veto; empty for the score itself."""
    own: Fraction
    """Score, or value in the indicator's unit, where the institution stands."""
    at: Fraction
    """First score or value behind the step, upwards."""
    fen: int
    """What going up over it gains; negative is lost."""

    @property
    def distance(self) -> Fraction:
        """Return how far up the step lies; 0 or less where one may fall from it."""
        return self.at - self.own


def of_scores(outcome: Outcome, least: int = LEAST, reach: Fraction = REACH) -> tuple[Cliff, ...]:
    """Find the cliffs near every institution's score, the nearest first.

    Parameters
    ----------
    outcome
        An evaluation; without an allocation there are none.
    least
        Fen a jump must move.
    reach
        Points up and down that are searched; all other scores stand still.
    """
    money = outcome.rules.allocation
    if money is None:
        return ()
    claims = claim(outcome.scores, outcome.rules)
    found = []
    for line, area in enumerate(outcome.areas):
        own = Fraction(claims.scores[line])
        places = jumps(money_at(claims, money, line), _around(own, reach), Fraction(least))
        found += [Cliff(area, "", own, at * HUNDREDTH, _fen(gain)) for at, gain in places]
    return _nearest_first(found)


def of_values(
    dataset: Dataset, outcome: Outcome, least: int = LEAST, reach: Fraction = REACH
) -> tuple[Cliff, ...]:
    """Find the cliffs near every institution's values: steps of scoring, and vetoes.

    Parameters
    ----------
    dataset
        The data of the outcome.
    outcome
        An evaluation; without an allocation there are none.
    least
        Fen a jump must move.
    reach
        Units of the value, such as percentage points, up and down that are searched.
    """
    money = outcome.rules.allocation
    if money is None:
        return ()
    claims = claim(outcome.scores, outcome.rules)
    found = [_priced(claims, money, step) for step in mark_steps.near(outcome, reach)]
    found += [_veto(dataset, outcome, near) for near in mark_steps.vetoes_near(outcome, reach)]
    return _nearest_first(cliff for cliff in found if abs(cliff.fen) > least)


def money_at(claims: Claims, money: AllocationRules, line: int) -> Worth:
    """Return what an institution would receive, fen, by its score in hundredths."""

    def worth(place: int) -> Fraction:
        return _amount(claims, money, line, place * HUNDREDTH)

    return worth


def straight(money: AllocationRules) -> AllocationRules:
    """Return the rules without steps: the line that leads over every cliff of scores.

    No pass line and no awards by rank; tiers become residents times score over the same pool.
    """
    formula = Formula.F1 if money.formula == Formula.F3 else money.formula
    return replace(money, below_pass_line=BelowPassLine.KEEP, rank_awards=None, formula=formula)


def straightened(dataset: Dataset, outcome: Outcome) -> Mapping[str, int]:
    """Return what each institution would gain or lose, fen, under rules without steps."""
    money = outcome.rules.allocation
    if money is None:
        return {}
    rules = replace(outcome.rules, allocation=straight(money))
    after, before = _amounts(conclude(dataset, rules, outcome.scores, None)), _amounts(outcome)
    return {code: after[code] - before[code] for code in before}


def _amount(claims: Claims, money: AllocationRules, line: int, score: Fraction) -> Fraction:
    scores = claims.scores.copy()
    scores[line] = min(max(score, Fraction(0)), Fraction(PERCENT))
    return exact_amounts(replace(claims, scores=scores, places=None), money)[line]


def _priced(claims: Claims, money: AllocationRules, step: Step) -> Cliff:
    """Turn points into fen: the score moves by them, away from where it stands."""
    own = Fraction(claims.scores[step.line])
    away = 1 if step.at > step.own else -1
    here = _amount(claims, money, step.line, own)
    there = _amount(claims, money, step.line, own + away * step.points)
    return Cliff(claims.areas[step.line], step.leaf, step.own, step.at, _fen(away * (there - here)))


def _veto(dataset: Dataset, outcome: Outcome, near: tuple[int, Veto, Fraction]) -> Cliff:
    """Run the whole engine on both sides of the limit of a veto."""
    line, veto, own = near
    area, at = outcome.areas[line], mark_steps.edge(veto)
    cell = (line, outcome.scores.measures.column(veto.indicator))
    below, above = (
        _amounts(
            conclude(
                dataset,
                outcome.rules,
                mark_steps.scored_at(outcome.scores, outcome.rules, cell, value),
                None,
            )
        )[area.code]
        for value in (at - HUNDREDTH, at)
    )
    return Cliff(area, veto.indicator, own, at, above - below)


def _amounts(outcome: Outcome) -> dict[str, int]:
    return outcome.allocation.amounts() if outcome.allocation else {}


def _fen(amount: Fraction) -> int:
    return int(round_one(amount))


def _around(own: Fraction, reach: Fraction) -> tuple[int, int]:
    low, high = floor((own - reach) * GRID), floor((own + reach) * GRID)
    return max(low, 0), min(high, PERCENT * GRID)


def _nearest_first(found: Iterable[Cliff]) -> tuple[Cliff, ...]:
    return tuple(sorted(found, key=lambda c: (abs(c.distance), c.area.code, c.leaf, c.at)))
