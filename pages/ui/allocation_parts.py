"""What the allocation screen says around its tables: sums, checks, marks, files."""

from __future__ import annotations

import streamlit as st

from lib.model.allocation import Allocation, Row
from lib.model.allocation_checks import Check
from lib.model.evaluation import Outcome
from pages.ui import formats, load, method_words, state, tables, widgets
from pages.ui.text import LANGUAGES, N_, _, catalogue, fill, name

HOLDS, FAILS = "✓", "✗"
UNITS = {"yuan": N_("yuan"), "wan": N_("wan yuan")}
WATERMARK = N_("Result of a calculation, not a formal basis for payment")
_UNIT_KEY = "allocation unit"


def money(fen: int | None) -> str:
    """Write an amount of the headlines."""
    return formats.wan(fen)


def sums(allocation: Allocation, checks: tuple[Check, ...]) -> None:
    """Show the four sums that matter, each with the check below it."""
    rows = allocation.rows
    pool, base, performance, amounts, *villages = checks
    paid = sum(row.advance for row in rows)
    split = villages[0] if villages else None
    pools = Check(
        pool.label,
        allocation.pool,
        (
            (N_("base"), base.whole),
            (N_("performance"), performance.whole),
            (N_("below one rounding unit"), pool.whole - base.whole - performance.whole),
        ),
    )
    cards = st.columns(4, gap="small", wrap=False)
    with cards[0]:
        card(N_("Pool"), pool.whole, [pools, pool])
    with cards[1]:
        card(N_("Advance paid"), paid, [amounts], of=amounts.whole)
    with cards[2]:
        settlement = sum(row.settlement for row in rows)
        card(N_("Settlement to come"), settlement, [], of=amounts.whole, note=_owing(rows))
    with cards[3]:
        village = sum(row.village for row in rows)
        card(N_("Of which villages"), village, [split] if split else [], of=amounts.whole)


def card(
    label: str, fen: int, checks: list[Check], *, of: int | None = None, note: str = ""
) -> None:
    """Show one sum: what it is, its share of a whole, and whether its parts add up."""
    with st.container(border=True, height="stretch", gap="xsmall"):
        share = f" · {formats.percent(formats.share(fen, of))}" if of else ""
        st.metric(f"{_(label)}{share}", money(fen))
        st.caption(formats.yuan(fen))
        for check in checks:
            st.caption(equation(check))
        if note:
            st.caption(note)


def equation(check: Check) -> str:
    """Write a check as an equation to the fen, with its verdict."""
    parts = [part for part in check.parts if part[1]] or list(check.parts[:1])
    said = " + ".join(f"{_(label)} {formats.yuan(fen, unit=False)}" for label, fen in parts)
    sign = f":green[**{HOLDS}**]" if check.holds else f":red[**{FAILS}**]"
    return f"{sign} = {said}"


def verdict(checks: tuple[Check, ...]) -> None:
    """Say in one line whether everything adds up."""
    wrong = [check for check in checks if not check.holds]
    if wrong:
        st.error(_("These sums do not agree:") + " " + "；".join(_(c.label) for c in wrong))
        return
    words = _("{count} sums checked, all agree to the fen").format(count=len(checks))
    st.badge(words, icon=":material/check_circle:", color="green")


def toolbar(outcome: Outcome, checks: tuple[Check, ...]) -> str:
    """Show what the figures are, offer the workbook; returns the unit that is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(_(WATERMARK), icon=":material/gavel:", color="orange")
        verdict(checks)
        st.space("stretch")
        unit = st.segmented_control(
            _("Unit"),
            UNITS,
            key=state.preset(_UNIT_KEY, "yuan"),
            format_func=lambda code: _(UNITS[code]),
            label_visibility="collapsed",
            required=True,
        )
        widgets.download(
            _("Excel with formulas"),
            workbook(outcome),
            f"{_('Allocation')}-{state.filters().period}",
            "xlsx",
        )
    return str(unit)


def workbook(outcome: Outcome):  # noqa: ANN201
    raise NotImplementedError


def _owing(rows: tuple[Row, ...]) -> str:
    owed = [row.settlement for row in rows if row.settlement < 0]
    if not owed:
        return _("Nobody has to pay back.")
    return fill(
        N_("{count} institutions pay back {amount}."),
        {"count": len(owed), "amount": formats.yuan(-sum(owed))},
    )
