"""Blind weighting (盲评赋权): weights first, names afterwards; until the lock only letters show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import plotly.graph_objects as go
import streamlit as st

from lib.model import blind, comparison, scenario_codes, weight_moves
from lib.model.apportionment import apportion
from lib.model.comparison import Change
from lib.model.numbers import exact
from lib.model.scenarios import STEPS_PER_POINT, TOTAL, Scenario
from lib.model.weight_moves import Part
from pages.ui import (
    chart_look,
    charts_change,
    deeds,
    formats,
    load,
    scenario_words,
    scenarios_choice,
    state,
    tables,
    widgets,
)
from pages.ui.headlines import headline
from pages.ui.load import proposals
from pages.ui.load.proposals import Session
from pages.ui.text import _, name, plain

_COLUMNS = 3
_HEIGHT = 300
_FONT = 13
_SEAL = 12
_LONGEST_TITLE, _LONGEST_MEMBER = 60, 20
_QUIET = {"displayModeBar": False}
_ROW_HEIGHT = 28
_MOST = 1000.0
_BEGIN, _WEIGH = "begin blind session", "weigh blindly"


def show() -> None:
    """Show the session that is chosen, at the step it has reached."""
    day, scheme = state.filters().day, state.filters().scheme
    every = proposals.sessions()
    found = {s.number: s for s in every if (s.draw.scheme, s.draw.day) == (scheme, day)}
    session = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if found:
            chosen = st.selectbox(
                _("Session"),
                found,
                format_func=lambda number: found[number].draw.title,
                key="blind which",
                width=420,
            )
            session = found[chosen]
        _begin()
    if len(every) > len(found):
        words = _("{count} sessions belong to other schemes or periods.")
        st.caption(words.format(count=len(every) - len(found)))
    if session is None:
        widgets.nothing(
            _("No session of blind weighting for this scheme and period yet."),
            _("Begin one: institutions become letters, the group sets weights, then names show."),
        )
    elif session.locked is None:
        _open(session)
    else:
        _locked(session)


def group_weights(session: Session) -> Scenario:
    """Return the mean of everybody's weights, in hundredths of a point."""
    rules = load.rules()
    asked = [
        weight_moves.asked(rules, scenario_codes.decode(one.codes), Part.ITEM)
        for one in session.sets
    ]
    return _brought_to_100(blind.mean(asked))


def letter_rows(session: Session, changes: Sequence[Change]) -> list[dict[str, object]]:
    """Return what weights do to each letter; the names only once they are shown."""
    letters = blind.letters(session.draw.letters)
    found = []
    for change in sorted(changes, key=lambda c: session.draw.letters.index(c.area.code)):
        row: dict[str, object] = {_("Letter"): letters[change.area.code]}
        if session.unveiled is not None:
            row[_("Institution")] = name(change.area)
        row |= {
            _("Change, %"): formats.signed_percent(change.share, 2),
            _("Places"): formats.signed(change.places),
        }
        found.append(row)
    return found


def _begin() -> None:
    with (
        st.popover(_("Begin a session"), icon=":material/visibility_off:"),
        st.form(f"blind {deeds.key_of(_BEGIN)}", border=False),
    ):
        title = st.text_input(_("Title"), key="blind title", max_chars=_LONGEST_TITLE)
        if st.form_submit_button(_("Begin"), icon=":material/shuffle:"):
            deeds.attempt_once(
                _BEGIN,
                lambda key: proposals.begin(title, key, state.author()),
                _("The session has begun; names are hidden."),
            )


def _open(session: Session) -> None:
    """Take down weights; whose they do good to is not shown."""
    given = len(session.sets)
    words = _("Names are hidden: {count} institutions are letters; {given} sets of weights so far.")
    st.markdown(f"#### {words.format(count=len(session.draw.letters), given=given)}")
    hand, result = st.columns([44, 56], gap="medium")
    with hand:
        scenario = _weights(session)
        _take_down(session, scenario)
    with result:
        headline(_("What these weights do"), _("letters stand for institutions"))
        _effects(session, scenario)
        _lock(session)


def _weights(session: Session) -> Scenario:
    """Ask for weights of the items; whatever is entered is brought to 100 in proportion."""
    now = weight_moves.in_force(load.rules(), Part.ITEM)
    names = scenario_words.names(load.rules(), Part.ITEM)
    key = f"blind weights {session.number}"
    with st.form(key):
        headline(_("Weights of the service items"), _("brought to 100 in proportion"))
        columns = st.columns(_COLUMNS)
        entered = {
            code: columns[place % _COLUMNS].number_input(
                scenario_words.shortened(Part.ITEM, code, names[code]),
                min_value=0.0,
                max_value=_MOST,
                value=float(points),
                step=0.5,
                key=f"{key} {code}",
            )
            for place, (code, points) in enumerate(now.items())
        }
        st.form_submit_button(_("Show what they do"), icon=":material/calculate:")
    if not any(entered.values()):
        st.error(_("All weights are zero: give at least one item a weight."))
        return Scenario()
    return _brought_to_100({code: Fraction(str(points)) for code, points in entered.items()})


