"""What was paid, what is held of it for open items, and what was released: sums in sight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.problems import Severity
from lib.model.rectification.held import Account
from pages.ui import formats, load, problem_words, rectification_pay, state, tables, widgets
from pages.ui import rectification_words as words
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, rectification
from pages.ui.text import _, listed, name, short_name

_EVERY, _AREA = "all", "money area"
_FEN = 100
_HEIGHT = 330  # pixels


def show(heading: DeltaGenerator) -> None:
    """Show the sums, the running account of one institution or all, and take payments in."""
    accounts = tuple(rectification.purse().accounts.values())
    day = clock.today()
    with heading:
        _headline(accounts, day)
    with st.container(horizontal=True, vertical_alignment="center"):
        _check(accounts, day)
        st.space("stretch")
        rectification_pay.register()
        rectification_pay.cancel(accounts)
    if not accounts:
        widgets.nothing(
            _("No payment is registered yet."),
            _("Register an instalment: what open items hold of it is computed and posted."),
        )
        return
    sums, running = (
        (st.container(), st.container())
        if state.language() == "en"  # its words need the whole width
        else st.columns([46, 54], gap="medium")
    )
    with sums:
        headline(_("By institution, up to {day}").format(day=formats.day(day)), _("yuan"))
        _sums(accounts, day)
    with running:
        _running(accounts)
    _rule(day)


def _headline(accounts: tuple[Account, ...], day: date) -> None:
    due, paid, held = totals(accounts, day)
    said = _("Due **{due}**, paid **{paid}**, held **{held}** for {count} open items")
    items = {part.item for account in accounts for part in account.waiting()}
    conclude(
        said.format(
            due=formats.wan(due),
            paid=formats.wan(paid),
            held=formats.wan(held),
            count=len(items),
        ),
    )


def totals(accounts: tuple[Account, ...], day: date) -> tuple[int, int, int]:
    """Add up what was due, paid and held by a day, fen."""
    return (
        sum(account.entitlement_on(day) for account in accounts),
        sum(account.paid_on(day) for account in accounts),
        sum(account.held_on(day) for account in accounts),
    )


def _check(accounts: tuple[Account, ...], day: date) -> None:
    due, paid, held = totals(accounts, day)
    sign = "✓" if paid + held == due else "✗"
    said = _("paid {paid} + held {held} = due {due} {sign}")
    st.markdown(
        said.format(
            paid=formats.yuan(paid, unit=False),
            held=formats.yuan(held, unit=False),
            due=formats.yuan(due, unit=False),
            sign=sign,
        ),
        width="content",
    )


def _sums(accounts: tuple[Account, ...], day: date) -> None:
    rows = sum_rows(accounts, day)
    st.dataframe(tables.readable(rows), hide_index=True, height=_HEIGHT)
    tables.download(rows, _("Held and paid"))


def sum_rows(accounts: tuple[Account, ...], day: date) -> list[dict[str, object]]:
    """Write due, paid, held and released of every institution, those that hold most first."""
    rows = []
    for code, area in load.institutions().items():
        own = tuple(a for a in accounts if a.area_code == code)
        due, paid, held = totals(own, day)
        released = sum(r.fen for a in own for r in a.releases if r.on <= day)
        rows.append(
            {
                _("Institution"): short_name(area),
                _("Amount due"): due / _FEN,
                _("Amount paid"): paid / _FEN,
                _("Amount held"): held / _FEN,
                _("Amount released"): released / _FEN,
                _("Check"): "✓" if paid + held == due else "✗",
            }
        )
    return sorted(rows, key=lambda row: -float(str(row[_("Amount held")])))


def _running(accounts: tuple[Account, ...]) -> None:
    areas = load.institutions()
    holding = {account.area_code for account in accounts if account.payment.parts}
    touched = [code for code in areas if code in holding]
    with st.container(horizontal=True, vertical_alignment="center"):
        headline(_("Running account"), _("every part held and released"))
        code = st.selectbox(
            _("Institution"),
            [_EVERY, *touched, *(c for c in areas if c not in touched)],
            key=state.preset(_AREA, _EVERY),
            format_func=lambda c: _("All that hold") if c == _EVERY else name(areas[c]),
            label_visibility="collapsed",
        )
    chosen = [
        a
        for a in accounts
        if a.area_code == code or (code == _EVERY and (a.payment.parts or a.cancelled))
    ]
    rows = running_rows(chosen)
    st.dataframe(
        tables.readable(rows),
        hide_index=True,
        height=_HEIGHT,
        column_order=[title for title in rows[0] if title != _("Payment number")] if rows else (),
        column_config={
            _("Day"): st.column_config.TextColumn(width=84),
            _("Institution"): st.column_config.TextColumn(width=58),
            _("What"): st.column_config.TextColumn(width=150),
            _("Paid out"): st.column_config.NumberColumn(width=96),
            _("Held or released"): st.column_config.NumberColumn(width=88),
            _("Held after it"): st.column_config.NumberColumn(width=84),
        },
    )
    tables.download(rows, _("Running account"))


def running_rows(accounts: list[Account]) -> list[dict[str, object]]:
    """Write every movement in order of days, with what is held after it."""
    lines = sorted((line for a in accounts for line in _movements(a)), key=lambda line: line[:2])
    held = 0
    rows = []
    for on, _order, account, what, paid, change in lines:
        held += change
        rows.append(
            {
                _("Day"): on.isoformat(),
                _("Payment number"): account.number,
                _("Institution"): words.area(account.area_code),
                _("What"): what,
                _("Paid out"): paid / _FEN,
                _("Held or released"): change / _FEN,
                _("Held after it"): held / _FEN,
            }
        )
    return rows


_Line = tuple[date, int, Account, str, int, int]


def _movements(account: Account) -> list[_Line]:
    payment = account.payment
    parts = sum(part.fen for part in payment.parts)
    lines: list[_Line] = [
        (
            payment.on,
            0,
            account,
            words.purpose(payment.due.purpose),
            payment.due.entitlement - parts,
            0,
        )
    ]
    for part in payment.parts:
        why = _("held for {item}, overdue") if part.overdue else _("held for {item}")
        lines.append((payment.on, 1, account, why.format(item=part.item), 0, part.fen))
    for release in account.releases:
        what = _("released: {item} closed out").format(item=release.item)
        lines.append((release.on, 2, account, what, release.fen, -release.fen))
    if account.cancelled is not None:
        back = payment.due.entitlement - parts
        lines.append((account.cancelled.on, 3, account, _("payment cancelled"), -back, -parts))
    return lines


def _rule(day: date) -> None:
    """Say by which shares parts are held, and on whose word."""
    held = rectification.rules().held_on(day)
    said = _(
        "Share of a payment held for each open item: in time {in_time}; overdue {overdue}; "
        "at most {cap} of a payment. Source: {source}"
    )
    st.caption(
        said.format(
            in_time=_shares(held.in_time),
            overdue=_shares(held.overdue),
            cap=formats.percent(held.cap, 0),
            source=held.reference.title,
        )
    )


def _shares(by_severity: Mapping[Severity, Fraction]) -> str:
    return listed(
        f"{_(problem_words.SEVERITIES[severity])} {formats.percent(by_severity[severity], 0)}"
        for severity in Severity
    )
