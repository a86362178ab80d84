"""Registering what the check of a sample found: by position or in counts, with evidence."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.authenticity.book import Sampled
from lib.model.authenticity.checking import Check, Grade, Mark, Way, tally_of
from lib.model.authenticity.estimation import Tally
from lib.model.journal import Attachment
from lib.model.quarters import Quarter
from pages.ui import authenticity_words, deeds, formats, state, tables, widgets
from pages.ui.headlines import conclude, headline
from pages.ui.load import authenticity, clock
from pages.ui.text import N_, _, listed, name

_FORM = "check register"
_HOW = {"counts": N_("counts"), "positions": N_("by position")}
_ROW = 25
_HEIGHT = 330  # pixels


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Register results of what waits; below, what is registered already."""
    samples = authenticity.ledger().samples.values()
    waiting = [one for one in samples if one.check is None]
    own = [one for one in samples if one.sample.quarter == str(quarter) and one.check]
    words = _("**{waiting}** samples wait for results; **{count}** of {quarter} have theirs")
    called = authenticity_words.quarter(quarter)
    with heading:
        conclude(words.format(waiting=len(waiting), count=len(own), quarter=called))
    offered = [*waiting, *own]
    if not offered:
        widgets.nothing(
            _("No sample of this quarter has been drawn yet."),
            _("Draw one in the view “Draw a sample”: the seed makes it the same for everybody."),
        )
        return
    with st.container(border=True):
        _form(offered, quarter)
    if own:
        with st.container(border=True):
            headline(_("Registered results"))
            lines = rows(own, quarter)
            st.dataframe(lines, hide_index=True, row_height=_ROW, height=_HEIGHT)
            tables.download(lines, _("results of checks"))


def rows(found: Sequence[Sampled], quarter: Quarter) -> list[dict[str, object]]:
    """Return registered results as a table; counts of sensitive kinds are withheld."""
    kinds = authenticity.practice(quarter).kinds
    lines = []
    for one in found:
        check, kind = one.check, kinds.get(one.sample.kind)
        if check is None:
            continue
        hidden = kind is not None and kind.sensitive
        counts = {
            _(words): formats.MISSING if hidden else str(getattr(check.tally, grade.value))
            for grade, words in authenticity_words.GRADES.items()
        }
        lines.append(
            {
                _("Sample no."): one.sample.subject,
                _("Institution"): authenticity_words.area(one.sample.area_code),
                _("Kind"): name(kind.name) if kind else one.sample.kind,
                **counts,
                _("Checked on"): check.checked_on.isoformat(),
                _("Who checked"): check.by,
                _("Ways"): listed(_(authenticity_words.WAYS[way]) for way in check.ways),
                _("Remark"): check.note,
                _("Evidence files"): listed(file.name for file in check.evidence),
                _("Versions"): len(one.checks),
            }
        )
    return lines


def _form(offered: Sequence[Sampled], quarter: Quarter) -> None:
    """Choose a sample, then enter its results."""
    kinds = authenticity.practice(quarter).kinds
    named = {one.sample.subject: one for one in offered}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        subject = st.selectbox(
            _("Result of"),
            named,
            format_func=lambda code: _called(
                named[code], authenticity_words.sample(named[code].sample, kinds)
            ),
            key="check result of",
        )
        how = st.segmented_control(
            _("Entered as"),
            list(_HOW),
            key=state.preset("check how", "counts"),
            format_func=lambda code: _(_HOW[code]),
            required=True,
        )
    one = named[subject]
    key = f"{deeds.key_of(_FORM)} {subject}"
    left, right = st.columns([52, 48], gap="medium")
    with left:
        marks = _positions(one, key) if how == "positions" else ()
        tally = tally_of(marks) if how == "positions" else _counts(one, key)
    with right:
        check, files = _facts(one, tally, marks, key)
    if st.button(_("Register the result"), type="primary", icon=":material/save:", key=_FORM):
        deeds.attempt_once(
            _FORM,
            lambda once: authenticity.register(check, one.seen, files, (once, state.author())),
            _("The result of {sample} is registered.").format(sample=subject),
        )


