"""Adopted evaluations: the list, adopting the present one, and making one again to compare."""

from __future__ import annotations

import streamlit as st

from lib.errors import ModelError
from lib.model.evaluation import Outcome
from lib.model.notices import Notice
from pages.ui import formats, frame, load, state, tables, widgets
from pages.ui.deeds import attempt
from pages.ui.headlines import headline
from pages.ui.load import closing
from pages.ui.load.closing import Adopted
from pages.ui.text import _, fill, name, plain

_CHECKED = "rechecked"
_LONGEST, _LONGEST_TITLE = 500, 100
_SEAL = 12
_ROW_HEIGHT = 32


def show(found: tuple[Adopted, ...]) -> None:
    """Show what was adopted; below, make one again, and adopt the present evaluation."""
    if found:
        headline(
            _("{count} adopted evaluations").format(count=len(found)),
            _("they never change, whatever is imported or decided later"),
        )
        lines = rows(found)
        st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT)
        tables.download(lines, _("Adopted evaluations"))
    again, deed = st.columns([3, 2], gap="medium")
    with deed:
        _adopt(load.outcome(), len(found))
    with again:
        if found:
            _recheck(found)
        else:
            widgets.nothing(
                _("No evaluation has been adopted yet."),
                _("Adopt the present one beside: its data version, rules and seal are then kept."),
            )


def rows(found: tuple[Adopted, ...]) -> list[dict[str, object]]:
    """Return the list as a table."""
    schemes = load.schemes()
    return [
        {
            _("No."): one.id,
            _("Title"): one.proposal.title,
            _("Scheme"): name(schemes[one.proposal.scheme])
            if one.proposal.scheme in schemes
            else one.proposal.scheme,
            _("Up to"): one.proposal.day.isoformat(),
            _("Data version"): one.proposal.revision,
            _("Pool (yuan)"): formats.yuan(one.pool, unit=False),
            _("Seal"): one.proposal.seal[:_SEAL],
            _("Adopted by"): one.actor,
            _("When"): one.at.isoformat(sep=" ", timespec="minutes"),
            _("Reason"): one.reason,
            _("Remark"): _("Demonstration data")
            if closing.is_demonstration(one.proposal.revision)
            else "",
        }
        for one in found
    ]


def title(one: Adopted) -> str:
    """Name an adopted evaluation in a list to choose from."""
    return f"{one.id} · {one.proposal.title}"


def _adopt(outcome: Outcome, count: int) -> None:
    """Ask for title and reason; the form is new once there is one more."""
    with st.form(f"adopt {count}"):
        headline(_("Adopt the present evaluation"))
        told = _("{scheme}, up to {day}, {count} institutions, {amount}; seal {seal}").format(
            scheme=name(load.scheme().name),
            day=formats.day(outcome.rules.day),
            count=len(outcome.areas),
            amount=formats.yuan(outcome.allocation.pool) if outcome.allocation else formats.MISSING,
            seal=outcome.seal[:_SEAL],
        )
        st.caption(plain(told))
        called = st.text_input(_("Title"), key="adopt title", max_chars=_LONGEST_TITLE)
        reason = st.text_input(_("Reason"), key="adopt reason", max_chars=_LONGEST)
        if st.form_submit_button(_("Adopt"), icon=":material/task_alt:"):
            attempt(
                lambda: closing.adopt(called, state.author(reason)),
                _("The evaluation is adopted."),
            )


def _recheck(found: tuple[Adopted, ...]) -> None:
    """Make an adopted evaluation again and say whether seal and every fen are the same."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Adopted evaluation"), found, format_func=title, key="recheck which", width="stretch"
        )
        if st.button(_("Recompute and compare"), icon=":material/replay:"):
            with st.spinner(_("Recomputing …")):
                state.replace_draft(_CHECKED, (chosen.id, _compared(chosen.id)))
    number, deviations = state.draft(_CHECKED, _unchecked)
    if number == chosen.id and deviations is not None:
        _say(chosen, deviations)


def _unchecked() -> tuple[int, tuple[Notice, ...] | None]:
    return 0, None


def _compared(number: int) -> tuple[Notice, ...] | None:
    try:
        return closing.recheck(number)
    except ModelError as error:
        frame.show(error)
        return None


def _say(one: Adopted, deviations: tuple[Notice, ...]) -> None:
    if not deviations:
        told = _("Made again from data version {revision}: the seal and every fen are the same.")
        st.success(told.format(revision=one.proposal.revision), icon=":material/verified:")
        return
    told = _("Made again it differs in {count} places:").format(count=len(deviations))
    lines = "\n".join(f"- {plain(fill(d.message, d.values))}" for d in deviations)
    st.error(f"{told}\n\n{lines}", icon=":material/gpp_bad:")
