"""Adopt rules: what will change from which day on, why, and what was adopted before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from lib.errors import ModelError
from lib.model import comparison
from lib.model.observations import month_name, month_of
from pages.ui import (
    formats,
    frame,
    load,
    remarks,
    scenario_words,
    scenarios_choice,
    state,
    tables,
    widgets,
)
from pages.ui.deeds import attempt_once
from pages.ui.headlines import headline
from pages.ui.load import proposals
from pages.ui.load.proposals import SchemeVersion
from pages.ui.scenarios_choice import IN_FORCE, Choice
from pages.ui.text import _, listed, name, plain

_SEAL = 12
_LONGEST = 500
_ROW_HEIGHT = 32


def show() -> None:
    """Show the rules that were adopted, and adopt others."""
    found = proposals.versions_adopted()
    own = [v for v in found if v.decision.scheme == state.filters().scheme]
    st.markdown(f"#### {plain(sentence(own))}")
    deed, seen = st.columns([50, 50], gap="medium")
    with deed:
        _adopt(len(own))
    with seen:
        if not own:
            widgets.nothing(
                _("No rules were adopted on top of the scheme file yet."),
                _("What is adopted here becomes a new dated version; the file stays as it is."),
            )
            return
        headline(_("Adopted rules"), _("a later version takes over; none is ever deleted"))
        lines = rows(own)
        st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT)
        tables.download(lines, _("Adopted rules"))


def sentence(own: list[SchemeVersion]) -> str:
    """Say since when which rules hold under the scheme on the screen."""
    day = state.filters().day
    scheme = name(load.scheme().name)
    begun = [v for v in own if v.decision.effective <= day]
    if not begun:
        return _("{scheme}: on {day} the rules of the scheme file hold as they are.").format(
            scheme=scheme, day=formats.day(day)
        )
    last = max(begun, key=lambda v: (v.decision.effective, v.number))
    return _("{scheme}: on {day} the rules of decision {number} hold, since {since}.").format(
        scheme=scheme,
        day=formats.day(day),
        number=last.number,
        since=formats.day(last.decision.effective),
    )


def rows(own: list[SchemeVersion]) -> list[dict[str, object]]:
    """Return the adopted rules as a table, newest first."""
    parameters = load.scheme().parameters
    return [
        {
            _("No."): one.number,
            _("From"): one.decision.effective.isoformat(),
            _("State"): _standing(one, own),
            _("Rules"): listed(
                name(parameters[rule].label) if rule in parameters else rule
                for rule in one.decision.parameters
            ),
            _("Reason"): one.reason,
            _("Adopted by"): one.actor,
            _("When"): formats.moment(one.at),
            _("Data version"): one.decision.revision,
            _("Seal of the rules"): one.decision.rules_seal[:_SEAL],
            _("Seal of the result"): one.decision.seal[:_SEAL],
        }
        for one in own
    ]


def numbers(choice: Choice) -> list[dict[str, object]]:
    """Return the numbers before and after, for the period on the screen."""
    before, after = load.outcome(), proposals.outcome(choice.scenario)
    compared = comparison.compare(before, after)
    pools = [o.allocation.pool if o.allocation else None for o in (before, after)]
    worst = min(compared.changes, key=lambda c: c.difference)
    best = max(compared.changes, key=lambda c: c.difference)
    return [
        {_("What"): what, _("Now"): old, _("Then"): new}
        for what, old, new in (
            (_("Pool"), *(formats.wan(pool) for pool in pools)),
            (_("Changes hands"), formats.MISSING, formats.wan(compared.moved)),
            (
                _("▲ gain / ▼ lose"),
                formats.MISSING,
                f"{sum(c.difference > 0 for c in compared.changes)} / "
                f"{sum(c.difference < 0 for c in compared.changes)}",
            ),
            *(
                (name(c.area), formats.yuan(c.before), formats.yuan(c.after))
                for c in (best, worst)
                if c.difference
            ),
            (_("Seal"), before.seal[:_SEAL], after.seal[:_SEAL]),
        )
    ]


def _adopt(count: int) -> None:
    """Ask which scenario, from when and why; say what will happen; do it."""
    offered = {c: o for c, o in scenarios_choice.offered().items() if c != IN_FORCE}
    with st.container(border=True):
        headline(_("Adopt a scenario"), _("a new dated version of the scheme, nothing overwritten"))
        if not offered:
            st.caption(_("Propose something on the page Weights, or save a scenario first."))
            frame.link("whatif", _("To the scales"))
            return
        with st.container(horizontal=True):
            choice = scenarios_choice.one_of(offered, "adopt which", _("Scenario"))
            effective = st.date_input(
                _("Effective from"),
                key=state.preset("adopt from", proposals.first_free_day()),
                format="YYYY-MM-DD",
                min_value=date(2000, 1, 1),
                max_value=date(2100, 12, 31),
            )
        try:
            if proposals.is_in_force(choice.scenario, effective):
                words = _("On {day} these rules hold already.")
                st.info(words.format(day=formats.day(effective)))
                return
            _preview(choice, effective)
        except ModelError as error:
            frame.show(error)
            return
        _confirm(choice, effective, count)


def _preview(choice: Choice, effective: date) -> None:
    """Read back what is asked for, with the numbers before and after."""
    written = proposals.preview(choice.scenario, effective)
    said = scenario_words.sentence(
        load.outcome(), proposals.outcome(choice.scenario), choice.scenario
    )
    st.markdown(_("**From {day}**: {changes}.").format(day=formats.day(effective), changes=said))
    st.dataframe(numbers(choice), hide_index=True, row_height=_ROW_HEIGHT)
    st.caption(_will_happen(written, effective))


def _will_happen(written: Mapping[str, object], effective: date) -> str:
    """Say which rules get a new value, and from which month on results change."""
    parameters = load.scheme().parameters
    named = [name(parameters[rule].label) if rule in parameters else rule for rule in written]
    return _(
        "{count} rules get a new value from {day}: {rules}. Results from {month} on follow them; "
        "earlier days, closed months and adopted evaluations stay as they are. {unofficial}"
    ).format(
        count=len(named),
        day=formats.day(effective),
        rules=listed(named),
        month=formats.period(month_name(month_of(effective))),
        unofficial=_(remarks.NOT_OFFICIAL),
    )


def _confirm(choice: Choice, effective: date, count: int) -> None:
    with st.form(f"adopt rules {count}", border=False):
        reason = st.text_input(_("Reason"), key=f"adopt rules reason {count}", max_chars=_LONGEST)
        is_sure = st.checkbox(_("I have read what will change."), key=f"adopt rules sure {count}")
        if st.form_submit_button(_("Adopt the rules"), icon=":material/gavel:"):
            if not is_sure:
                st.warning(_("Tick that you have read what will change."))
                return
            words = _("Adopted: “{name}” holds from {day}.")
            attempt_once(
                "adopt rules",
                lambda key: proposals.adopt(choice.scenario, effective, key, state.author(reason)),
                words.format(name=choice.name, day=formats.day(effective)),
            )


def _standing(one: SchemeVersion, own: list[SchemeVersion]) -> str:
    """Say whether a decision holds on the day on the screen, will hold, or was superseded."""
    day, mine = state.filters().day, (one.decision.effective, one.number)
    if one.decision.effective > day:
        return _("to come")
    others = [(v.decision.effective, v.number) for v in own if v.decision.effective <= day]
    later = [other for other in others if other > mine]
    return _("followed by No. {number}").format(number=min(later)[1]) if later else _("in force")
