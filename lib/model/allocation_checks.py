"""Sums that must agree (勾稽关系): every table of an allocation against its pool."""

from collections.abc import Iterable
from dataclasses import dataclass

from lib.errors import N_
from lib.model.allocation import Allocation, Row
from lib.model.villages import Village


@dataclass(frozen=True, slots=True)
class Check:
    """A whole and the parts that have to add up to it, in fen."""

    label: str
    """What the whole is, a template to translate."""
    whole: int
    parts: tuple[tuple[str, int], ...]
    """Name of each part, a template to translate, and its amount."""
    item: str = ""
    """Service item whose pool it is, if of one."""

    @property
    def holds(self) -> bool:
        """Tell whether the parts add up to the whole, to the fen."""
        return sum(amount for _, amount in self.parts) == self.whole


def check(allocation: Allocation, villages: Village | None) -> tuple[Check, ...]:
    """Check every column of an allocation against what it was shared from.

    Parameters
    ----------
    allocation
        Amounts of the institutions.
    villages
        Amounts of their clinics; None where they were not split.

    Examples
    --------
    >>> [c.holds for c in check(Allocation(5, 2, 3, (), 5), None)][:2]
    [True, False]
    """
    rows = allocation.rows
    pool = Check(
        N_("Pool"),
        allocation.pool,
        (
            (N_("amounts of the institutions"), _sum(r.amount for r in rows)),
            (N_("carried over"), allocation.carried_over),
        ),
    )
    base = (N_("of the institutions"), _sum(r.base for r in rows))
    return (
        pool,
        Check(N_("Base pool"), allocation.base_pool, (base,)),
        _performance(allocation),
        *_formula(allocation),
        *_moved(rows),
        _parts(rows),
        _amount(rows),
        *_villages(rows, villages),
    )


def check_clinics(row: Row, villages: Village) -> Check:
    """Check the clinics of one institution against its village share."""
    clinics = villages.of(row.area)
    parts = [(N_("of its clinics"), _sum(clinic.amount for clinic in clinics))]
    if not clinics:
        parts = [(N_("stays with the institution: it has no clinics"), row.village)]
    return Check(N_("Village part"), row.village, tuple(parts))


def _performance(allocation: Allocation) -> Check:
    """Compare what is shared by performance with its pool; what nobody earns is carried over."""
    rounding = allocation.pool - allocation.base_pool - allocation.performance_pool
    rows = allocation.rows
    parts = {
        N_("of the institutions"): _sum(row.performance for row in rows),
        N_("awards from deducted money"): _sum(row.award for row in rows),
        N_("moved by rank awards"): _sum(row.rank_award for row in rows),
        N_("moved by vetoes"): _sum(row.withheld for row in rows),
        N_("carried over"): allocation.carried_over - rounding,
        N_("moved by floors and caps"): _sum(row.adjustment for row in rows),
        N_("moved by the corridor"): _sum(row.corridor for row in rows),
    }
    kept = {N_("of the institutions"), N_("carried over"), N_("moved by floors and caps")}
    shown = tuple((name, part) for name, part in parts.items() if part or name in kept)
    return Check(N_("Performance pool"), allocation.performance_pool, shown)


def _formula(allocation: Allocation) -> tuple[Check, ...]:
    """Compare deducted money with its awards, and every item pool with what it shared."""
    rows = allocation.rows
    checks = [
        Check(
            N_("Item pool"),
            pool,
            ((N_("of the institutions"), _sum(row.items[item] for row in rows)),),
            item,
        )
        for item, pool in allocation.item_pools.items()
    ]
    if allocation.item_pools:
        pools = tuple((item, pool) for item, pool in allocation.item_pools.items())
        shared = _sum(row.performance for row in rows)
        checks.append(Check(N_("Item pools together"), shared, pools))
    if allocation.deducted:
        awarded = _sum(row.award for row in rows)
        left = allocation.deducted - awarded
        parts = ((N_("awards from deducted money"), awarded), (N_("carried over"), left))
        whole = allocation.performance_pool - _sum(row.performance for row in rows)
        checks.append(Check(N_("Deducted by tiers"), whole, parts))
    return tuple(checks)


def _moved(rows: tuple[Row, ...]) -> tuple[Check, ...]:
    """Tell that floors, caps and the corridor only move money between institutions."""
    columns = {
        N_("Floors and caps"): [row.adjustment for row in rows],
        N_("Corridor"): [row.corridor for row in rows],
    }
    return tuple(
        Check(
            label,
            0,
            (
                (N_("gained"), _sum(part for part in parts if part > 0)),
                (N_("lost"), _sum(part for part in parts if part < 0)),
            ),
        )
        for label, parts in columns.items()
        if any(parts)
    )


def _parts(rows: tuple[Row, ...]) -> Check:
    """Compare amounts with their seven parts, institution by institution."""
    astray = _sum(abs(row.amount - sum(parts_of(row).values())) for row in rows)
    columns = [parts_of(row) for row in rows]
    names = list(columns[0]) if columns else []
    parts = [(name, _sum(column[name] for column in columns)) for name in names]
    shown = tuple((name, part) for name, part in parts if part)
    return Check(N_("Amounts by part"), _sum(row.amount for row in rows) + astray, shown)


def parts_of(row: Row) -> dict[str, int]:
    """Name the seven parts of an amount, fen; together they are the amount."""
    return {
        N_("base"): row.base,
        N_("performance"): row.performance,
        N_("award"): row.award,
        N_("rank award"): row.rank_award,
        N_("veto"): row.withheld,
        N_("floors and caps"): row.adjustment,
        N_("corridor"): row.corridor,
    }


def _amount(rows: tuple[Row, ...]) -> Check:
    """Compare amounts with what is paid, what falls due, and what is settled."""
    paid, recovered = _sum(row.advance for row in rows), _sum(row.recovered for row in rows)
    parts = [
        (N_("advance paid"), paid),
        (N_("advance not yet due"), _sum(sum(row.advances) for row in rows) - paid),
        (N_("settlement"), _sum(row.settlement for row in rows)),
    ]
    if recovered:
        parts.append((N_("recovered from last year"), recovered))
    return Check(N_("Amounts"), _sum(row.amount for row in rows), tuple(parts))


def _villages(rows: tuple[Row, ...], villages: Village | None) -> tuple[Check, ...]:
    if villages is None:
        return ()
    served = {clinic.institution for clinic in villages.rows}
    kept = _sum(row.village for row in rows if row.area not in served)
    parts = [(N_("of the clinics"), _sum(clinic.amount for clinic in villages.rows))]
    if kept:
        parts.append((N_("of institutions without clinics"), kept))
    return (Check(N_("Village part"), _sum(row.village for row in rows), tuple(parts)),)


def _sum(amounts: Iterable[int]) -> int:
    return sum(amounts)
