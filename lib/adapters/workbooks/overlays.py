"""Rank bonus and malus (排名奖惩) as formulas of a spreadsheet; equals share a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np

from lib.adapters.workbooks.book import Live, span_of
from lib.adapters.workbooks.calculation import Calculation, Units
from lib.adapters.workbooks.sharing import Table
from lib.errors import N_
from lib.model.formulas.slots import slots
from lib.model.money_rules import AwardBy, RankAwards


@dataclass(frozen=True, slots=True)
class _Places:
    """Ranks of the institutions, and who may be among the first."""

    ranks: Units
    allowed: Units

    @property
    def span(self) -> tuple[str, str]:
        return span_of(self.ranks), span_of(self.allowed)


def rank_awards(work: Calculation, rule: RankAwards, amounts: Units) -> Units:
    """Return what each institution gains less what it loses by its rank, in units."""
    claims = work.case.claims
    table = work.table(N_("Ranks, and what the last lose"))
    ranks = [Live(str(int(rank)), int(rank)) for rank in claims.ranks]
    may = [Live(str(int(not no)), int(not no)) for no in claims.barred.tolist()]
    places = _Places(
        table.column(work.say(N_("Rank")), ranks),
        table.column(work.say(N_("May be among the first")), may),
    )
    lost = _lost(work, table, rule, places, amounts)
    weights = _weights(work, table, rule, places)
    pot = Live(f"SUM({span_of(lost)})", sum(cell.whole for cell in lost))
    gained = work.share(N_("What the last lose, shared among the first"), pot, weights)
    return [
        Live(f"{plus.text}-{minus.text}", plus.whole - minus.whole)
        for plus, minus in zip(gained, lost, strict=True)
    ]


def most_ties(ranks: Sequence[int]) -> int:
    """Return what makes the parts of any shared place whole.

    Examples
    --------
    >>> most_ties([1, 2, 2, 4, 4, 4])
    6
    """
    counts = [list(ranks).count(rank) for rank in set(ranks)]
    return lcm(*counts)


def _lost(
    work: Calculation, table: Table, rule: RankAwards, places: _Places, amounts: Units
) -> Units:
    claims = work.case.claims
    everyone = np.ones(len(claims.areas), dtype=bool)
    held = slots(-claims.ranks, rule.bottom, everyone)
    span, cells = places.span[0], []
    for rank, amount, part in zip(places.ranks, amounts, held, strict=True):
        tied = f"COUNTIF({span},{rank.text})"
        hold = f'MAX(0,MIN(rank_bottom-COUNTIF({span},">"&{rank.text}),{tied}))'
        share = f"ROUND(rank_share*share_scale,0)*{hold}*{amount.text}"
        text = f"INT({share}/({tied}*share_scale))"
        cells.append(Live(text, int(rule.share * part * amount.whole)))
    return table.column(work.say(N_("Lost, units")), cells)


def _weights(work: Calculation, table: Table, rule: RankAwards, places: _Places) -> Units:
    """Write what the first share by: places held, made whole, times residents or one."""
    claims = work.case.claims
    held = slots(claims.ranks, rule.top, ~claims.barred)
    common = most_ties(claims.ranks.tolist())
    common *= most_ties(claims.ranks[~claims.barred].tolist()) if claims.barred.any() else 1
    span, allowed = places.span
    cells = []
    for line, part in enumerate(held):
        rank, people = places.ranks[line].text, work.people[line]
        better = f"SUMPRODUCT(({span}<{rank})*{allowed})"
        tied = f"SUMPRODUCT(({span}={rank})*{allowed})"
        hold = f"MAX(0,MIN(rank_top-{better},{tied}))*{common}/{tied}"
        by = f'IF(rank_by="equal",1,{people.text})'
        count = 1 if rule.by == AwardBy.EQUAL else people.whole
        text = f"IF({places.allowed[line].text}=0,0,ROUND({hold},0)*{by})"
        cells.append(Live(text, int(part * common) * count))
    return table.column(work.say(N_("Weight")), cells)
