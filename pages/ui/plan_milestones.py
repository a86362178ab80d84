"""Set the milestones of a measure, and report how far they have come."""

from __future__ import annotations

import streamlit as st

from lib.model.journal import Attachment
from lib.model.plans.deeds import LONGEST_NAME, LONGEST_NOTE
from lib.model.plans.lagging import State
from lib.model.plans.meters import METERS
from lib.model.plans.progress import Advance, Plan, Reached
from lib.model.plans.shapes import Ending, Milestone, Update
from pages.ui import deeds, formats, plan_inputs, plan_words, state
from pages.ui.headlines import headline
from pages.ui.load import clock, journal, plans
from pages.ui.plan_inputs import Form
from pages.ui.text import _, listed, plain

MILESTONE = "plan milestone chosen"
"""Key of the choice of a milestone."""
_NEW = ""
_ROW = 30


def edit(advance: Advance) -> None:
    """Set a new milestone of a measure, or change one."""
    known = {kept.code: kept for kept in plans.ledger().of(advance.code)}
    code = st.selectbox(
        _("Milestone"),
        [_NEW, *known],
        key=f"{MILESTONE} edit {advance.code}",
        format_func=lambda c: f"{c} {known[c].milestone.title}" if c else _("a new one"),
    )
    shape = known[code].milestone if code else None
    seen = known[code].number if code else 0
    form = plan_inputs.begin(f"milestone {advance.code} {code}", seen)
    with st.form(f"form {form.key}"):
        wish = _asked(advance.code, shape, form.key)
        pressed = st.form_submit_button(_("Save"), icon=":material/save:", type="primary")
    if pressed:
        deeds.attempt_once(
            form.name,
            lambda key: plans.set_milestone(wish, code, form.seen, key, state.author()),
            _("Saved: {name}.").format(name=plain(wish.title)),
        )
    if code:
        _drop(code, form)


def report(advance: Advance, plan: Plan) -> None:
    """Report on a milestone; its history stands below."""
    ordered = sorted(advance.milestones, key=lambda one: one.pace.state == State.DONE)
    reached = {one.code: one for one in ordered}
    code = st.selectbox(
        _("Milestone"),
        reached,
        key=f"{MILESTONE} report {advance.code}",
        format_func=lambda c: f"{c} {reached[c].milestone.title}",
    )
    chosen = reached[code]
    _standing(chosen, plan)
    form = plan_inputs.begin(f"update {code}", 0)
    with st.form(f"form {form.key}"):
        update, files = _reported(chosen, form.key)
        pressed = st.form_submit_button(_("Save"), icon=":material/save:", type="primary")
    if pressed:
        deeds.attempt_once(
            form.name,
            lambda key: plans.report(code, update, files, key, state.author()),
            _("Saved: {name}.").format(name=plain(chosen.milestone.title)),
        )
    _history(code)


def _asked(measure: str, known: Milestone | None, key: str) -> Milestone:
    """Ask for everything a milestone is."""
    title = st.text_input(
        _("Name of the milestone"),
        value="" if known is None else known.title,
        max_chars=LONGEST_NAME,
        key=f"title {key}",
    )
    lead, partners = plan_inputs.bodies(known, key)
    start, due, weight = plan_inputs.days(known, key)
    first, second, third = st.columns([20, 20, 60], gap="medium")
    target = first.number_input(
        _("Target value"),
        min_value=0.0,
        value=None if known is None or known.target is None else float(known.target),
        key=f"target {key}",
    )
    unit = second.text_input(
        _("Counted in"), value="" if known is None else known.unit, key=f"unit {key}"
    )
    meters = [_NEW, *METERS]
    meter = third.selectbox(
        _("Measured by the dashboard"),
        meters,
        index=0 if known is None else meters.index(known.meter),
        format_func=lambda m: _(METERS[m].name) if m else _("no: reported by hand"),
        key=f"meter {key}",
    )
    told = (plan_inputs.number(target), unit.strip(), meter)
    return Milestone(measure, title.strip(), lead, partners, start, due, weight, *told)


