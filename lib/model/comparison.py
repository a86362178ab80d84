"""Compare two outcomes: who wins, who loses, and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.evaluation import Outcome
from lib.model.notices import Notice
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Rules
from lib.model.scenarios import Weights, dimension_points, item_points

BANDS = ("big_loss", "loss", "same", "gain", "big_gain")
SMALL, LARGE = Fraction(1, 1000), Fraction(1, 100)
"""Edges of the five bands, as a share of the amount before: 0.1 % and 1 %.

With seven tenths paid by head, ten points more on the heaviest item move the typical
amount by 0.2 %; wider bands would show nothing.
"""


@dataclass(frozen=True, slots=True)
class Change:
    """What a scenario does to one institution."""

    area: Area
    before: int
    after: int
    """Amounts, fen."""
    share: Fraction | None
    """Change over the amount before, unit /1; None where there was none."""
    band: str
    """One of `BANDS`."""
    rank_before: int | None
    rank_after: int | None
    score_before: Fraction | None
    score_after: Fraction | None

    @property
    def difference(self) -> int:
        """Fen gained; negative is lost."""
        return self.after - self.before

    @property
    def places(self) -> int | None:
        """Places gained in the ranking; negative is lost."""
        if self.rank_before is None or self.rank_after is None:
            return None
        return self.rank_before - self.rank_after


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two outcomes side by side, in the order of area codes."""

    changes: tuple[Change, ...]

    @property
    def moved(self) -> int:
        """Fen that change hands: the sum of all gains less what the pool itself gained."""
        gains = sum(c.difference for c in self.changes if c.difference > 0)
        return min(gains, -sum(c.difference for c in self.changes if c.difference < 0))

    @property
    def is_null(self) -> bool:
        """Tell whether no amount and no rank changes."""
        return not any(c.difference or c.places for c in self.changes)

    def counts(self) -> dict[str, int]:
        """Count the institutions in each band."""
        return {band: sum(c.band == band for c in self.changes) for band in BANDS}


def compare(baseline: Outcome, scenario: Outcome) -> Comparison:
    """Compare what two sets of rules give.

    Raises
    ------
    InputError
        If one of them shares no money, or they score different areas.
    """
    before, after = baseline.allocation, scenario.allocation
    same_areas = [a.code for a in baseline.areas] == [a.code for a in scenario.areas]
    if before is None or after is None or not same_areas:
        raise InputError(N_("Only two allocations among the same institutions can be compared."))
    return Comparison(
        tuple(
            _change(area, (old.amount, new.amount), baseline, scenario)
            for area, old, new in zip(baseline.areas, before.rows, after.rows, strict=True)
        )
    )


def band(share: Fraction | None) -> str:
    """Return the band of a relative change.

    Examples
    --------
    >>> [band(Fraction(change, 1000)) for change in (-30, -9, 0, 9, 30)]
    ['big_loss', 'loss', 'same', 'gain', 'big_gain']
    """
    if share is None or abs(share) < SMALL:
        return "same"
    if share < 0:
        return "big_loss" if -share >= LARGE else "loss"
    return "big_gain" if share >= LARGE else "gain"


def read_back(baseline: Rules, proposed: Rules) -> tuple[Notice, ...]:
    """Say in sentences what a scenario changes, from the rules themselves.

    Returns
    -------
    tuple of Notice
        None where the rules are the same.
    """
    said = [
        *_moved(item_points(baseline.tree), item_points(proposed.tree)),
        *_moved(dimension_points(baseline), dimension_points(proposed)),
    ]
    old, new = baseline.allocation, proposed.allocation
    if old is None or new is None:
        return tuple(said)
    for name, message in _MONEY.items():
        before, after = _read(old, name), _read(new, name)
        if before != after:
            values = {"before": before, "after": after, "name": name}
            said.append(Notice(message, "info", values))
    return tuple(said)


_MONEY = {
    "pool": N_("pool: {before} → {after}"),
    "formula": N_("formula: {before} → {after}"),
    "base_share": N_("share paid by head: {before} → {after}"),
    "pass_line": N_("pass line: {before} → {after}"),
    "below_pass_line": N_("below the pass line: {before} → {after}"),
    "floor_share": N_("floor: {before} → {after}"),
    "cap_share": N_("cap: {before} → {after}"),
    "village_share": N_("village share: {before} → {after}"),
    "village_split": N_("village split: {before} → {after}"),
    "rounding_unit": N_("rounding unit: {before} → {after}"),
    "unit_price": N_("price of a work point: {before} → {after}"),
    "rank_awards.bottom": N_("rank awards, places that lose: {before} → {after}"),
    "rank_awards.share": N_("rank awards, share lost: {before} → {after}"),
    "rank_awards.top": N_("rank awards, places that gain: {before} → {after}"),
    "corridor.down": N_("at most less than last year: {before} → {after}"),
    "corridor.up": N_("at most more than last year: {before} → {after}"),
    "coefficient.alpha": N_("steepness of the coefficient: {before} → {after}"),
    "veto_money.share": N_("withheld by a veto: {before} → {after}"),
}


def _read(money: AllocationRules, name: str) -> object:
    """Read a rule, or a part of one; None where the rule is not declared."""
    first, _, part = name.partition(".")
    rule = getattr(money, first)
    return getattr(rule, part) if part and rule is not None else rule


def _moved(before: Weights, after: Weights) -> list[Notice]:
    message = N_("{code}: {before} → {after} points")
    return [
        Notice(message, "info", {"code": code, "before": before[code], "after": after[code]})
        for code in before
        if before[code] != after[code]
    ]


def _change(area: Area, amounts: tuple[int, int], baseline: Outcome, scenario: Outcome) -> Change:
    before, after = amounts
    share = Fraction(after - before, before) if before else None
    return Change(
        area=area,
        before=before,
        after=after,
        share=share,
        band=band(share),
        rank_before=baseline.scores.rank_of(area.code),
        rank_after=scenario.scores.rank_of(area.code),
        score_before=baseline.scores.of(area.code),
        score_after=scenario.scores.of(area.code),
    )
