"""What the allocation screen says beside its tables."""

from __future__ import annotations

from lib.model import allocation
from lib.model.allocation import Row
from lib.model.money_rules import Recovery
from lib.model.rules import AllocationRules
from pages.ui import formats
from pages.ui.text import N_, fill


def performance_pay(rules: AllocationRules | None, row: Row) -> list[str]:
    """Say what the base of performance pay (绩效工资基数) is; nothing without a share."""
    if rules is None or rules.performance_pay_share is None:
        return []
    told = N_("Base of performance pay: {share} of the township part {township} = {amount}")
    values = {
        "share": formats.percent(rules.performance_pay_share),
        "township": formats.yuan(row.township),
        "amount": formats.yuan(allocation.performance_pay(row, rules)),
    }
    return [fill(told, values)]


def owing(rules: AllocationRules | None, rows: tuple[Row, ...]) -> str:
    """Say who has to pay back, how much, and how."""
    owed = [row.settlement for row in rows if row.settlement < 0]
    if not owed or rules is None:
        return fill(N_("Nothing has to be paid back."), {})
    told = {
        Recovery.NEXT_INSTALMENT: N_(
            "{count} institutions owe {amount}, kept from their first instalment of next year."
        ),
        Recovery.REFUND: N_("{count} institutions pay back {amount}."),
    }[rules.recovery]
    return fill(told, {"count": len(owed), "amount": formats.yuan(-sum(owed))})