def _drop(code: str, form: Form) -> None:
    with st.popover(_("Drop the milestone"), icon=":material/delete:"):
        reason = st.text_input(_("Reason"), max_chars=LONGEST_NOTE, key=f"reason {form.key}")
        if st.button(_("Drop the milestone"), key=f"drop {code}"):
            ending = Ending(clock.today(), reason)
            deeds.attempt_once(
                f"drop {code}",
                lambda key: plans.drop(code, ending, form.seen, key, state.author()),
                _("Dropped: {name}.").format(name=code),
            )


def _standing(reached: Reached, plan: Plan) -> None:
    """Say how the milestone stands before anything is typed."""
    sign = plan_words.coloured(reached.pace.state, reached.pace.light)
    reach = (plan_words.amount(reached), plan_words.lateness(reached, plan.day))
    words = _("due {due}; planned {planned}, actual {actual}; {reach}").format(
        due=formats.day(reached.milestone.due),
        planned=plan_words.percent(reached.pace.planned),
        actual=plan_words.percent(reached.pace.actual),
        reach=listed(filter(None, reach)),
    )
    st.markdown(f"{sign}　{plain(words)}")
    meter = reached.milestone.meter
    if meter:
        told = _("Measured by the dashboard ({meter}): a value typed here stands only without it.")
        st.caption(told.format(meter=_(METERS[meter].name)))


def _reported(reached: Reached, key: str) -> tuple[Update, tuple[Attachment, ...]]:
    """Ask for the day, the value or percentage, the evidence and the risk."""
    first, second, third = st.columns(3, gap="medium")
    today = clock.today()
    on = first.date_input(_("As it was on"), value=today, max_value=today, key=f"on {key}")
    shape = reached.milestone
    value = second.number_input(
        _("Current value ({unit})").format(unit=shape.unit or formats.MISSING),
        min_value=0.0,
        value=None,
        disabled=shape.target is None,
        key=f"value {key}",
    )
    percent = third.number_input(
        _("Complete, %"),
        min_value=0.0,
        max_value=100.0,
        value=None,
        placeholder=_("follows from the value"),
        key=f"percent {key}",
    )
    left, right = st.columns(2, gap="medium")
    evidence = left.text_input(_("Proof"), max_chars=LONGEST_NOTE, key=f"evidence {key}")
    risk = right.text_input(_("Risk note"), max_chars=LONGEST_NOTE, key=f"risk {key}")
    uploaded = st.file_uploader(_("Attachment (evidence)"), key=f"file {key}")
    files = () if uploaded is None else (Attachment(uploaded.name, uploaded.getvalue()),)
    told = tuple((journal.fingerprint(file), file.name) for file in files)
    numbers = (plan_inputs.number(value), plan_inputs.number(percent))
    return Update(on, *numbers, evidence.strip(), told, risk.strip()), files


def _history(code: str) -> None:
    kept = plans.ledger().milestones[code]
    if not kept.updates:
        st.caption(_("Nothing has been reported of it yet."))
        return
    headline(_("What was reported"))
    updates = kept.updates[::-1]
    st.dataframe([_row(update) for update in updates], hide_index=True, row_height=_ROW)
    for number, (sha256, named) in enumerate(file for update in updates for file in update.files):
        st.download_button(
            plain(named),
            data=lambda sha256=sha256: journal.file(sha256).content,  # type: ignore[misc]
            file_name=named,
            on_click="ignore",
            icon=":material/attach_file:",
            key=f"file {code} {number}",
        )


def _row(update: Update) -> dict[str, object]:
    return {
        _("Date"): update.on.isoformat(),
        _("Current value"): formats.exact(update.value),
        _("Complete, %"): plan_words.percent(update.percent),
        _("Proof"): update.evidence,
        _("Attachment (evidence)"): "、".join(named for _sha256, named in update.files),
        _("Risk note"): update.risk,
    }
