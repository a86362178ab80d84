"""Small cells: figures of so few people that they would point at somebody are not shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lib.model.indicators import Accrual, Dimension, Indicator, Level
from lib.model.measures import Measures
from lib.model.notices import Notice
from lib.model.numbers import like
from lib.model.observations import NO_COUNT, Status
from lib.model.progress import NO_LIGHT, Progress
from lib.model.scores import Scores
from lib.model.suppression import Counts, Growth, Reason, Verdict, grows, withhold

SIGN = "—"
"""Stands for a withheld number in a sentence."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """What may not be shown of one month, and why."""

    reasons: Mapping[tuple[str, str], Reason] = field(default_factory=dict)
    """By area code and indicator code; the whole county has its own code."""

    def of(self, area: str) -> frozenset[str]:
        """Return the codes of the indicators that are withheld of an area."""
        return frozenset(code for where, code in self.reasons if where == area)


def months(measured: Sequence[Measures], whole: str, threshold: int | None) -> tuple[Withheld, ...]:
    """Decide what is withheld at the end of each month of one calendar year.

    Indicators of one service item that speak of the same people stand or fall together:
    they share denominators, are parts of one another, and together they are the points
    that a reader could take from the score.

    Parameters
    ----------
    measured
        The scored areas at the end of each month, from January on.
    whole
        Code of the area that they make up, whose figures are shown too.
    threshold
        Lowest numerator that may be shown; a rate needs twice as many people below it.
        None shows everything.

    Returns
    -------
    tuple of Withheld
        One for each month; later months change nothing in earlier ones.
    """
    found: list[dict[tuple[str, str], Reason]] = [{} for _ in measured]
    if threshold is None:
        return tuple(map(Withheld, found))
    for table in tables_of(measured, threshold):
        for reasons, here in zip(found, table.reasons(whole), strict=True):
            reasons.update(here)
    return tuple(map(Withheld, found))


def tables_of(measured: Sequence[Measures], threshold: int) -> list[Table]:
    """Return the tables whose figures are hidden together, each for all months."""
    return [Table(family, measured, threshold) for family in _families(measured)]


def of_day(measures: Measures, threshold: int | None) -> Withheld:
    """Decide what is withheld where only one day is shown, and no figure of the whole."""
    [found] = months([measures], "", threshold)
    return Withheld({at: why for at, why in found.reasons.items() if at[0]})


def protect(progress: Iterable[Progress], withheld: Withheld) -> tuple[Progress, ...]:
    """Take the numbers out of the figures that are withheld; the order stays.

    What is left of a figure says that it was reported, and why it is not shown.
    """
    reasons = withheld.reasons
    return tuple(
        p if (why := reasons.get((p.area.code, p.indicator.code))) is None else _emptied(p, why)
        for p in progress
    )


def protect_villages(progress: Iterable[Progress]) -> tuple[Progress, ...]:
    """Take the numbers out of every sensitive figure of a single village."""
    return tuple(_emptied(p, Reason.VILLAGE) if p.indicator.sensitive else p for p in progress)


def visible(scores: Scores, withheld: Withheld) -> Scores:
    """Return scores whose parts stand for what is shown: withheld leaves carry no points.

    Scores, ranks and the sums of points stay exact. What is made of single leaves, such as
    the share of a service item, is then made of shown figures only.
    """
    points = scores.points.copy()
    for line, area in enumerate(scores.areas):
        kept = withheld.of(area.code)
        hidden = [at for at, leaf in enumerate(scores.tree.leaves) if leaf.indicator in kept]
        points[line, hidden] = like(points, 0)
    return replace(scores, points=points)


def quiet(notices: Iterable[Notice], withheld: Withheld) -> tuple[Notice, ...]:
    """Take the value out of notices about withheld figures."""
    return tuple(
        replace(n, values={**n.values, "value": SIGN})
        if "value" in n.values and (n.area, str(n.values.get("indicator"))) in withheld.reasons
        else n
        for n in notices
    )


def _emptied(progress: Progress, why: Reason) -> Progress:
    if progress.status != Status.REPORTED:
        return progress
    return replace(
        progress,
        value=None,
        numerator=None,
        denominator=None,
        light=NO_LIGHT,
        projected=None,
        needed_now=None,
        needed_by_year_end=None,
        withheld=why,
    )


def _families(measured: Sequence[Measures]) -> list[list[Indicator]]:
    """Group the sensitive indicators by the people they speak of: the ill, or those asked."""
    groups: dict[tuple[str, bool, bool], dict[str, Indicator]] = defaultdict(dict)
    for indicator in (i for measures in measured for i in measures.indicators if i.sensitive):
        asked = indicator.dimension == Dimension.MASS
        copied = indicator.level == Level.COUNTY
        groups[indicator.service_item, asked, copied].setdefault(indicator.code, indicator)
    return [list(group.values()) for group in groups.values()]


def _growth(indicator: Indicator) -> Growth:
    return Growth(
        numerator=indicator.accrual != Accrual.STOCK,
        denominator=indicator.accrual == Accrual.COHORT,
    )


class Table:
    """The figures of indicators that speak of the same people, month by month."""

    def __init__(
        self, family: list[Indicator], measured: Sequence[Measures], threshold: int
    ) -> None:
        self._family = family
        self._threshold = threshold
        self.growth = [_growth(indicator) for indicator in family]
        """Of each indicator."""
        self.year = [self._month(measures) for measures in measured]
        """The counts of each month by area code."""

    def reasons(self, whole: str) -> list[dict[tuple[str, str], Reason]]:
        """Return what is withheld of each month; `whole` is the code of the sum."""
        if self._family[0].level == Level.COUNTY:
            verdicts = [self._copied(counts) for counts in self.year]
        else:
            verdicts = list(withhold(self.year, self.growth, self._threshold))
        return [self._worded(*both, whole) for both in zip(self.year, verdicts, strict=True)]

    def _month(self, measures: Measures) -> dict[str, Counts]:
        found = {a.code: self._counts(measures, line) for line, a in enumerate(measures.areas)}
        return {code: counts for code, counts in found.items() if counts is not None}

    def _counts(self, measures: Measures, line: int) -> Counts | None:
        pairs: list[tuple[int, int] | None] = []
        of, closed, reported = [], False, False
        for indicator in self._family:
            pair = None
            column = measures.columns.get(indicator.code)
            if column is not None and measures.status[line, column] == Status.REPORTED:
                reported = True
                closed = closed or _of_one_village(measures, line, column)
                n, d = (int(a[line, column]) for a in (measures.numerator, measures.denominator))
                pair = None if d == NO_COUNT else (n, d)
                closed = closed or pair is None
                of.append(int(measures.month[line, column]))
            pairs.append(pair)
        return Counts(tuple(pairs), tuple(of), closed) if reported else None

    def _copied(self, counts: Mapping[str, Counts]) -> Verdict:
        """Decide about figures of the whole county, which every area repeats."""
        [verdict] = withhold([dict(list(counts.items())[:1])], self.growth, self._threshold)
        hidden = verdict.total or bool(verdict.hidden)
        return Verdict(frozenset(counts) if hidden else frozenset(), total=hidden)

    def _worded(
        self, counts: Mapping[str, Counts], verdict: Verdict, whole: str
    ) -> dict[tuple[str, str], Reason]:
        """Say why; of counts that grow not which are few, for the month it changed would tell."""
        found = {}
        for area in verdict.hidden:
            for indicator, pair in zip(self._family, counts[area].pairs, strict=True):
                few = pair is not None and pair[0] < self._threshold and not grows(self.growth)
                found[area, indicator.code] = Reason.FEW if few else Reason.KEPT
        if verdict.total:
            found |= {(whole, indicator.code): Reason.KEPT for indicator in self._family}
        return found


def _of_one_village(measures: Measures, line: int, column: int) -> bool:
    """Tell whether a sum over clinics has one clinic in it."""
    return bool(measures.rows[line, column] == NO_COUNT and measures.reported[line, column] == 1)