def _called(one: Sampled, words: str) -> str:
    return words if one.check is None else f"✓ {words}"


def _counts(one: Sampled, key: str) -> Tally:
    """Ask for the number of files of each result; sized for one glance."""
    words = _("{size} files drawn, {spare} replacements")
    st.caption(words.format(size=one.sample.size, spare=one.sample.spare))
    most = one.sample.size + one.sample.spare
    known = one.check.tally if one.check else Tally(compliant=one.sample.size)
    counts = {}
    columns = st.columns(2)
    for place, (grade, label) in enumerate(authenticity_words.GRADES.items()):
        with columns[place % 2]:
            counts[grade.value] = int(
                st.number_input(
                    _(label),
                    min_value=0,
                    max_value=most,
                    value=int(getattr(known, grade.value)),
                    key=f"{key} {grade.value}",
                )
            )
    return Tally(**counts)


def _positions(one: Sampled, key: str) -> tuple[Mark, ...]:
    """Ask for the result of each position; replacements stay empty unless they were used."""
    grades = {_(label): grade for grade, label in authenticity_words.GRADES.items()}
    words = {grade: label for label, grade in grades.items()}
    known = {(m.area_code, m.position): m.grade for m in one.check.marks} if one.check else {}
    lines = [
        (stratum.area_code, place, role)
        for stratum in one.sample.strata
        for role, places in (
            (_("sample"), stratum.positions),
            (_("replacement"), stratum.reserves),
        )
        for place in places
    ]
    edited = st.data_editor(
        [
            {
                _("List of"): authenticity_words.area(code),
                _("Position on the list"): place,
                _("Drawn as"): role,
                _("Result"): words.get(known.get((code, place), Grade.FALSE))
                if (code, place) in known
                else None,
            }
            for code, place, role in lines
        ],
        column_config={_("Result"): st.column_config.SelectboxColumn(options=list(grades))},
        disabled=[_("List of"), _("Position on the list"), _("Drawn as")],
        hide_index=True,
        height=_HEIGHT,
        row_height=_ROW,
        key=f"{key} positions",
    )
    return tuple(
        Mark(code, place, grades[str(row[_("Result")])])
        for (code, place, _role), row in zip(lines, edited, strict=True)
        if row[_("Result")]
    )


def _facts(
    one: Sampled, tally: Tally, marks: tuple[Mark, ...], key: str
) -> tuple[Check, tuple[Attachment, ...]]:
    """Ask when, by whom and how; for evidence; and why, where a result is corrected."""
    known = one.check
    with st.container(horizontal=True):
        day = st.date_input(
            _("Checked on"), value=max(one.sample.drawn_on, clock.today()), key=f"{key} day"
        )
        by = st.text_input(
            _("Who checked"), value=known.by if known else "", max_chars=40, key=f"{key} by"
        )
    ways = st.multiselect(
        _("Ways"),
        list(Way),
        default=list(known.ways) if known else [Way.PHONE, Way.VISIT],
        format_func=lambda way: _(authenticity_words.WAYS[way]),
        key=f"{key} ways",
    )
    note = st.text_area(
        _("Remark"), value=known.note if known else "", max_chars=500, height=68, key=f"{key} note"
    )
    organised = st.checkbox(
        _("The false files were organised: whole item 0, and refer"),
        value=known.organised if known else False,
        key=f"{key} organised",
    )
    reason = ""
    if known:
        reason = st.text_input(_("Why it is corrected"), max_chars=500, key=f"{key} reason")
    uploaded = st.file_uploader(
        _("Evidence: signed sheet, call list without names"),
        accept_multiple_files=True,
        key=f"{key} files",
    )
    files = tuple(Attachment(file.name, file.getvalue()) for file in uploaded)
    facts = (one.sample.subject, day, by, tuple(ways), tally, marks)
    return Check(*facts, organised, note, reason=reason), files
