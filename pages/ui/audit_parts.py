"""Parts of the audit screen: the verdict, the filters, the entries page by page."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import streamlit as st

from lib.model.chain import Entry, Verdict
from pages.ui import audit_words, formats, load, state, widgets
from pages.ui.load import audit
from pages.ui.load.audit import Contents, Wanted
from pages.ui.text import _, plain

PAGE = 100
"""Entries on a page."""
_WORDS, _SINCE, _UNTIL = "audit words", "audit since", "audit until"
_ACTION, _ACTOR = "audit action", "audit actor"
_PLACE = "audit pages"
_ROW_HEIGHT = 32
_MOST_HEIGHT = 640
_EARLIEST = date(2000, 1, 1)


def verdict(found: Verdict, contents: Contents) -> None:
    """Say first of all whether the log is whole."""
    said, button = st.columns([6, 1], vertical_alignment="center")
    with said:
        _say(found, contents)
    if button.button(_("Verify again"), icon=":material/verified:"):
        audit.verify_again()
        st.rerun()


def filters(contents: Contents) -> Wanted:
    """Let the reader say what to look for."""
    what, who, words, since, until = st.columns([3, 2, 4, 2, 2])
    kinds = ["", *contents.actions]
    everything, everybody = _("Everything"), _("Everybody")
    action = what.selectbox(
        _("What"),
        kinds,
        key=_kept(_ACTION, kinds),
        format_func=lambda code: audit_words.action(code) if code else everything,
    )
    people = ["", *contents.actors]
    actor = who.selectbox(
        _("Who"),
        people,
        key=_kept(_ACTOR, people),
        format_func=lambda actor: actor or everybody,
    )
    return Wanted(
        str(action),
        str(actor),
        words.text_input(_("Words"), key=_WORDS, placeholder=_("File, institution, month, reason")),
        _day(since.date_input(_("From"), None, _EARLIEST, key=_SINCE)),
        _day(until.date_input(_("To"), None, _EARLIEST, key=_UNTIL)),
    )


def entries(wanted: Wanted) -> None:
    """Show what was found, newest first, one page at a time."""
    pages = state.draft(_PLACE, lambda: (wanted, (None,)))
    ends: tuple[int | None, ...] = pages[1] if pages[0] == wanted else (None,)
    found = audit.search(wanted, limit=PAGE + 1, before=ends[-1])
    if not found:
        widgets.nothing(_("No entry is like that."), _("Take out a filter or a word."))
        return
    shown = found[:PAGE]
    lines = rows(shown)
    st.dataframe(
        lines,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height=min(_ROW_HEIGHT * len(lines) + 44, _MOST_HEIGHT),
        column_config=_widths(),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        told = _("Entries {first} to {last}").format(first=shown[0].seq, last=shown[-1].seq)
        st.caption(told, width="stretch")
        if st.button(_("Newer"), icon=":material/arrow_back:", disabled=len(ends) == 1):
            _turn(wanted, ends[:-1])
        if st.button(_("Older"), icon=":material/arrow_forward:", disabled=len(found) <= PAGE):
            _turn(wanted, (*ends, shown[-1].seq))
        widgets.download(
            _("Download (CSV)"),
            lambda: load.csv_file(export(audit.search(wanted)), ""),
            _("Audit log"),
            "csv",
        )


def about() -> None:
    """Say how the log is protected, and how to verify it without this screen."""
    with st.expander(_("How it is protected, and how to verify it"), icon=":material/shield_lock:"):
        st.markdown(
            _(
                "Every change is written together with its entry, or not at all. The database "
                "refuses to change or delete entries. Each entry carries a seal over itself and "
                "the entry before, made with a key that is kept outside the database; the end of "
                "the chain is noted there as well. Whoever changes, removes, inserts, swaps or "
                "cuts off entries is found out, even with full rights over the database."
            )
        )
        st.markdown(_("On the server, in the folder of the program:"))
        st.code("python -m lib audit", language="bash")
        st.markdown(
            _(
                "Keep a copy of the folder of keys, and of the last number and seal, in another "
                "place than the database and its backups."
            )
        )


def rows(found: tuple[Entry, ...]) -> list[dict[str, object]]:
    """Return entries as people read them."""
    return [
        {
            _("No."): entry.seq,
            _("When"): formats.moment(entry.at, to="seconds"),
            _("Who"): entry.actor,
            _("What"): audit_words.action(entry.action),
            _("On what"): entry.subject,
            _("Before and after"): audit_words.sentence(entry),
            _("Reason"): entry.reason,
        }
        for entry in found
    ]


def export(found: tuple[Entry, ...]) -> list[dict[str, object]]:
    """Return entries as a file keeps them: also the values themselves and the seals."""
    return [
        line
        | {
            _("Code"): entry.action,
            _("Before"): json.dumps(entry.before, ensure_ascii=False),
            _("After"): json.dumps(entry.after, ensure_ascii=False),
            _("Seal before"): entry.previous,
            _("Seal"): entry.hash,
        }
        for line, entry in zip(rows(found), found, strict=True)
    ]


def _say(found: Verdict, contents: Contents) -> None:
    values = {
        "entries": found.entries,
        "broken": found.broken_at,
        "last": formats.moment(contents.last, to="seconds") if contents.last else "",
    }
    if found.broken_at is not None:
        told = _("The log was tampered with: entry {broken} does not fit what came before it.")
        st.error(plain(told.format(**values)), icon=":material/gpp_bad:")
    elif found.is_cut:
        told = _("The log was cut off: after entry {entries} there were others that are gone.")
        st.error(plain(told.format(**values)), icon=":material/content_cut:")
    elif not found.entries:
        st.info(_("The log is empty: nothing has been changed yet."), icon=":material/info:")
    elif not found.is_anchored:
        told = _("{entries} entries fit; the note of the last one is gone from the folder of keys.")
        st.warning(plain(told.format(**values)), icon=":material/link_off:")
    else:
        told = _("The log is whole: {entries} entries, the last of {last}.")
        st.success(plain(told.format(**values)), icon=":material/verified_user:")


def _turn(wanted: Wanted, ends: tuple[int | None, ...]) -> None:
    state.replace_draft(_PLACE, (wanted, ends))
    st.rerun()


def _kept(key: str, options: list[str]) -> str:
    """Keep a choice unless it is not offered any more."""
    if state.picked(key) not in options:
        state.put(key, "")
    return key


def _day(picked: object) -> date | None:
    return picked if isinstance(picked, date) else None


def _widths() -> dict[str, Any]:
    number, text = st.column_config.NumberColumn, st.column_config.TextColumn
    return {
        _("No."): number(width=48),
        _("When"): text(width=140),
        _("Who"): text(width=72),
        _("What"): text(width=92),
        _("On what"): text(width=170),
        _("Before and after"): text(width=460),
        _("Reason"): text(width=160),
    }
