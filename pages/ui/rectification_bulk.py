"""What is done to several items at once, or to none yet: issue notices, open an item."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.rectification.acts import LONGEST_NAME, Wish
from lib.model.rectification.items import Item
from pages.ui import deeds, load, problem_words, rectification_forms, state
from pages.ui import rectification_words as words
from pages.ui.load import clock, rectification, reports
from pages.ui.text import _, name

_ISSUE, _OPEN = "issue several", "open by hand"
_NONE = ""


def issue(new: tuple[Item, ...]) -> None:
    """Offer to issue the notices of several new items in one go."""
    known = {item.number: item for item in new}
    label = _("Issue new items ({count})").format(count=len(new))
    with st.popover(label, icon=":material/outgoing_mail:", disabled=not new):
        key = deeds.key_of(_ISSUE)
        chosen = st.multiselect(
            _("Items to issue"),
            known,
            default=list(known),
            key=f"bulk items {key} {len(new)}",
            format_func=lambda number: f"{number} {words.place(known[number])}",
        )
        owner = st.text_input(
            _("Person in charge"), key=f"bulk owner {key}", max_chars=LONGEST_NAME
        )
        text = st.text_area(_("Demand"), key=f"bulk text {key}", height=90)
        last = max((known[n].last_on for n in chosen), default=clock.today())
        by, on = rectification_forms.who_and_when(f"bulk {key}", last)
        st.caption(_("Deadlines follow from the severity of each item."))
        if st.button(
            _("Issue ({count})").format(count=len(chosen)), key="issue now", type="primary"
        ):
            wishes = [Wish(n, text, owner, seen=known[n].posted) for n in chosen]
            deeds.attempt_once(
                _ISSUE,
                lambda once: rectification.issue(
                    wishes, rectification_forms.act(by, on), once, state.author()
                ),
                _("{count} notices are issued.").format(count=len(wishes)),
            )


def open_one() -> None:
    """Offer to open an item by hand."""
    with st.popover(_("Open an item by hand"), icon=":material/add:"):
        key = deeds.key_of(_OPEN)
        with st.form(f"form {key}", border=False):
            make = _asked(key)
            if not st.form_submit_button(_("Open the item"), type="primary"):
                return
        deeds.attempt_once(
            _OPEN,
            lambda once: rectification.open_items((make(once),), once, state.author()),
            _("The item stands in the ledger now."),
        )


def _asked(key: str) -> Callable[[str], Problem]:
    """Ask for a problem; returns what makes it, under the key of the form as its origin."""
    areas, indicators = load.institutions(), reports.indicators()
    area = st.selectbox(
        _("Institution"), areas, format_func=lambda c: name(areas[c]), key=f"area {key}"
    )
    left, right = st.columns(2, gap="small")
    found = left.selectbox(
        _("Source of the problem"),
        list(Found),
        format_func=lambda c: _(problem_words.SOURCES[c]),
        key=f"source {key}",
    )
    severity = right.selectbox(
        _("Severity of the problem"),
        list(Severity),
        format_func=lambda c: _(problem_words.SEVERITIES[c]),
        key=f"severity {key}",
    )
    sort = left.selectbox(
        _("Problem class"),
        list(ProblemClass),
        format_func=lambda c: _(problem_words.CLASSES[c]),
        key=f"class {key}",
    )
    indicator = right.selectbox(
        _("Indicator"),
        [_NONE, *indicators],
        format_func=lambda c: words.indicator(c) if c else _("none"),
        key=f"indicator {key}",
    )
    evidence = st.text_area(_("What was found"), key=f"evidence {key}", height=90)
    item = indicators[indicator].service_item if indicator else ""
    quarter = str(clock.quarter())
    kind = (ProblemClass(str(sort)), Severity(str(severity)))
    told = (Found(str(found)), quarter, str(area), evidence, *kind)
    return lambda once: Problem(f"hand {once}", *told, item=item, indicator=str(indicator))
