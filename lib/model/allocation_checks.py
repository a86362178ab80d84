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
    amount, base = _sum(r.amount for r in rows), _sum(r.base for r in rows)
    pool = Check(
        N_("Pool"),
        allocation.pool,
        (
            (N_("amounts of the institutions"), amount),
            (N_("carried over"), allocation.carried_over),
        ),
    )
    paid_by_head = Check(
        N_("Base pool"), allocation.base_pool, ((N_("of the institutions"), base),)
    )
    return (pool, paid_by_head, _performance(allocation), _amount(rows), *_villages(rows, villages))


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
    shared = _sum(row.performance for row in allocation.rows)
    return Check(
        N_("Performance pool"),
        allocation.performance_pool,
        (
            (N_("of the institutions"), shared),
            (N_("carried over"), allocation.carried_over - rounding),
            (N_("moved by floors and caps"), _sum(row.adjustment for row in allocation.rows)),
        ),
    )


def _amount(rows: tuple[Row, ...]) -> Check:
    """Compare amounts with what is paid, what falls due, and what is settled."""
    paid = _sum(row.advance for row in rows)
    return Check(
        N_("Amounts"),
        _sum(row.amount for row in rows),
        (
            (N_("advance paid"), paid),
            (N_("advance not yet due"), _sum(sum(row.advances) for row in rows) - paid),
            (N_("settlement"), _sum(row.settlement for row in rows)),
        ),
    )


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
