"""Register payments with the parts that open items hold of them; take back a wrong one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import streamlit as st

from lib.errors import N_, InputError
from lib.model.allocation import Allocation
from lib.model.rectification.held import Account, Due
from lib.model.rectification.paying import LONGEST_PURPOSE, parts_held
from pages.ui import deeds, formats, load, rectification_forms, state, tables
from pages.ui import rectification_words as words
from pages.ui.load import clock, rectification
from pages.ui.text import _, listed, name

_PAY, _CANCEL, _OTHER = "pay", "cancel payment", "other"
_FEN = 100
_HEIGHT, _ROW = 240, 35  # pixels


def register() -> None:
    """Offer to register a payment to one institution, to some or to all."""
    with st.popover(_("Register a payment"), icon=":material/payments:"):
        key = deeds.key_of(_PAY)
        purpose = st.selectbox(
            _("Which payment"),
            [*purposes(), _OTHER],
            format_func=lambda c: _("another payment") if c == _OTHER else words.purpose(c),
            key=f"purpose {key}",
        )
        by, on = rectification_forms.who_and_when(f"pay {key}", date(clock.today().year - 1, 1, 1))
        wanted = _by_hand(key) if purpose == _OTHER else _by_engine(str(purpose), key)
        if wanted:
            _preview(wanted, on)
        label = _("Register ({count})").format(count=len(wanted))
        if st.button(label, key="pay now", type="primary", disabled=not wanted):
            deeds.attempt_once(
                _PAY,
                lambda once: rectification.pay(
                    wanted, rectification_forms.act(by, on), once, state.author()
                ),
                _("{count} payments are registered.").format(count=len(wanted)),
            )


def cancel(accounts: tuple[Account, ...]) -> None:
    """Offer to take back a payment that was never made."""
    standing = {a.number: a for a in accounts if a.cancelled is None and not a.releases}
    with st.popover(_("Cancel a payment"), icon=":material/undo:", disabled=not standing):
        key = deeds.key_of(_CANCEL)
        number = st.selectbox(
            _("Which payment"),
            list(reversed(standing)),
            format_func=lambda n: _called(standing[n]),
            key=f"number {key}",
        )
        reason = st.text_area(_("Reason"), key=f"reason {key}", height=90)
        first = standing[number].payment.on if number else clock.today()
        by, on = rectification_forms.who_and_when(f"cancel {key}", first)
        if st.button(_("Cancel it"), key="cancel now"):
            deeds.attempt_once(
                _CANCEL,
                lambda once: rectification.cancel(
                    str(number), reason, rectification_forms.act(by, on), once, state.author()
                ),
                _("Payment {number} is cancelled.").format(number=number),
            )


def purposes() -> list[str]:
    """Return the payments of the year under review: its instalments, and its settlement."""
    year, allocation = clock.quarter().year, _allocation()
    rows = allocation.rows if allocation else ()
    count = len(rows[0].advances) if rows else 0
    settled = [f"{year}-{words.SETTLEMENT}"] if _day() == date(year, 12, 31) else []
    return [*settled, *(f"{year}-{n}" for n in range(count, 0, -1))]


def dues(purpose: str) -> dict[str, int]:
    """Return what the allocation gives each institution for a purpose and was not paid, fen."""
    part = purpose.partition("-")[2]
    allocation = _allocation()
    taken = rectification.purse().paid_for
    found = {}
    for row in allocation.rows if allocation else ():
        amount = row.settlement if part == words.SETTLEMENT else row.advances[int(part) - 1]
        if amount > 0 and (row.area, purpose) not in taken:
            found[row.area] = amount
    return found


def preview_rows(wanted: list[Due], on: date) -> list[dict[str, object]]:
    """Write what would be held of each payment, and by which items."""
    ledger, holding = rectification.ledger(on), rectification.rules().held_on(on)
    rows = []
    for due in wanted:
        items = ledger.of_area(due.area_code)
        parts = parts_held(due.entitlement, items, holding, on)
        held = sum(part.fen for part in parts)
        rows.append(
            {
                _("Institution"): words.area(due.area_code),
                _("Amount due"): due.entitlement / _FEN,
                _("Amount held"): held / _FEN,
                _("Paid now"): (due.entitlement - held) / _FEN,
                _("For items"): listed(part.item for part in parts),
            }
        )
    return sorted(rows, key=lambda row: -float(str(row[_("Amount held")])))


def _by_engine(purpose: str, key: str) -> list[Due]:
    """Take the amounts of the allocation for the institutions that are chosen."""
    amounts, areas = dues(purpose), load.institutions()
    if not amounts:
        st.caption(_("This payment is registered for every institution already."))
        return []
    everyone = st.checkbox(
        _("Every institution it is not registered for: {count}, {amount} in all").format(
            count=len(amounts), amount=formats.wan(sum(amounts.values()))
        ),
        key=f"everyone {key} {purpose}",
    )
    chosen = st.multiselect(
        _("Institutions"),
        list(amounts),
        format_func=lambda code: name(areas[code]) if code in areas else code,
        key=f"areas {key} {purpose}",
        disabled=everyone,
    )
    return [Due(code, purpose, due) for code, due in amounts.items() if everyone or code in chosen]


def _by_hand(key: str) -> list[Due]:
    areas = load.institutions()
    code = st.selectbox(
        _("Institution"), areas, format_func=lambda c: name(areas[c]), key=f"hand area {key}"
    )
    purpose = st.text_input(
        _("Purpose of the payment"), key=f"hand purpose {key}", max_chars=LONGEST_PURPOSE
    )
    typed = st.text_input(_("Amount, yuan"), key=f"hand amount {key}")
    if not purpose.strip() or not typed.strip():
        return []
    return [Due(str(code), purpose.strip(), fen(typed))]


def fen(typed: str) -> int:
    """Read yuan with at most two decimals, exactly.

    Raises
    ------
    InputError
        If it is no such amount.
    """
    bare = typed.strip().replace(",", "").replace("，", "")
    whole, dot, part = bare.partition(".")
    if not whole.isdecimal() or (dot and not (part.isdecimal() and len(part) <= 2)):  # noqa: PLR2004
        raise InputError(
            N_("“{text}” is no amount in yuan."),
            hint=N_("Write it as 123456.78."),
            text=typed,
        )
    return int(Decimal(bare) * _FEN)


def _preview(wanted: list[Due], on: date) -> None:
    rows = preview_rows(wanted, on)
    height = min(_HEIGHT, _ROW * (len(rows) + 1) + 3)
    st.dataframe(tables.readable(rows), hide_index=True, height=height)
    due = sum(one.entitlement for one in wanted)
    held = sum(round(float(str(row[_("Amount held")])) * _FEN) for row in rows)
    said = _("paid {paid} + held {held} = due {due}")
    st.caption(
        said.format(paid=formats.yuan(due - held), held=formats.yuan(held), due=formats.yuan(due))
    )


def _called(account: Account) -> str:
    due = account.payment.due
    parts = (account.number, words.area(due.area_code), words.purpose(due.purpose))
    return " · ".join((*parts, formats.yuan(due.entitlement)))


def _allocation() -> Allocation | None:
    return load.outcome(_day()).allocation


def _day() -> date:
    """Return the last day of the year under review, or of its last month with figures."""
    last = state.last_day(load.periods()[0])
    return min(last, date(clock.quarter().year, 12, 31))
