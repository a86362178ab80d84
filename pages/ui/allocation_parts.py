"""What the allocation screen says around its tables: sums, checks, marks, the workbook."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import streamlit as st

from lib.model.allocation import Row
from lib.model.allocation_checks import Check
from lib.model.evaluation import Outcome
from lib.model.rules import AllocationRules
from pages.ui import (
    allocation_columns,
    allocation_formulas,
    allocation_words,
    formats,
    load,
    method_words,
    state,
    widgets,
)
from pages.ui.load import workbook
from pages.ui.text import N_, _, catalogue, in_language, name

HOLDS, FAILS = "✓", "✗"
UNITS = {"yuan": N_("yuan"), "wan": N_("m yuan")}
"""Units of the table; the large one is 万元 in Chinese and a million yuan in English."""
WATERMARK = N_("Result of a calculation, not a formal basis for payment")
_TOLD = frozenset({N_("Deducted by tiers")})
"""Checks that are told beside the pool where a formula makes them."""
_UNIT_KEY = "allocation unit"
_HALF = 32  # the seal is broken in two: no cell is wide enough for 64 signs


def toolbar(outcome: Outcome, checks: tuple[Check, ...]) -> str:
    """Say what the figures are, offer the workbook; returns the unit that is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(_(WATERMARK), icon=":material/gavel:", color="orange")
        _verdict(checks)
        st.space("stretch")
        unit = st.segmented_control(
            _("Unit"),
            UNITS,
            key=state.preset(_UNIT_KEY, "yuan"),
            format_func=lambda code: _(UNITS[code]),
            label_visibility="collapsed",
            required=True,
        )
        stem = "-".join((_("Allocation"), state.filters().period))
        widgets.download(_("Excel with formulas"), _workbook(outcome), stem, "xlsx")
    return str(unit)


def sums(outcome: Outcome, checks: tuple[Check, ...]) -> None:
    """Show the four sums that matter, each with the checks that hold it."""
    rows = outcome.allocation.rows if outcome.allocation else ()
    by_label = {check.label: check for check in checks}
    pool, base, performance = checks[:3]
    amounts = by_label[N_("Amounts")]
    villages = [check for check in checks if check.label == N_("Village part")]
    rest = pool.whole - base.whole - performance.whole
    pools = Check(
        pool.label,
        pool.whole,
        (
            (N_("base"), base.whole),
            (N_("performance"), performance.whole),
            (N_("below one rounding unit"), rest),
        ),
    )
    _cards(
        (outcome.rules.allocation, rows),
        amounts.whole,
        {
            N_("Pool"): [pools, pool, *(check for check in checks if check.label in _TOLD)],
            N_("Advance paid"): [amounts],
            N_("Settlement to come"): [],
            N_("Of which villages"): villages,
        },
        pool.whole,
    )


def sums_of(outcome: Outcome, row: Row, clinics: Check | None) -> None:
    """Show the sums of one institution."""
    parts = tuple((part.said, fen) for part, fen in allocation_columns.parts(row))
    due = sum(row.advances) - row.advance
    paid = (
        (N_("advance paid"), row.advance),
        (N_("advance not yet due"), due),
        (N_("recovered from last year"), row.recovered),
        (N_("settlement"), row.settlement),
    )
    _cards(
        (outcome.rules.allocation, (row,)),
        row.amount,
        {
            N_("Amount"): [Check(N_("Amount"), row.amount, parts or ((N_("base"), 0),))],
            N_("Advance paid"): [Check(N_("Amount"), row.amount, paid)],
            N_("Settlement to come"): [],
            N_("Of which villages"): [clinics] if clinics else [],
        },
        row.amount,
    )


def two_parts(row: Row) -> str:
    """Say that township and villages are the amount, to the fen."""
    sign = HOLDS if row.township + row.village == row.amount else FAILS
    return _("{sign} township {township} + villages {village} = amount {amount}").format(
        sign=sign,
        township=formats.yuan(row.township, unit=False),
        village=formats.yuan(row.village, unit=False),
        amount=formats.yuan(row.amount),
    )


