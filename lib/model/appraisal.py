"""Appraisal: what is ahead, what is behind, and what waits for a decision.

Everything here reads what the engine left behind; no score and no amount is
made a second time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.model.evaluation import Outcome
from lib.model.indicators import Direction
from lib.model.notices import Notice
from lib.model.observations import Status
from lib.model.progress import NO_LIGHT, Progress
from lib.model.roster import Area
from lib.model.rules import Basis, Rules
from lib.model.scores import Scores
from lib.model.tree import Tree

Groups = Mapping[str, tuple[int, ...]]
"""Positions of leaves by the code of what they belong to."""
FAILED = "fail"
"""Grade of a score below the lowest grade that the rules name."""


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """One service item of a whole county against its targets."""

    code: str
    done: Fraction | None
    """Share of the year's targets reached, weighted by points, unit /1; None without any value."""
    due: Fraction | None
    """Share that the schedule wants by now, weighted the same way, unit /1."""
    light: str
    """Best light whose share of `due` is reached, or none."""
    lights: Mapping[str, int]
    """Number of figures of its parts by light, best first."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one area earned of a group of leaves, and what the county did."""

    code: str
    earned: Fraction
    full_mark: Fraction
    """Points that the area could earn there; 0 where nothing applies to it."""
    county: Fraction | None
    """Share earned in the county: the mean over areas, weighted by residents, unit /1."""

    @property
    def share(self) -> Fraction | None:
        """Return the share earned, unit /1; None where nothing applies."""
        return self.earned / self.full_mark if self.full_mark else None


@dataclass(frozen=True, slots=True)
class LeafStanding:
    """What one area earned of one leaf, and how that compares."""

    code: str
    indicator: str
    earned: Fraction
    full_mark: Fraction
    ahead: Fraction
    """Points more than the mean area would earn of the same full mark; negative is behind."""

    @property
    def lost(self) -> Fraction:
        """Return the points that were there to earn and were not."""
        return self.full_mark - self.earned


@dataclass(frozen=True, slots=True)
class Decisions:
    """What somebody has to decide before an outcome can be adopted."""

    errors: tuple[Notice, ...]
    below_pass_line: tuple[Area, ...]
    incomplete: tuple[tuple[Area, int], ...]
    """Areas with figures that were due and are missing, and how many."""
    recoveries: tuple[tuple[Area, int], ...]
    """Areas that have been advanced more than they get, and how much more, fen."""

    @property
    def count(self) -> int:
        """Return how many kinds of decision are open."""
        groups = (self.errors, self.below_pass_line, self.incomplete, self.recoveries)
        return sum(bool(group) for group in groups)


def item_standings(
    whole: Sequence[Progress], parts: Sequence[Progress], rules: Rules
) -> tuple[ItemStanding, ...]:
    """Set every service item of a whole against its targets, in reading order.

    Parameters
    ----------
    whole
        Progress of the county, indicator by indicator.
    parts
        Progress of its institutions, whose lights are counted.
    rules
        The weights: an indicator counts by its points in the tree.

    Notes
    -----
    done = Σ p·min(1, v/t) / Σ p and due = Σ p·s / Σ p over the indicators that have
    a value and a target, where s is the share of the target that is due by now.
    """
    found = {progress.indicator.code: progress for progress in whole}
    counted = Counter((progress.indicator.code, progress.light) for progress in parts)
    points = rules.tree.points(rules.tree.kinds[0])
    standings = []
    for code, run in item_groups(rules.tree).items():
        here = [(points[p], found[rules.tree.leaves[p].indicator]) for p in run]
        names = {progress.indicator.code for _, progress in here}
        lights = {
            light: sum(counted[name, light] for name in names)
            for light in (*rules.lights, "red", NO_LIGHT)
        }
        standings.append(_item(code, here, lights, rules))
    return tuple(standings)


def _item(
    code: str,
    here: Sequence[tuple[Fraction, Progress]],
    lights: Mapping[str, int],
    rules: Rules,
) -> ItemStanding:
    pairs = [(weight, pair) for weight, progress in here if (pair := _reached(progress))]
    whole = sum((weight for weight, _ in pairs), Fraction())
    if not whole:
        return ItemStanding(code, None, None, NO_LIGHT, lights)
    done = sum((weight * reached for weight, (reached, _) in pairs), Fraction()) / whole
    due = sum((weight * wanted for weight, (_, wanted) in pairs), Fraction()) / whole
    shown = [name for name, share in rules.lights.items() if done >= share * due]
    return ItemStanding(code, done, due, shown[0] if shown else "red", lights)


def _reached(progress: Progress) -> tuple[Fraction, Fraction] | None:
    """Shares of the year's target reached and due by now, both at most 1."""
    value, expected = progress.value, progress.expected
    if value is None or progress.target is None or expected is None:
        return None
    target = progress.target.value
    if progress.indicator.direction == Direction.LOWER:
        return (Fraction(1) if value <= expected else expected / value), Fraction(1)
    if target <= 0:
        return Fraction(1), Fraction(1)
    return min(Fraction(1), value / target), min(Fraction(1), expected / target)


def item_groups(tree: Tree) -> Groups:
    """Group the leaves by service item, in reading order."""
    nodes = tree.with_role("service_item")
    return {node.code: tuple(range(node.start, node.stop)) for node in nodes}


