"""The responsibility register (责任清单): who answers for what, and what nobody answers for."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lib.model.plans.register import KINDS, LONGEST_BODY, LONGEST_ROLE, LONGEST_TEXT, Gaps
from lib.model.plans.shapes import RUNGS, Duty, Ending, Rung
from pages.ui import deeds, load, plan_inputs, plan_words, state, tables
from pages.ui.headlines import headline
from pages.ui.load import clock, plans
from pages.ui.plan_inputs import Form
from pages.ui.text import _, listed, name, plain

_ROW = 30
_NEW = ""
CHOSEN = "plan duty chosen"
"""Key of the choice of a duty."""


def show() -> None:
    """Show the gaps, the register level by level, and the form."""
    today = clock.today()
    found = plans.gaps(today)
    _gaps(found)
    held = {c: d for c, (d, _number) in plans.duties().items() if d.holds_on(today)}
    whole = st.toggle(_("with those that have ended or not begun"), key="plan duties all")
    shown = {c: d for c, (d, _number) in plans.duties().items()} if whole else held
    listing = rows(shown)
    headline(
        _("{count} duties in force").format(count=len(held)),
        _("roles only; a heading sorts, the magnifying glass searches"),
    )
    widths = {_("Measure of the plan"): st.column_config.Column(width=116)}
    st.dataframe(listing, hide_index=True, row_height=_ROW, height=420, column_config=widths)
    tables.download(listing, _("Responsibility register"))
    with st.expander(_("Enter or end a duty"), icon=":material/edit_note:"):
        _form()


def rows(duties: dict[str, Duty]) -> list[dict[str, object]]:
    """Return duties as a table, from the county down."""
    order = list(Rung)
    measures = _measures()
    items = load.service_items()
    return [
        {
            _("Level of responsibility"): plan_words.rung(duty),
            _("Body"): _body(duty),
            _("Role"): duty.role,
            _("Duty"): duty.text,
            _("Measure of the plan"): listed(c for c in duty.measures if c in measures),
            _("Service item"): listed(name(items[c]) for c in duty.items if c in items),
            _("Period of duty"): f"{duty.start:%Y-%m-%d} – {duty.end or ''}",
            _("Number"): code,
        }
        for code, duty in sorted(duties.items(), key=lambda pair: order.index(pair[1].rung))
    ]


def _gaps(found: Gaps) -> None:
    """Say what nobody answers for."""
    if not found.count:
        st.success(_("Everything has somebody who answers for it."), icon=":material/check_circle:")
        return
    measures, items, areas = _measures(), load.service_items(), load.institutions()
    parts = (
        (_("Measures of the plan"), [f"{code} {measures[code]}" for code in found.measures]),
        (_("Service items"), [name(items[code]) for code in found.items]),
        (_("Institutions"), [name(areas[code]) for code in found.institutions]),
        (_("Village clinics of"), [name(areas[code]) for code in found.clinics]),
    )
    told = [_("{what}: {names}").format(what=w, names=plain(listed(n))) for w, n in parts if n]
    words = _("Nobody answers for {count} things yet.").format(count=found.count)
    st.warning("\n".join([f"**{words}**", *(f"- {line}" for line in told)]), icon="⚠️")


def _measures() -> dict[str, str]:
    return {a.code: plan_words.measure_name(a) for a in plans.plan().measures if a.is_known}


def _body(duty: Duty) -> str:
    called = plan_words.body(duty)
    if duty.rung == Rung.CLINIC and duty.body in load.institutions():
        return _("all village clinics of {name}").format(name=called)
    return called


def _form() -> None:
    known = plans.duties()
    code = st.selectbox(
        _("Duty"),
        [_NEW, *known],
        key=CHOSEN,
        format_func=lambda c: _called(c, known[c][0]) if c else _("a new one"),
    )
    duty, seen = known[code] if code else (None, 0)
    form = plan_inputs.begin(f"duty {code}", seen)
    rungs = list(RUNGS)
    rung = st.selectbox(
        _("Level of responsibility"),
        rungs,
        index=0 if duty is None else rungs.index(duty.rung),
        format_func=lambda r: _(RUNGS[r]),
        key=f"rung {form.key}",
    )
    with st.form(f"form {form.key}"):
        wish = _asked(rung, duty, form.key)
        pressed = st.form_submit_button(_("Save"), icon=":material/save:", type="primary")
    if pressed:
        deeds.attempt_once(
            form.name,
            lambda key: plans.enter_duty(wish, code, form.seen, key, state.author()),
            _("Saved: {name}.").format(name=plain(wish.text)),
        )
    if code:
        _end(code, form)


def _asked(rung: Rung, known: Duty | None, key: str) -> Duty:
    """Ask for everything a duty is."""
    left, right = st.columns([60, 40], gap="medium")
    with left:
        body = _asked_body(rung, known, key)
    role = right.text_input(
        _("Role"),
        value="" if known is None else known.role,
        max_chars=LONGEST_ROLE,
        placeholder=_("the office, no name"),
        key=f"role {key}",
    )
    text = st.text_input(
        _("Duty"),
        value="" if known is None else known.text,
        max_chars=LONGEST_TEXT,
        key=f"text {key}",
    )
    first, second = st.columns(2, gap="medium")
    measures, items = _measures(), load.service_items()
    covered = first.multiselect(
        _("Measures of the plan"),
        measures,
        default=[] if known is None else [c for c in known.measures if c in measures],
        format_func=lambda c: f"{c} {measures[c]}",
        key=f"measures {key}",
    )
    served = second.multiselect(
        _("Service items"),
        items,
        default=[] if known is None else [c for c in known.items if c in items],
        format_func=lambda c: name(items[c]),
        key=f"items {key}",
    )
    start, end = _asked_days(known, key)
    return Duty(rung, body, role.strip(), text.strip(), start, end, tuple(covered), tuple(served))


def _asked_body(rung: Rung, known: Duty | None, key: str) -> str:
    """Ask for a body of the roster, or of the county in words."""
    before = known.body if known is not None and known.rung == rung else ""
    if rung not in KINDS:
        typed = st.text_input(
            _("Body"), value=before, max_chars=LONGEST_BODY, key=f"body {rung} {key}"
        )
        return typed.strip()
    areas = {a.code: a for a in load.roster().on(clock.today()).of_kind(*KINDS[rung])}
    codes = list(areas)
    return str(
        st.selectbox(
            _("Body"),
            codes,
            index=codes.index(before) if before in codes else 0,
            format_func=lambda c: name(areas[c]),
            key=f"body {rung} {key}",
        )
    )


def _asked_days(known: Duty | None, key: str) -> tuple[date, date | None]:
    first, second = st.columns(2, gap="medium")
    today = clock.today()
    start = first.date_input(
        _("Begins"), value=today if known is None else known.start, key=f"start {key}"
    )
    end = second.date_input(_("Ends"), value=None if known is None else known.end, key=f"end {key}")
    return start, end


def _end(code: str, form: Form) -> None:
    with st.popover(_("End the duty"), icon=":material/event_busy:"):
        reason = st.text_input(_("Reason"), key=f"reason {form.key}")
        if st.button(_("End the duty"), key=f"ends {code}"):
            ending = Ending(clock.today(), reason)
            deeds.attempt_once(
                f"end duty {code}",
                lambda key: plans.end_duty(code, ending, form.seen, key, state.author()),
                _("Ended: {name}.").format(name=code),
            )


def _called(code: str, duty: Duty) -> str:
    return f"{code} {plan_words.rung(duty)} {plan_words.body(duty)} {duty.text}"
