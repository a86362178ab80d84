"""The glossary: words of the trade in one sentence each, searched by any part of them."""

import streamlit as st

from pages.ui import choices, help_way, tables, widgets
from pages.ui.load import help as texts
from pages.ui.text import _, name

ALL = "all"
_SEARCH = 420  # pixels
_FEW = 8  # pages whose links stay in one row


def show() -> None:
    """Ask for a group and a word, then list what is found and where it is used."""
    glossary = texts.glossary()
    groups = {ALL: _("All"), **{code: name(text) for code, text in glossary.groups.items()}}
    wanted = st.text_input(
        _("Search"),
        key="glossary search",
        placeholder=_("Part of a word or of its meaning"),
        icon=":material/search:",
        label_visibility="collapsed",
        width=_SEARCH,
    )
    group = choices.kept(_("Word group"), groups, groups.__getitem__, address="words")
    found = glossary.found(wanted, "" if group == ALL else group)
    told = _("{count} of {total} words. Press Enter after typing.")
    st.caption(told.format(count=len(found), total=len(glossary.terms)))
    if not found:
        widgets.nothing(_("No such word."), _("Type less of it, or choose all groups."))
        return
    pages = {term.page for term in found}
    if len(pages) <= _FEW:
        help_way.links(term.page for term in found)
    rows = [
        {
            _("Word"): f"{term.term.zh} {term.term.en}",
            _("Explanation"): name(term.meaning),
            _("Used on"): help_way.title(term.page),
            _("Source"): name(term.source),
        }
        for term in found
    ]
    tables.written_out(rows, "glossary")
