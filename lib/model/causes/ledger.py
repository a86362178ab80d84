"""The ledger of causes (变动原因账): why every institution's money changes, to the fen.

Between two outcomes up to five things differ: weights, marks, residents, money rules and
bounds. Each part is the mean over every order in which they may change (Shapley value), of
amounts before any rounding; what rounding does is a part of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from lib.errors import N_, InputError, ModelError
from lib.model.allocation import Allocation, exact_amounts
from lib.model.causes.rounding import round_table
from lib.model.causes.shapley import shapley
from lib.model.claiming import claim
from lib.model.evaluation import Outcome
from lib.model.formulas.chain import resolve_pool
from lib.model.numbers import Numbers, exact
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Rules
from lib.model.scores import Scores, weigh

WEIGHTS, SCORES, POPULATION, MONEY, BOUNDS, ROUNDING = (
    "weights",
    "scores",
    "population",
    "money",
    "bounds",
    "rounding",
)
CAUSES = (WEIGHTS, SCORES, POPULATION, MONEY, BOUNDS, ROUNDING)
"""Parts of every change, in the order in which they are shown."""
LIMITS = ("floor_share", "cap_share", "corridor")
"""Fields of the money rules that are bounds."""
_SPLITS = (
    ((WEIGHTS,), (SCORES,), (POPULATION,), (MONEY,), (BOUNDS,)),
    ((WEIGHTS,), (SCORES,), (POPULATION,), (MONEY, BOUNDS)),
    ((WEIGHTS,), (SCORES,), (POPULATION, MONEY, BOUNDS)),
    ((WEIGHTS, SCORES), (POPULATION,), (MONEY,), (BOUNDS,)),
    ((WEIGHTS, SCORES), (POPULATION, MONEY, BOUNDS)),
    ((WEIGHTS, SCORES, POPULATION, MONEY, BOUNDS),),
)
"""Ways to tell causes apart, the finest first: bounds may not hold with another pool."""
Groups: TypeAlias = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Why the money of one institution changes, in fen."""

    area: Area | None
    """None for what is carried over, and for the sum."""
    before: int
    after: int
    parts: Mapping[str, int]
    """By cause; they add up to the change."""

    @property
    def change(self) -> int:
        """Return the whole change."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Ledger:
    """A change by institution and cause; every row and every column adds up."""

    lines: tuple[Line, ...]
    """In the order of area codes."""
    carried: Line
    """What the rules leave undistributed."""
    pool: Line
    """The sum of all lines and of what is carried over: the change of the pool."""
    together: tuple[tuple[str, ...], ...]
    """Causes that cannot be told apart here; their part stands under the first of them."""

    def line(self, area: str) -> Line:
        """Return the line of an institution.

        Raises
        ------
        InputError
            If it has none.
        """
        for line in self.lines:
            if line.area is not None and line.area.code == area:
                return line
        raise InputError(N_("The area “{code}” is not among those evaluated."), code=area)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Two outcomes, and what stands between them."""

    before: Outcome
    after: Outcome

    def of(self, cause: str, held: frozenset[str]) -> Outcome:
        """Return the outcome that a cause is taken from, when those held have changed."""
        return self.after if cause in held else self.before


def ledger(before: Outcome, after: Outcome) -> Ledger:
    """Split the change between two outcomes by cause.

    Parameters
    ----------
    before, after
        Evaluations of the same institutions, both with an allocation: rules in force and a
        scenario, or two years.

    Raises
    ------
    InputError
        If one of them shares no money, or they score different institutions.

    Notes
    -----
    Weights are points, totals and decimals of the scheme; scores are the marks with all that
    makes them: figures, targets, scoring, treatments, vetoes. Where a mixture of both sides
    cannot be run, such as floors that the old pool cannot pay, the causes that
    clash are taken together and `together` says so.
    """
    sides = _Sides(before, after)
    old, new = _allocations(sides)
    for groups in _SPLITS:
        try:
            parts = _split(sides, _present(sides, groups))
        except ModelError:
            continue
        return _whole(sides, (old, new), parts, tuple(g for g in groups if len(g) > 1))
    raise InputError(N_("The two outcomes cannot be compared: neither can be run again."))


def differing(before: Outcome, after: Outcome) -> tuple[str, ...]:
    """Return the causes that differ between two outcomes; rounding may always differ."""
    sides = _Sides(before, after)
    return tuple(cause for cause in CAUSES[:-1] if _differs(sides, cause))


def _present(sides: _Sides, groups: Groups) -> Groups:
    """Leave out groups in which nothing differs; refuse to part what cannot be mixed."""
    apart = any(group == (WEIGHTS,) for group in groups)
    if apart and not _same_leaves(sides):
        raise InputError(N_("The two schemes score different indicators."))
    return tuple(group for group in groups if any(_differs(sides, cause) for cause in group))


