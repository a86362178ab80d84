"""The board of authenticity checks: the verdict, every institution, findings, the transfer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.authenticity import conclusions
from lib.model.authenticity.conclusions import GRAVE, Conclusion, Shown
from lib.model.authenticity.estimation import add
from lib.model.authenticity.practice import Practice
from lib.model.quarters import Quarter
from pages.ui import (
    authenticity_chart,
    authenticity_words,
    deeds,
    formats,
    load,
    rectify,
    state,
    tables,
    widgets,
)
from pages.ui.authenticity_chart import Line
from pages.ui.headlines import conclude, headline
from pages.ui.load import authenticity
from pages.ui.text import _, listed, name, plain

_ORDER = (Shown.ORGANISED, Shown.BELOW, Shown.FALSE, Shown.UNREACHABLE, Shown.SMALL)
_ROW = 25  # pixels; 22 institutions beside their chart


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show how true the files are, institution by institution."""
    found, held = authenticity.results(quarter), authenticity.practice(quarter)
    open_ = [one for one in found if not one.kind.sensitive]
    with heading:
        conclude(*told(open_, held, quarter))
    if not open_:
        widgets.nothing(
            _("No sample of this quarter has been drawn yet."),
            _("Draw one in the view “Draw a sample”: the seed makes it the same for everybody."),
        )
        return
    kind = _choose_kind(open_)
    lines = read([one for one in open_ if kind in ("", one.kind.code)], held)
    english = state.language() == "en"
    table, chart = st.columns([75, 25] if english else [66, 34], gap="small")
    with table:
        st.dataframe(
            rows(lines),
            hide_index=True,
            row_height=_ROW,
            height=authenticity_chart.height(len(lines), _ROW),
            column_order=[title for title in rows(lines)[0] if title != _("True")],
            column_config={
                _("Findings"): st.column_config.TextColumn(width=190 if english else 205)
            },
        )
    with chart:
        authenticity_chart.intervals(lines, held.acceptable, _ROW)
    tables.download(rows(lines), _("authenticity"))
    findings, transfer = st.columns(2, gap="medium")
    with findings, st.container(border=True):
        _findings([one for one in found if one.shown], quarter)
    with transfer, st.container(border=True):
        _transfer(quarter)


def verdict(found: Sequence[Conclusion], held: Practice, quarter: Quarter) -> str:
    """Say in one sentence how true the files are, and where they are not."""
    return _("; ").join(filter(None, told(found, held, quarter)))


def told(found: Sequence[Conclusion], held: Practice, quarter: Quarter) -> tuple[str, str]:
    """Say how many files were verified and are false; then who has to be looked at."""
    tally, estimated = conclusions.whole(found, held)
    if estimated is None:
        words = _("{quarter}: no result yet")
        return words.format(quarter=authenticity_words.quarter(quarter)), ""
    words = _(
        "{quarter}: **{verified}** files verified, **{false}** false (**{share}**, 95 % interval "
        "{interval})"
    )
    said = words.format(
        quarter=authenticity_words.quarter(quarter),
        verified=formats.number(tally.verifiable),
        false=formats.number(tally.false),
        share=formats.percent(tally.false_share),
        interval=authenticity_words.interval(estimated),
    )
    below = {one.area_code for one in found if set(one.shown) & set(GRAVE)}
    words = _("false files at **{count}**/{areas} institutions, below the line: **{below}**")
    return said, words.format(
        areas=len({one.area_code for one in found if one.tally.attempted}),
        count=len({one.area_code for one in found if one.tally.false}),
        below=plain(listed(authenticity_words.area(code) for code in sorted(below))) or _("none"),
    )


def read(found: Sequence[Conclusion], held: Practice) -> tuple[Line, ...]:
    """Return one line for each institution, the worst first; who was not checked comes last."""
    grouped = conclusions.by_area(found)
    made = []
    for code in load.institutions():
        own = grouped.get(code, ())
        tally = add(one.tally for one in own)
        estimated = own[0].estimate if len(own) == 1 else conclusions.whole(own, held)[1]
        kinds = [kind for kind in _ORDER if any(kind in one.shown for one in own)]
        waiting = sum(one.waiting for one in own)
        made.append(Line(code, tally, estimated, tuple(kinds), waiting))
    return tuple(sorted(made, key=_order))