def about(outcome: Outcome) -> None:
    """Say how the amounts come about, and from what they were made."""
    rules = outcome.rules.allocation
    if rules is None:
        return
    said, made = st.columns([3, 2], gap="medium")
    with said:
        title = _("How the amounts come about")
        st.markdown(f"**{title}**  `{allocation_formulas.SYMBOLS[rules.formula]}`")
        sentences = method_words.allocation(rules, outcome.rules.money_basis)
        st.markdown("\n".join(f"{i}. {text}" for i, text in enumerate(sentences, 1)))
    with made:
        made_from = _("Made from")
        st.markdown(f"**{made_from}**")
        facts = {
            _("Scheme"): name(load.scheme().name),
            _("Rules of"): formats.day(outcome.rules.day),
            _("Data up to"): formats.period(state.filters().period),
            _("Made at"): f"{state.now():%Y-%m-%d %H:%M}",
            _("Seal"): f"{outcome.seal[:_HALF]} {outcome.seal[_HALF:]}",
        }
        st.table(
            {_("Fact"): list(facts), _("Content"): list(facts.values())},
            hide_header=True,
            border="horizontal",
        )


def equation(check: Check, said_already: int | None = None) -> str:
    """Write a check as an equation to the fen, with its verdict.

    The left side is left out where it has just been said.
    """
    parts = [part for part in check.parts if part[1]] or list(check.parts[:1])
    said = " + ".join(f"{_(label)} {formats.yuan(fen, unit=False)}" for label, fen in parts)
    sign = f":green[**{HOLDS}**]" if check.holds else f":red[**{FAILS}**]"
    if check.whole == said_already:
        return f"{sign} = {said}"
    return f"{sign} {_(check.label)} {formats.yuan(check.whole, unit=False)} = {said}"


def _cards(
    paid: tuple[AllocationRules | None, tuple[Row, ...]],
    amount: int,
    checks: dict[str, list[Check]],
    first: int,
) -> None:
    """Draw four cards side by side: a sum, its share of the amounts, its checks."""
    rules, rows = paid
    values = [
        first,
        sum(row.advance for row in rows),
        sum(row.settlement for row in rows),
        sum(row.village for row in rows),
    ]
    cards = st.columns(len(values), gap="small", wrap=False)
    for place, ((label, held), fen) in enumerate(zip(checks.items(), values, strict=True)):
        with cards[place], st.container(border=True, height="stretch", gap="xsmall"):
            title = _("{what} ({unit})").format(what=_(label), unit=_("m yuan"))
            share = f" · {formats.percent(Fraction(fen, amount))}" if place and amount else ""
            st.metric(f"{title}{share}", formats.wan(fen, unit=False))
            told = [formats.yuan(fen), *(equation(check, fen) for check in held)]
            if label == N_("Settlement to come"):
                told.append(allocation_words.owing(rules, rows))
            st.caption("  \n".join(told))


def _verdict(checks: tuple[Check, ...]) -> None:
    """Say in one line whether everything adds up."""
    wrong = [_(check.label) for check in checks if not check.holds]
    if wrong:
        words = _("These sums do not agree: {sums}").format(sums=" · ".join(wrong))
        st.badge(words, icon=":material/error:", color="red")
        return
    words = _("{count} sums checked: all agree to the fen").format(count=len(checks))
    st.badge(words, icon=":material/check_circle:", color="green")


def _workbook(outcome: Outcome) -> Callable[[], bytes]:
    """Prepare the workbook in the reader's language; it is written when it is asked for.

    Everything that belongs to the session is read now: the file is made outside of it.
    """
    rules, lang = outcome.rules.allocation, state.language()
    words = catalogue(lang)
    sentences = method_words.allocation(rules, outcome.rules.money_basis) if rules else []
    imprint = workbook.Imprint(
        scheme=name(load.scheme().name),
        period=formats.period(state.filters().period),
        generated=state.now(),
        seal=outcome.seal,
        demonstration=load.is_demonstration(),
        sentences=tuple(sentences),
        say=lambda message: words.get(message) or message,
        name=lambda thing: in_language(thing, lang),
    )
    withheld = load.withheld(outcome.rules.day)
    return lambda: workbook.allocation_workbook(outcome, imprint, withheld)