def _split(sides: _Sides, groups: Groups) -> dict[str, Numbers]:
    """Return exact changes by the first cause of each group; what is carried over is last."""
    scored: dict[tuple[bool, bool], Scores] = {}

    def worth(held: frozenset[str]) -> Numbers:
        changed = frozenset(cause for group in groups if group[0] in held for cause in group)
        mix = (WEIGHTS in changed, SCORES in changed)
        if mix not in scored:
            scored[mix] = _scores(sides, changed)
        return _exact_amounts(sides, changed, scored[mix])

    return shapley([group[0] for group in groups], worth)


def _scores(sides: _Sides, held: frozenset[str]) -> Scores:
    """Weigh the marks of one side with the weights of one side."""
    weighed, marked = sides.of(WEIGHTS, held), sides.of(SCORES, held)
    if weighed is marked:
        return weighed.scores
    marks = marked.scores
    return weigh(marks.measures, marks.marks, weighed.rules, weighed.scores.tree)


def _exact_amounts(sides: _Sides, held: frozenset[str], scores: Scores) -> Numbers:
    people = {area.code: area.population for area in sides.of(POPULATION, held).areas}
    areas = tuple(replace(area, population=people[area.code]) for area in scores.areas)
    rules = sides.of(MONEY, held).rules
    limits = sides.of(BOUNDS, held).rules.allocation
    money = rules.allocation
    if money is None or limits is None:
        raise InputError(_NO_MONEY)
    bounded = replace(money, **{name: getattr(limits, name) for name in LIMITS})
    claims = claim(replace(scores, areas=areas), replace(rules, allocation=bounded))
    amounts = exact_amounts(claims, bounded)
    return exact([*amounts, resolve_pool(bounded, areas) - sum(amounts)])


def _whole(
    sides: _Sides,
    shares: tuple[Allocation, Allocation],
    parts: Mapping[str, Numbers],
    together: tuple[tuple[str, ...], ...],
) -> Ledger:
    """Add what rounding does, and bring the table to whole fen."""
    old, new = ([*share.amounts().values(), share.carried_over] for share in shares)
    changes = [b - a for a, b in zip(old, new, strict=True)]
    nothing = exact([0] * len(changes))
    columns = [parts.get(cause, nothing) for cause in CAUSES[:-1]]
    rest = exact(changes) - sum(columns, nothing)
    rows = [list(row) for row in zip(*columns, rest, strict=True)]
    table = [dict(zip(CAUSES, row, strict=True)) for row in round_table(rows)]
    areas: list[Area | None] = [*sides.after.areas, None]
    lines = [Line(area, a, b, row) for area, a, b, row in zip(areas, old, new, table, strict=True)]
    total = {cause: sum(row[cause] for row in table) for cause in CAUSES}
    pool = Line(None, shares[0].pool, shares[1].pool, total)
    return Ledger(tuple(lines[:-1]), lines[-1], pool, together)


_NO_MONEY = N_("Only two allocations among the same institutions can be compared.")


def _allocations(sides: _Sides) -> tuple[Allocation, Allocation]:
    old, new = sides.before.allocation, sides.after.allocation
    codes = [[area.code for area in outcome.areas] for outcome in (sides.before, sides.after)]
    if old is None or new is None or codes[0] != codes[1]:
        raise InputError(_NO_MONEY)
    return old, new


def _same_leaves(sides: _Sides) -> bool:
    trees = [outcome.scores.tree for outcome in (sides.before, sides.after)]
    codes = [[(leaf.code, leaf.indicator) for leaf in tree.leaves] for tree in trees]
    shapes = [[(n.code, n.start, n.stop, n.parent) for n in tree.nodes] for tree in trees]
    return codes[0] == codes[1] and shapes[0] == shapes[1]


def _differs(sides: _Sides, cause: str) -> bool:
    return _facts(sides.before, cause) != _facts(sides.after, cause)


def _facts(outcome: Outcome, cause: str) -> object:
    """Return what a cause consists of: where nothing differs, no run is needed."""
    scores, rules = outcome.scores, outcome.rules
    if cause == WEIGHTS:
        return scores.tree, rules.score_decimals, rules.rank_basis
    if cause == POPULATION:
        return [area.population for area in outcome.areas]
    if cause == SCORES:
        return _marks(scores)
    money = _money(rules)
    limits = {name: getattr(money, name) for name in LIMITS}
    if cause == BOUNDS:
        return limits
    unbounded = replace(money, floor_share=None, cap_share=None, corridor=None)
    return unbounded, rules.money_basis


def _marks(scores: Scores) -> Sequence[object]:
    marks, measures = scores.marks, scores.measures
    return (
        [area.kind for area in scores.areas],
        *(marks.parts.attainment.tolist(), marks.parts.treatment.tolist()),
        *(marks.ceiling, marks.barred.tolist()),
        *(measures.values.tolist(), measures.numerator.tolist(), measures.denominator.tolist()),
    )


def _money(rules: Rules) -> AllocationRules:
    if rules.allocation is None:
        raise InputError(_NO_MONEY)
    return rules.allocation
