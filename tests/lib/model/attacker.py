"""Somebody who knows all that is shown of a year, and how it is hidden, and subtracts."""

from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from lib.model.suppression.tables import grows, words_tell

_EPSILON = 1e-6
FAR = 100_000
"""More people than in any table of the tests."""


@dataclass(frozen=True, slots=True)
class Found:
    """What can be told of one hidden count."""

    month: int
    area: str
    indicator: int
    whole: int
    value: int
    low: int
    high: int


def attack(year, growth, threshold, verdicts, months=None):
    """Place every hidden count between two ends, by linear programming over all that is shown.

    Known are the counts shown, the sums shown, the words in the place of what is hidden,
    that the same figure holds in several months, that numerators are parts of their
    denominators, and that counts which grow never fall. A figure that was hidden at first
    and is shown in a later month is no longer a secret. Only counts of `months` are
    placed, by what all months tell.
    """
    knowledge = _Knowledge(year, growth, threshold, verdicts)
    wanted = {k: place for k, place in knowledge.places.items() if months is None or k[0] in months}
    reach = {place: knowledge.reach(place) for place in set(wanted.values())}
    return [
        Found(*key, year[key[0]][key[1]].pairs[key[2]][key[3]], *reach[place])
        for key, place in wanted.items()
        if place not in knowledge.published
    ]


class _Knowledge:
    def __init__(self, year, growth, threshold, verdicts):
        self.year, self.growth, self.verdicts = year, growth, verdicts
        self.places, self.ends = {}, []
        self.published = set()
        self._name_unknowns(threshold)
        self.equal, self.upper = [], []
        for month, cells in enumerate(year):
            self._learn_sums(month, cells)
        for key in self.places:
            self._learn_one(*key)
        self._limits = self._gather()

    def reach(self, place):
        goal = np.zeros(len(self.ends))
        goal[place] = 1
        low, high = self._least(goal), -self._least(-goal)
        return ceil(low - _EPSILON), floor(high + _EPSILON)

    def _least(self, goal):
        solved = linprog(goal, **self._limits)
        assert solved.status == 0, solved.message
        return solved.fun

    def _gather(self):
        """Put all that is known into the form of the solver."""
        limits = {"bounds": self.ends}
        for name, rows in (("eq", self.equal), ("ub", self.upper)):
            if rows:
                lines, sides = zip(*rows, strict=True)
                limits |= {f"A_{name}": csr_array(np.array(lines)), f"b_{name}": sides}
        return limits

    def _name_unknowns(self, threshold):
        """Give every hidden count a place; the same figure in several months is one unknown."""
        same = {}
        for month, (cells, verdict) in enumerate(zip(self.year, self.verdicts, strict=True)):
            for area in sorted(verdict.hidden):
                for i, pair in enumerate(cells[area].pairs):
                    for whole in (0, 1) if pair else ():
                        figure = (area, i, whole, cells[area].months or (month,), pair)
                        if figure not in same:
                            same[figure] = len(self.ends)
                            low, high = (
                                (1, FAR)
                                if whole
                                else words_tell(pair[0], threshold, growing=grows(self.growth))
                            )
                            self.ends.append((low, min(high, FAR)))
                        self.places[month, area, i, whole] = same[figure]

    def _row(self, *signed):
        line = np.zeros(len(self.ends))
        for place, sign in signed:
            line[place] += sign
        return line

    def _learn_sums(self, month, cells):
        if self.verdicts[month].total:
            return
        for i in range(len(self.growth)):
            for whole in (0, 1):
                hidden = [a for a in cells if (month, a, i, whole) in self.places]
                if hidden:
                    line = self._row(*((self.places[month, a, i, whole], 1) for a in hidden))
                    self.equal.append((line, sum(cells[a].pairs[i][whole] for a in hidden)))

    def _learn_one(self, month, area, i, whole):
        place = self.places[month, area, i, whole]
        own = self.year[month][area]
        if not whole:
            part = self._row((place, 1), (self.places[month, area, i, 1], -1))
            self.upper.append((part, 0))
        grows = self.growth[i].denominator if whole else self.growth[i].numerator
        for other, cells in enumerate(self.year):
            if other == month or area not in cells or cells[area].pairs[i] is None:
                continue
            shown = area not in self.verdicts[other].hidden
            value = cells[area].pairs[i][whole]
            if shown and own.months and cells[area] == own:
                self.equal.append((self._row((place, 1)), value))
                self.published.add(place)
            if not grows:
                continue
            sign = 1 if other > month else -1
            if shown:
                self.upper.append((self._row((place, sign)), sign * value))
            else:
                there = self.places[other, area, i, whole]
                self.upper.append((self._row((place, sign), (there, -sign)), 0))