def dimension_groups(rules: Rules) -> Groups:
    """Group the leaves by the dimension of their indicator, in reading order."""
    groups: dict[str, tuple[int, ...]] = {}
    for position, leaf in enumerate(rules.tree.leaves):
        dimension = str(rules.indicators[leaf.indicator].dimension)
        groups[dimension] = (*groups.get(dimension, ()), position)
    return groups


def parts(scores: Scores, groups: Groups, area: str) -> tuple[Part, ...]:
    """Set what an area earned of each group beside the county, in the order of the groups.

    Raises
    ------
    InputError
        If the area was not scored.
    """
    line = scores.line(area)
    people = [scored.population or 0 for scored in scores.areas]
    earned = scores.points * scores.marks.parts.attainment
    found = []
    for code, run in groups.items():
        columns = list(run)
        marks, got = scores.points[:, columns].sum(axis=1), earned[:, columns].sum(axis=1)
        shares = zip(got, marks, people, strict=True)
        known = [(Fraction(g) / m, n) for g, m, n in shares if m and n]
        counted = sum(n for _, n in known)
        county = sum((share * n for share, n in known), Fraction()) / counted if counted else None
        found.append(Part(code, Fraction(got[line]), Fraction(marks[line]), county))
    return tuple(found)


def weakest_item(scores: Scores, area: str) -> tuple[str, Fraction] | None:
    """Return the service item of which an area earned the smallest share, and that share.

    The first one of equals; None where no item has points.

    Raises
    ------
    InputError
        If the area was not scored.
    """
    codes = [node.code for node in scores.tree.with_role("service_item")]
    earned = [(code, *scores.part(area, code)) for code in codes]
    shares = [(points / most, order) for order, (_, points, most) in enumerate(earned) if most]
    if not shares:
        return None
    share, order = min(shares)
    return codes[order], share


def leaf_standings(scores: Scores, area: str) -> tuple[LeafStanding, ...]:
    """Say of every leaf what an area earned and lost, in reading order.

    Raises
    ------
    InputError
        If the area was not scored.

    Notes
    -----
    What is lost adds up to the full mark of the area less what it earned.
    """
    line, attained = scores.line(area), scores.marks.parts.attainment
    found = []
    for position, leaf in enumerate(scores.tree.leaves):
        mark = Fraction(scores.points[line, position])
        counted = attained[scores.points[:, position] > 0, position]
        mean = Fraction(counted.sum()) / len(counted) if len(counted) else Fraction()
        share = Fraction(attained[line, position])
        ahead = mark * (share - mean)
        found.append(LeafStanding(leaf.code, leaf.indicator, mark * share, mark, ahead))
    return tuple(found)


def gaps(leaves: Sequence[LeafStanding], count: int) -> tuple[LeafStanding, ...]:
    """Return the leaves that lose most points, most first; none that loses nothing."""
    losing = [leaf for leaf in leaves if leaf.lost > 0]
    return tuple(sorted(losing, key=lambda leaf: (-leaf.lost, leaf.code))[:count])


def strengths(leaves: Sequence[LeafStanding], count: int) -> tuple[LeafStanding, ...]:
    """Return the leaves furthest ahead of the mean area, in points; none that is behind."""
    leading = [leaf for leaf in leaves if leaf.ahead > 0]
    return tuple(sorted(leading, key=lambda leaf: (-leaf.ahead, leaf.code))[:count])


def grade(score: Fraction | None, grades: Mapping[str, Fraction]) -> str:
    """Return the best grade whose lowest score is reached; empty where nothing is scored.

    Examples
    --------
    >>> levels = {"good": Fraction(80), "pass": Fraction(60)}
    >>> [grade(Fraction(score), levels) for score in (80, 79, 59)]
    ['good', 'pass', 'fail']
    """
    if score is None or not grades:
        return ""
    return next((name for name, lowest in grades.items() if score >= lowest), FAILED)


def grade_counts(scores: Scores, grades: Mapping[str, Fraction]) -> dict[str, int]:
    """Count the areas of each grade, best first; unscored areas are in none."""
    counts = dict.fromkeys((*grades, FAILED), 0) if grades else {}
    for score in scores.published:
        if found := grade(score, grades):
            counts[found] += 1
    return counts


def decisions(outcome: Outcome) -> Decisions:
    """List what somebody has to decide before an outcome can be adopted."""
    scores, money = outcome.scores, outcome.rules.allocation
    areas = {area.code: area for area in scores.areas}
    rows = () if outcome.allocation is None else outcome.allocation.rows
    return Decisions(
        errors=tuple(notice for notice in outcome.notices if notice.severity == "error"),
        below_pass_line=() if money is None else _below(outcome, money.pass_line),
        incomplete=tuple((area, n) for area in scores.areas if (n := missing(scores, area.code))),
        recoveries=tuple((areas[r.area], -r.settlement) for r in rows if r.settlement < 0),
    )


def _below(outcome: Outcome, line: Fraction) -> tuple[Area, ...]:
    """Compare with the line as the money does."""
    scores = outcome.scores
    basis = scores.published if outcome.rules.money_basis == Basis.PUBLISHED else scores.full
    pairs = zip(scores.areas, basis, strict=True)
    return tuple(area for area, score in pairs if score is not None and score < line)


def missing(scores: Scores, area: str) -> int:
    """Count the scored figures of an area that were due and are missing."""
    columns = [scores.measures.column(code) for code in scores.tree.indicators]
    return int((scores.measures.status[scores.line(area), columns] == Status.MISSING).sum())
