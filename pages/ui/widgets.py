"""Widgets that more than one page uses."""

from collections.abc import Callable, Mapping

import streamlit as st

from pages.ui import formats, help_place, load, state
from pages.ui.text import LANGUAGES, N_, Bilingual, Named, _, name

_LEVEL_NAMES = {"institution": N_("Institutions"), "clinic": N_("Village clinics")}
_NARROW, _MEDIUM, _BROAD = 160, 216, 330  # pixels; all filters fit beside the title at 1366


def sidebar(*, asks_operator: bool) -> None:
    """Draw what stays at the side: the warning about made-up figures, scheme, language.

    On pages where something can be changed, the operator's name comes first.
    """
    with st.sidebar:
        state.keep_operator()
        if asks_operator:
            st.text_input(
                _("Operator"),
                key=state.OPERATOR,
                placeholder=_("Your name"),
                max_chars=40,
                icon=":material/person:",
            )
        if load.is_demonstration():
            st.warning(_("Demonstration data: every figure is made up by a program."))
        schemes = load.schemes()
        st.selectbox(_("Scheme"), schemes, key="scheme", format_func=_naming(schemes))
        st.segmented_control(
            _("Language"), LANGUAGES, key="lang", format_func=LANGUAGES.__getitem__, required=True
        )


def heading(title: str, shown: tuple[str, ...], remark: Callable[[], None], page: str = "") -> None:
    """Draw the title with help, a remark and the shared filters of the page beside it."""
    draw = {"period": _period, "item": _item, "level": _level, "unit": _unit}
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="heading"):
        st.title(title, anchor=False, width="content")
        if page:
            with st.container(width="content"):
                help_place.offer(page)
        with st.container(width="content"):
            remark()
        st.space("stretch")
        if load.is_demonstration():
            st.badge(_("Demonstration data"), icon=":material/science:", color="orange")
        for filter_name in shown:
            draw[filter_name]()


def nothing(reason: str, hint: str) -> None:
    """Say why there is nothing to see, and what to do about it."""
    with st.container(border=True):
        st.markdown(f"**{reason}**")
        st.caption(hint)


def download(label: str, make: Callable[[], bytes], stem: str, extension: str) -> None:
    """Offer a file that is made only when asked for; made-up figures show in its name."""
    mark = _("Demonstration data") + "-" if load.is_demonstration() else ""
    st.download_button(
        label,
        data=state.in_this_language(make),
        file_name=f"{mark}{stem}.{extension}",
        on_click="ignore",
        icon=":material/download:",
    )


def _period() -> None:
    st.selectbox(
        _("Up to the end of"),
        load.periods() or (state.month(),),
        key="period",
        format_func=formats.period,
        label_visibility="collapsed",
        width=_NARROW,
    )


def _item() -> None:
    items = load.service_items()
    st.selectbox(
        _("Service item"),
        [state.EVERY_ITEM, *items],
        key="item",
        format_func=_naming(items, {state.EVERY_ITEM: _("All service items")}),
        label_visibility="collapsed",
        width=_MEDIUM,
    )


def _level() -> None:
    st.segmented_control(
        _("Level"),
        state.LEVELS,
        key="level",
        format_func=lambda level: _(_LEVEL_NAMES[level]),
        label_visibility="collapsed",
        required=True,
    )


def _unit() -> None:
    institutions = load.institutions()
    st.selectbox(
        _("Institution"),
        [state.NOBODY, *institutions],
        key="unit",
        format_func=_naming(institutions, {state.NOBODY: _("Choose an institution")}),
        label_visibility="collapsed",
        width=_BROAD,
    )


def _naming(
    named: Mapping[str, Bilingual | Named], others: Mapping[str, str] | None = None
) -> Callable[[str], str]:
    """Make the function that turns a code into what the reader sees."""
    words = {**{code: name(thing) for code, thing in named.items()}, **(others or {})}
    return words.__getitem__
