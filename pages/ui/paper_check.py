"""Checking a seal: which paper this is, whether it was changed, whether its result stands."""

from __future__ import annotations

import streamlit as st

from lib.errors import ModelError
from lib.model.papers.checking import Check, Verdict
from lib.model.papers.issuing import Issued
from pages.ui import formats, frame, paper_register, paper_words, tables
from pages.ui.headlines import headline
from pages.ui.load import paper_checks
from pages.ui.text import _, plain

_ROW_HEIGHT = 28
_SHOW = {Verdict.UNTOUCHED: st.success, Verdict.SAVED_AGAIN: st.success, Verdict.CHANGED: st.error}


def show() -> None:
    """Ask for a file or the signs of a seal, and say what is known of it."""
    upload, typed = st.columns(2, gap="medium")
    with upload, st.container(border=True, height="stretch"):
        headline(_("Check a file"), _("Word, PowerPoint or Excel"))
        file = st.file_uploader(
            _("Paper"),
            type=["docx", "pptx", "xlsx"],
            key="paper to check",
            label_visibility="collapsed",
        )
    with typed, st.container(border=True, height="stretch"):
        headline(_("Check a mark or seal"), _("as printed at the end of the paper"))
        text = st.text_input(
            _("Mark or seal"), key="seal to check", max_chars=80, label_visibility="collapsed"
        )
    try:
        if file is not None:
            _checked(paper_checks.check(file.getvalue(), file.name))
        elif text.strip():
            _found(text)
    except ModelError as error:
        frame.show(error)


def _checked(check: Check) -> None:
    words = _(paper_words.VERDICTS[check.verdict]).format(count=len(check.differences))
    _SHOW.get(check.verdict, st.warning)(words)
    if check.differences:
        rows = [
            {
                _("As issued"): one.issued or formats.MISSING,
                _("In this file"): one.now or formats.MISSING,
            }
            for one in check.differences
        ]
        tables.twin(rows, "papers-differences")
    if check.paper is not None:
        _facts(check.paper)


def _found(text: str) -> None:
    found = paper_checks.find(text)
    if not found:
        st.warning(_(paper_words.VERDICTS[Verdict.UNKNOWN]))
        return
    words = _("● Known: {count} issued papers carry it.")
    st.success(words.format(count=len(found)))
    for one in found:
        _facts(one)


def _facts(one: Issued) -> None:
    """Say which result it is, and whether the store still gives it."""
    record = one.record
    facts = {
        _("Registration mark"): one.mark,
        _("Paper"): f"{paper_words.kind(record.kind)}　{record.title}",
        _("Scheme"): f"{record.scheme_name}（{record.rules[:12]}）",
        _("Data up to"): formats.day(record.day),
        _("Data version"): str(record.revision),
        _("Operator"): record.operator,
        _("Issued at"): record.made.replace("T", " "),
        _("Seal"): record.seal,
    }
    with st.container(border=True):
        headline(_("The result today"), plain(_standing(one)))
        st.dataframe(
            {_("Fact"): list(facts), _("Content"): list(facts.values())},
            hide_index=True,
            row_height=_ROW_HEIGHT,
        )
        label = _("Download again: {mark}").format(mark=one.mark)
        paper_register.download(one, label)


def _standing(one: Issued) -> str:
    """Say whether figures and rules still give what the paper says."""
    try:
        found = paper_checks.standing(one)
    except ModelError as error:
        return f"▲ {error}"
    if found.now:
        return _("● The store gives the same result today.")
    if found.then:
        return _("▲ Figures or rules have changed since; as they were then, they give it again.")
    if found.then is None:
        return _("▼ Not the result of today, and what it was made from is no longer kept.")
    return _("▼ The store does not give this result, neither today nor as it was then.")
