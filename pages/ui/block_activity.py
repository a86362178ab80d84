"""Activities of lead hospitals: how many, for whom, who got none; the log and its entry."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.blocks.activities import MOST_DAYS, MOST_PATIENTS, MOST_STAFF, Activity, Entry, Kind
from lib.model.blocks.membership import Block
from pages.ui import block_words, chart_look, deeds, formats, load, picking, state, tables
from pages.ui.block_words import KINDS
from pages.ui.headlines import conclude, headline
from pages.ui.load import blocks, clock
from pages.ui.load.blocks import Summary
from pages.ui.text import _, name, plain, short_name

_HEIGHT = 300  # pixels
_ROW_HEIGHT = 32
_INK = "#1B2A33"
_LOOKS = {
    Kind.CLINIC: ("#0A4A62", "", "#FFFFFF"),
    Kind.TRAINING: ("#E69F00", "/", _INK),
    Kind.QUALITY: ("#56B4E9", "x", _INK),
    Kind.SUPPORT: ("#00805E", "\\", "#FFFFFF"),
    Kind.REFERRAL: ("#B7C0C5", ".", _INK),
}
"""Colour, pattern and ink of each kind: colour never speaks alone."""
_PATTERN = {"fillmode": "overlay", "fgcolor": "rgba(255,255,255,0.6)", "size": 9, "solidity": 0.12}
_ENTER, _STRIKE = "enter activity", "strike activity"


def compare(heading: DeltaGenerator) -> None:
    """Show what all lead hospitals did, and which members nobody helped."""
    found = list(blocks.summary())
    total = sum(one.help.total.activities for one in found)
    before = sum(one.before.total.activities for one in found)
    words = _("{quarter}: {count} activities ({change} on quarter); {gaps}")
    said = words.format(
        quarter=formats.period(str(blocks.quarter())),
        count=formats.number(total),
        change=formats.signed(total - before),
        gaps=block_words.gaps(found),
    )
    with heading:
        conclude(plain(said))
    st.plotly_chart(
        _chart(found),
        key="activities",
        theme=None,
        config={"displayModeBar": False},
        alt=_("Activities of each lead hospital by kind; the same in the table."),
    )
    tables.twin([_row(one) for one in found], "-".join((_("activities"), str(blocks.quarter()))))


def show(block: Block, heading: DeltaGenerator) -> None:
    """Show what a lead hospital did at its members; beside it, enter one more."""
    found = block_words.summaries()[block.code]
    with heading:
        conclude(plain(_verdict(found)))
    if words := block_words.own_body(block):
        st.caption(words)
    seen, doing = st.columns([68, 32], gap="medium")
    with seen:
        st.dataframe(_by_member(found), hide_index=True, row_height=_ROW_HEIGHT)
        picked = _log(block)
    with doing:
        _enter(block)
        if picked is not None:
            _strike(picked)


def _verdict(found: Summary) -> str:
    total, before = found.help.total, found.before.total
    words = _(
        "{quarter}: {count} activities ({change} on quarter), {days} person-days, "
        "{patients} people reached; {gaps}"
    )
    return words.format(
        quarter=formats.period(str(blocks.quarter())),
        count=formats.number(total.activities),
        change=formats.signed(total.activities - before.activities),
        days=formats.number(total.person_days, 1),
        patients=formats.number(total.patients),
        gaps=block_words.gaps([found]),
    )


def _chart(found: list[Summary]) -> go.Figure:
    rows = [block_words.lead(one.standing.block.hospital) for one in found]
    drawn = go.Figure(
        [
            go.Bar(
                name=_(KINDS[kind]),
                orientation="h",
                y=rows,
                x=(counts := [one.help.by_kind[kind].activities for one in found]),
                text=[str(count) if count else "" for count in counts],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": ink, "size": 15},
                marker={"color": colour, "pattern": _PATTERN | {"shape": shape}},
                hovertemplate="%{y} %{x}<extra>%{fullData.name}</extra>",
            )
            for kind, (colour, shape, ink) in _LOOKS.items()
        ]
    )
    drawn.update_layout(
        **chart_look.plain(14),
        barmode="stack",
        height=_HEIGHT,
        margin={"l": 128 if state.language() == "zh" else 130, "r": 8, "t": 34, "b": 30},
        legend={"orientation": "h", "y": 1.16, "x": 0, "traceorder": "normal"},
        xaxis={"gridcolor": "rgba(127,127,127,0.25)", "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True},
    )
    return drawn


def _row(found: Summary) -> dict[str, object]:
    total, block = found.help.total, found.standing.block
    missed = [area.code for area in found.help.gaps]
    return {
        _("Block"): block_words.lead(block.hospital),
        _("Activities"): total.activities,
        _("On quarter"): formats.signed(total.activities - found.before.total.activities),
        **{_(KINDS[kind]): found.help.by_kind[kind].activities for kind in Kind},
        _("Person-days"): formats.number(total.person_days, 1),
        _("People reached"): total.patients,
        _("Members helped"): f"{len(block.helped) - len(missed)} / {len(block.helped)}",
        _("Members without help"): block_words.names(missed) or formats.MISSING,
    }


def _by_member(found: Summary) -> list[dict[str, object]]:
    """Count the activities at each member, those without any first."""
    rows: list[dict[str, object]] = []
    for area in sorted(found.help.block.helped, key=lambda a: _times(found, a.code)):
        now, before = found.help.by_member[area.code], found.before.by_member[area.code]
        rows.append(
            {
                _("Institution"): name(area),
                _("Activities"): f"● {now.activities}" if now.activities else _("▲ none"),
                _("On quarter"): formats.signed(now.activities - before.activities),
                _("Person-days"): formats.number(now.person_days, 1),
                _("People reached"): formats.number(now.patients),
            }
        )
    return rows


def _times(found: Summary, code: str) -> tuple[int, str]:
    return found.help.by_member[code].activities, code


def _log(block: Block) -> Entry | None:
    """List the activities of the quarter, newest first; return the one that is picked."""
    of = blocks.quarter()
    own = [
        entry
        for entry in blocks.log().entries
        if entry.activity.hospital == block.code and of.holds(entry.activity.on)
    ]
    own.sort(key=lambda entry: (entry.activity.on, entry.number), reverse=True)
    headline(_("Activity log"), _("choose a line to strike it"))
    rows = [_line(entry) for entry in own]
    key = f"log {block.code} {of}"
    st.dataframe(
        rows,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
    )
    tables.download(rows, "-".join((name(block.hospital), _("activities"), str(of))))
    at = picking.line(key)
    return own[at] if at is not None and at < len(own) and not own[at].struck else None


def _line(entry: Entry) -> dict[str, object]:
    one = entry.activity
    return {
        _("Number"): entry.number,
        _("Date"): one.on.isoformat(),
        _("Member of the block"): short_name(load.roster().find(one.member)),
        _("Kind of activity"): _(KINDS[one.kind]),
        _("Staff × days"): f"{one.staff} × {formats.exact(one.days)}",
        _("People reached"): one.patients,
        _("Outcome of the activity"): _("struck: {reason}").format(reason=entry.struck)
        if entry.struck
        else one.output,
        _("Entered by"): entry.by,
    }


def _enter(block: Block) -> None:
    key = deeds.key_of(_ENTER)
    helped = {area.code: area for area in block.helped}
    with st.container(border=True, gap="small"):
        headline(_("Enter an activity"))
        member = st.selectbox(
            _("Member of the block"),
            list(helped),
            format_func=lambda c: name(helped[c]),
            key=f"who {key}",
        )
        kind = st.selectbox(
            _("Kind of activity"),
            list(KINDS),
            format_func=lambda one: _(KINDS[one]),
            key=f"kind {key}",
        )
        newest, of = clock.today(), blocks.quarter()
        usual = min(newest, of.last)
        day = st.date_input(_("Date"), usual, key=f"on {key} {of}", max_value=newest)
        one, two, three = st.columns(3, gap="small")
        staff = one.number_input(_("Persons sent"), 1, MOST_STAFF, 2, key=f"staff {key}")
        days = two.number_input(_("Days each"), 0.5, float(MOST_DAYS), 1.0, 0.5, key=f"days {key}")
        patients = three.number_input(_("People reached"), 0, MOST_PATIENTS, 0, key=f"people {key}")
        output = st.text_input(_("Outcome of the activity"), key=f"output {key}", max_chars=500)
        if st.button(
            _("Enter the activity"), type="primary", key="enter now", icon=":material/add:"
        ):
            stay = Fraction(str(days))
            wish = Activity(block.code, member, day, kind, staff, stay, patients, output)
            deeds.attempt_once(
                _ENTER,
                lambda once: blocks.enter(wish, once, state.author()),
                _("Entered: {day}, {member}.").format(
                    day=formats.day(day), member=name(helped[member])
                ),
            )


def _strike(entry: Entry) -> None:
    key = deeds.key_of(f"{_STRIKE} {entry.number}")
    with st.container(border=True, gap="small"):
        headline(_("Strike {number}").format(number=entry.number), _("it stays to be read"))
        reason = st.text_input(_("Why it is struck"), key=f"why {key}", max_chars=500)
        if st.button(_("Strike it"), key="strike now", icon=":material/block:"):
            deeds.attempt_once(
                f"{_STRIKE} {entry.number}",
                lambda once: blocks.strike(entry.number, reason, once, state.author()),
                _("Struck: {number}.").format(number=entry.number),
            )
