"""Drawing a sample, and the sheet that goes out with it."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.authenticity import sampling
from lib.model.authenticity.book import Sampled, redraw
from lib.model.authenticity.practice import Kind
from lib.model.authenticity.sampling import LONGEST_LIST
from lib.model.authenticity.wishes import MOST_FILES, Wish, drawn_stations
from lib.model.quarters import Quarter, quarter_of
from pages.ui import authenticity_words, deeds, formats, load, state, tables, widgets
from pages.ui.headlines import conclude, headline
from pages.ui.load import authenticity, clock
from pages.ui.text import _, listed, name, plain

_FORM = "check draw"
_SHARES = (0.05, 0.1, 0.2)
_SHEET_HEIGHT = 430  # pixels
_ROW = 25


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Ask which sample; beside it, show the sheets that were drawn."""
    samples = authenticity.ledger().samples
    own = [one for one in samples.values() if one.sample.quarter == str(quarter)]
    waiting = sum(one.check is None for one in own)
    words = _("{quarter}: **{count}** samples drawn, **{waiting}** wait for results")
    called = authenticity_words.quarter(quarter)
    with heading:
        conclude(words.format(quarter=called, count=len(own), waiting=waiting))
    asked, sheet = st.columns([42, 58], gap="medium")
    with asked, st.container(border=True):
        _ask(quarter)
    with sheet:
        if own:
            _sheets(list(reversed(own)), quarter)
        else:
            widgets.nothing(
                _("No sample of this quarter has been drawn yet."),
                _("Choose an institution and a kind on the left, then draw."),
            )


def sheet_rows(one: Sampled) -> list[dict[str, object]]:
    """Return the sheet: every position in the order of the draw, room for its result."""
    check = one.check
    found = {(m.area_code, m.position): m.grade for m in check.marks} if check else {}
    lines = []
    for stratum in one.sample.strata:
        places = [(_("sample"), place) for place in stratum.positions]
        places += [(_("replacement"), place) for place in stratum.reserves]
        for number, (role, place) in enumerate(places, 1):
            grade = found.get((stratum.area_code, place))
            lines.append(
                {
                    _("List of"): authenticity_words.area(stratum.area_code),
                    _("No."): number,
                    _("Drawn as"): role,
                    _("Position on the list"): place,
                    _("Result"): _(authenticity_words.GRADES[grade]) if grade else "",
                }
            )
    return lines


def is_as_drawn(one: Sampled) -> bool:
    """Tell whether the printed seed gives the same positions again."""
    sample = one.sample
    rounds = authenticity.ledger().of(sample.quarter, sample.area_code, sample.kind)
    first = rounds[0].sample if sample.number > 1 else None
    return redraw(sample, first) == sample.strata


def _ask(quarter: Quarter) -> None:
    """Ask for institution, kind, word and length of the lists; draw."""
    headline(_("Draw a sample"), _("the list stays with the institution; only positions come here"))
    offered = {str(one): one for one in (quarter, quarter_of(clock.today()))}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            _("Quarter"), offered, format_func=formats.period, key="check quarter", width=150
        )
        institutions = load.institutions()
        area = st.selectbox(
            _("Institution"),
            institutions,
            format_func=lambda code: name(institutions[code]),
            key="check area",
        )
    held = authenticity.practice(offered[chosen])
    key = deeds.key_of(_FORM)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        code = st.selectbox(
            _("Kind of files"),
            held.kinds,
            format_func=lambda kind: name(held.kinds[kind].name),
            key="check kinds",
        )
        word = st.text_input(
            _("Word of the day"),
            max_chars=20,
            key=f"{key} word",
            width=170,
            help=_(
                "Given out on the day of the draw; without it the draw could be worked out before."
            ),
        )
    kind = held.kinds[code]
    rounds = authenticity.ledger().of(str(chosen), str(area), code)
    wish = Wish(str(chosen), str(area), code, {}, clock.today(), word)
    stations = authenticity.clinics(str(area), offered[chosen])
    lists = drawn_stations(wish, kind, len(rounds) + 1, stations)
    lengths = _lengths(lists, kind, key)
    size = _size(kind, lengths, key)
    full = Wish(str(chosen), str(area), code, lengths, clock.today(), word, size)
    if st.button(_("Draw"), type="primary", icon=":material/casino:", key=_FORM):
        deeds.attempt_once(
            _FORM,
            lambda once: authenticity.draw(full, offered[chosen], once, state.author()),
            _("The sample is drawn; its sheet is on the right."),
        )


def _lengths(lists: list[str], kind: Kind, key: str) -> dict[str, int]:
    """Ask how many files are on each list."""
    if kind.stations:
        drawn = listed(authenticity_words.area(code) for code in lists)
        st.caption(plain(_("Stations drawn: {stations}").format(stations=drawn)))
    with st.container(horizontal=True):
        return {
            code: int(
                st.number_input(
                    _("Files on the list of {area}").format(area=authenticity_words.area(code)),
                    min_value=1,
                    max_value=LONGEST_LIST,
                    value=100,
                    key=f"{key} length {code}",
                )
            )
            for code in lists
        }


def _size(kind: Kind, lengths: Mapping[str, int], key: str) -> int:
    """Ask for the size, and say what such a sample can find."""
    longest = max(lengths.values(), default=1)
    size = int(
        st.number_input(
            _("Files of each list"),
            min_value=kind.size,
            max_value=MOST_FILES,
            value=kind.size,
            key=f"{key} size {kind.code}",
            help=_("Not fewer than the practice asks; more files find more."),
        )
    )
    count = size * max(1, len(lengths))
    chances = listed(
        _("{share} false: {chance}").format(
            share=formats.percent(share, 0),
            chance=formats.percent(
                sampling.chance_to_find(longest, floor(longest * share), min(count, longest)), 0
            ),
        )
        for share in _SHARES
    )
    st.caption(_("Chance to find at least one — {chances}").format(chances=chances))
    return size


def _sheets(own: list[Sampled], quarter: Quarter) -> None:
    """Choose a sample and show its sheet with the seed."""
    kinds = authenticity.practice(quarter).kinds
    named = {one.sample.subject: one for one in own}
    subject = st.selectbox(
        _("Sample sheet"),
        named,
        format_func=lambda one: authenticity_words.sample(named[one].sample, kinds),
        key=f"check sheet {len(own)}",
    )
    one = named[subject]
    drawn = formats.day(one.sample.drawn_on)
    by = plain(_("Drawn on {day} by {name}").format(day=drawn, name=one.drawn_by))
    same = is_as_drawn(one)
    sign = _("● drawn again from the seed: the same") if same else _("▼ not as drawn")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Seed:"), width="content")
        st.code(one.sample.seed, language=None, width="content")
        st.markdown(f":small[{by}　{sign}]", width="content")
    lines = sheet_rows(one)
    st.dataframe(lines, hide_index=True, height=_SHEET_HEIGHT, row_height=_ROW)
    note = _(
        "Seed {seed}; SHA-256 of it and “|{area}” seeds NumPy PCG64; positions in the order of "
        "their raw 64-bit words."
    )
    area = listed(stratum.area_code for stratum in one.sample.strata)
    tables.download(lines, subject, note.format(seed=one.sample.seed, area=area))
