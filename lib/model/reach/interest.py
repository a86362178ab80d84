"""Whom does a proposal serve: what each gains of the most that any allowed weights could give it.

A set of weights made for one institution reaches all that it could gain; one made
for nobody reaches little of anybody's. The rules in force reach nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.evaluation import Outcome
from lib.model.reach.box import around
from lib.model.reach.linear import forms, sandwich
from lib.model.reach.purse import greatest, paid, purse
from lib.model.roster import Area
from lib.model.scenarios import Scenario
from lib.model.weight_moves import Part, asked


@dataclass(frozen=True, slots=True)
class Interest:
    """What a proposal gives one institution, and what weights could give it at most."""

    area: Area
    gain: int
    """Fen it gains by the weights proposed; negative is lost."""
    most: int
    """Fen that the best allowed weights would give it more than the rules in force."""
    weights: dict[str, Fraction]
    """Those weights, points of 100 by item."""

    @property
    def share(self) -> Fraction | None:
        """Gain over the most it could gain, /1; None where nothing can be gained."""
        return Fraction(self.gain, self.most) if self.most > 0 else None


@dataclass(frozen=True, slots=True)
class Meter:
    """The interests of all institutions in a proposal, in the order of their codes."""

    interests: tuple[Interest, ...]
    points: Fraction
    """How far each weight may move for the comparison."""
    certain: bool
    """Whether no allowed weights give more than `most`; else it is the most that was found."""

    def served(self) -> tuple[Interest, ...]:
        """Return those that gain, the best served first."""
        gaining = [i for i in self.interests if i.share is not None and i.gain > 0]
        return tuple(sorted(gaining, key=lambda i: (-(i.share or 0), i.area.code)))


def interest(outcome: Outcome, scenario: Scenario, bound: Fraction) -> Meter:
    """Measure whom the item weights of a proposal serve.

    Parameters
    ----------
    outcome
        Evaluation by the rules in force.
    scenario
        The proposal. Its other changes count on both sides: only item weights are judged.
    bound
        Points that each weight may move; widened to what the proposal itself moves.

    Raises
    ------
    InputError
        If the scheme shares no money, or the proposal moves no item weight.
    """
    if not scenario.items:
        raise InputError(N_("The proposal moves no weight of a service item: nobody is served."))
    plain = replace(scenario, items={})
    found = forms(outcome, plain)
    proposed = asked(outcome.rules, scenario, Part.ITEM)
    points = max(bound, *(abs(proposed[item] - now) for item, now in found.weights.items()))
    box = around(found.weights, points)
    both = sandwich(found, box)
    held = purse(found, both, box)
    before = paid(found, found.weights)[1].amounts()
    after = paid(found, proposed)[1].amounts()
    interests = []
    for line, area in enumerate(found.areas):
        weights = box.named(greatest(held, both, box, line))
        most = paid(found, weights)[1].row(area.code).amount - before[area.code]
        gain = after[area.code] - before[area.code]
        if gain > most:
            most, weights = gain, proposed
        interests.append(Interest(area, gain, most, weights))
    return Meter(tuple(interests), points, held.certain)