def rows(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Return the lines as a table."""
    return [
        {
            _("Institution"): authenticity_words.area(line.area_code),
            _("Findings"): _told(line),
            _("Attempted"): line.tally.attempted or None,
            _("Verifiable"): line.tally.verifiable or None,
            _("True"): line.tally.true if line.tally.verifiable else None,
            _("False"): line.tally.false if line.tally.verifiable else None,
            _("False rate"): formats.percent(line.tally.false_share),
            _("95 % interval"): authenticity_words.interval(line.estimate),
            _("Unreachable rate"): formats.percent(line.tally.unreachable_share, 0),
        }
        for line in lines
    ]


def _order(line: Line) -> tuple[float, int, str]:
    share = line.tally.false_share
    return (-1.0 if share is None else -float(share) - 2, -len(line.shown), line.area_code)


def _told(line: Line) -> str:
    if not line.tally.attempted:
        return _("— waits for results") if line.waiting else _("— not checked")
    words = authenticity_words.shown(line.shown)
    return listed((words, _("waits for results"))) if line.waiting else words


def _choose_kind(found: Sequence[Conclusion]) -> str:
    kinds = {one.kind.code: one.kind for one in found}
    every = {"": _("All kinds"), **{code: name(kind.name) for code, kind in kinds.items()}}
    chosen = st.segmented_control(
        _("Kind"),
        list(every),
        key=state.preset("check kind", ""),
        format_func=every.__getitem__,
        label_visibility="collapsed",
        required=True,
    )
    return str(chosen or "")


def _findings(found: Sequence[Conclusion], quarter: Quarter) -> None:
    """Show what was found, and open one of it as an item of rectification."""
    headline(_("{count} findings").format(count=len(found)), _("each can become an item"))
    if not found:
        st.caption(_("Nothing was found."))
        return
    ordered = sorted(found, key=lambda one: (-one.tally.false, one.area_code))
    chosen = st.selectbox(
        _("Finding"),
        range(len(ordered)),
        format_func=lambda at: authenticity_words.finding_name(ordered[at]),
        key=f"check finding {quarter}",
        label_visibility="collapsed",
    )
    one = ordered[chosen]
    if not one.kind.sensitive:
        st.markdown(plain(authenticity_words.finding(one)))
        st.caption(plain(_consequence(one, quarter)))
    rectify.offer(authenticity_words.problem(one, quarter), f"check {chosen}")


def _consequence(one: Conclusion, quarter: Quarter) -> str:
    """Say what the rules make of a finding."""
    if not one.may_cut:
        return _("Fewer than the least sample and no second one: no money may be cut.")
    if not one.tally.false:
        return _("No false file: nothing is cut.")
    words = _("Of {listed} files on the list about {files} are false; fabrication costs {points}.")
    lost = authenticity.practice(quarter).points_per_false * one.tally.false
    return words.format(
        listed=formats.number(one.listed),
        files=authenticity_words.files(one.estimate),
        points=_("{points} points").format(points=formats.score(lost, 0)),
    )


def _transfer(quarter: Quarter) -> None:
    """Make the results figures of the evaluation, after showing what that changes."""
    found = authenticity.transferable(quarter)
    fresh = [row for row in found if row.is_new]
    headline(_("Into the evaluation"), _("verified counts go before claimed ones"))
    if not found:
        st.caption(_("Nothing can be transferred yet."))
        return
    words = _("{count} verified figures of {quarter}; {fresh} differ from what counts now.")
    st.markdown(
        words.format(
            count=len(found), quarter=authenticity_words.quarter(quarter), fresh=len(fresh)
        )
    )
    if fresh:
        st.dataframe([_moved(row) for row in fresh], hide_index=True, row_height=_ROW)
    if authenticity.is_transferred(quarter):
        st.markdown(_(":green[●] Transferred as they stand."))
        return
    if st.button(_("Transfer as verified figures"), icon=":material/verified:", key="check move"):
        title = _("authenticity checks {quarter}").format(quarter=quarter)
        deeds.attempt_once(
            "check move",
            lambda key: authenticity.transfer(quarter, title, key, state.author()),
            _("{count} verified figures are in force.").format(count=len(found)),
        )


def _moved(row: authenticity.Transferable) -> dict[str, object]:
    before = formats.MISSING if row.before is None else "/".join(map(str, row.before))
    return {
        _("Institution"): authenticity_words.area(row.area_code),
        _("Indicator"): row.indicator,
        _("Counts now"): before,
        _("Verified"): f"{row.true}/{row.verified}",
    }