def _take_down(session: Session, scenario: Scenario) -> None:
    key = deeds.key_of(_WEIGH)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        member = st.text_input(
            _("Whose weights"), key=f"member {key}", max_chars=_LONGEST_MEMBER, width="stretch"
        )
        if st.button(_("Take down"), icon=":material/edit_note:"):
            words = _("The weights of {member} are taken down.").format(member=member.strip())
            deeds.attempt_once(
                _WEIGH,
                lambda once: proposals.weigh(
                    session.number, member, scenario, once, state.author()
                ),
                words,
            )
    if session.sets:
        members = [one.member for one in session.sets]
        st.caption(_("Taken down: {members}").format(members=plain(", ".join(members))))


def _lock(session: Session) -> None:
    st.caption(_("Locking fixes all weights for good and writes their hash into the audit log."))
    if st.button(_("Lock the weights"), icon=":material/lock:", disabled=not session.sets):
        deeds.attempt(
            lambda: proposals.lock(session.number, state.author()), _("The weights are locked.")
        )


def _locked(session: Session) -> None:
    """Show what the group's weights do; the names when somebody asks for them."""
    scenario = group_weights(session)
    _say(session)
    left, right = st.columns([56, 44], gap="medium")
    with left:
        headline(_("What the mean of all weights does"))
        _effects(session, scenario)
    with right:
        _prove(session)
        if session.unveiled is None:
            if st.button(_("Show the names"), icon=":material/visibility:"):
                deeds.attempt(
                    lambda: proposals.unveil(session.number, state.author()),
                    _("The names are shown."),
                )
        else:
            if st.button(_("Open the mean on the scales"), icon=":material/tune:"):
                chosen = state.filters()
                scenarios_choice.open_in_whatif(scenario, chosen.scheme, chosen.period)
            headline(_("Which letter was whom"))
            found = letter_rows(session, _changes(scenario))
            st.dataframe(found, hide_index=True, row_height=_ROW_HEIGHT)
            tables.download(found, _("Blind weighting {number}").format(number=session.number))


def _say(session: Session) -> None:
    count = len(session.sets)
    if session.unveiled is None:
        words = _("{count} sets of weights are locked; names are still hidden.")
    else:
        words = _("{count} sets of weights were locked before the names were shown.")
    st.markdown(f"#### {words.format(count=count)}")


def _prove(session: Session) -> None:
    """Say what the hash in the audit log proves."""
    if session.locked is None:
        return
    st.markdown(
        _("Locked {at} by {actor}; hash {digest}").format(
            at=formats.moment(session.locked.at),
            actor=plain(session.locked.actor),
            digest=session.locked.digest[:_SEAL],
        )
    )
    if session.unveiled is None:
        return
    if proposals.is_proven(session):
        st.success(
            _("The audit log proves it: order of letters, weights, then names; nothing changed."),
            icon=":material/verified:",
        )
    else:
        st.error(
            _("The hashes in the audit log do not fit: order or weights were changed afterwards."),
            icon=":material/gpp_bad:",
        )


def _effects(session: Session, scenario: Scenario) -> None:
    changes = _changes(scenario)
    st.plotly_chart(
        chart(session, changes),
        key=f"blind chart {session.number}",
        theme=None,
        config=_QUIET,
        alt=_("Change of each letter in percent."),
    )
    if session.unveiled is None:
        found = letter_rows(session, changes)
        with st.expander(_("Table")):
            st.dataframe(found, hide_index=True, row_height=_ROW_HEIGHT)


def chart(session: Session, changes: Sequence[Change]) -> go.Figure:
    """Draw the change of each letter as a bar."""
    letters = blind.letters(session.draw.letters)
    ordered = sorted(changes, key=lambda c: session.draw.letters.index(c.area.code))
    axis = {"fixedrange": True, "tickfont": {"size": _FONT}, "automargin": True, "type": "category"}
    bar = {
        "type": "bar",
        "x": [letters[c.area.code] for c in ordered],
        "y": [float(100 * (c.share or 0)) for c in ordered],
        "marker": {"color": [charts_change.COLOURS[c.band] for c in ordered]},
        "text": [formats.signed_percent(c.share, 1) for c in ordered],
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    layout = {
        "height": _HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 16, "b": 0},
        **chart_look.plain(_FONT),
        "xaxis": axis,
        "yaxis": {"fixedrange": True, "visible": False},
    }
    return go.Figure(data=[bar], layout=layout)


def _changes(scenario: Scenario) -> tuple[Change, ...]:
    return comparison.compare(load.outcome(), proposals.outcome(scenario)).changes


def _brought_to_100(entered: Mapping[str, Fraction]) -> Scenario:
    steps = apportion(int(TOTAL * STEPS_PER_POINT), exact(entered.values()))
    points = {c: Fraction(n, STEPS_PER_POINT) for c, n in zip(entered, steps, strict=True)}
    return weight_moves.ask(load.rules(), Scenario(), Part.ITEM, points)
