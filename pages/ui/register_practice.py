"""The view of good practice: what institutions wrote down, and whom to learn from."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

import streamlit as st

from lib.model import appraisal
from lib.model.fairness import peers as resembling
from lib.model.fairness.groups import elderly_shares
from lib.model.registers import practice
from lib.model.registers.ledger import Entry
from lib.model.registers.practice import Lesson, Matter
from pages.ui import (
    figures,
    formats,
    load,
    picking,
    register_words,
    state,
    tables,
)
from pages.ui.headlines import headline as block
from pages.ui.load import journal, registers
from pages.ui.text import N_, _, name, plain, short_name

TREND = N_("Learn from peers")
_TABLE, _WHO, _WHAT = "practice table", "learner", "matter"
_OFFERED, _PEERS, _HEIGHT = 10, 10, 340


def headline() -> str:
    """Say how much was written down, by how many."""
    found = [entry.values for entry in _entries()]
    own = [row for row in found if row["kind"] == "practice"]
    words = _(
        "**{count} good practices of {areas} institutions** about {items} service items, and "
        "{notes} peer notes of who went to learn"
    )
    return words.format(
        count=len(own),
        areas=len({row["area"] for row in own}),
        items=len({row["item"] for row in own}),
        notes=len(found) - len(own),
    )


def show() -> str:
    """List the practices; below them, the one picked in full. Return its institution."""
    found = _entries()
    if not found:
        st.caption(_("Nothing has been written down yet."))
        return ""
    register = registers.register("practice")
    shown = ("title", "result", "item", "kind", "number")
    rows: list[dict[str, object]] = [
        {_("Institution"): _place(str(entry.values["area"]))}
        | {
            name(register.columns[code].heading): register_words.cell(
                register, code, entry.values.get(code)
            )
            for code in shown
        }
        | {_("Files"): len(entry.files)}
        for entry in found
    ]
    st.dataframe(
        rows,
        hide_index=True,
        height=_HEIGHT,
        key=_TABLE,
        on_select="rerun",
        selection_mode="single-row",
    )
    tables.download(rows, name(register.name))
    line = picking.line(_TABLE)
    entry = found[line] if line is not None and line < len(found) else found[0]
    _detail(entry)
    return "" if line is None else str(entry.values["area"])


def trend() -> None:
    """Show which peers stand better at what an institution lacks, and what they wrote."""
    who = _who()
    found = _offers(who)
    if not found:
        st.caption(_("No peer of the same surroundings stands better where it loses points."))
        return
    indicator = _what(list(found))
    lessons = found[indicator]
    one = load.outcome().rules.indicators[indicator]
    among = _("of the {count} most alike").format(count=_PEERS)
    block(_("Better at it, in the same surroundings"), among)
    rows = [
        {
            _("Institution"): short_name(lesson.peer),
            _("Value"): formats.in_unit(lesson.better, one.unit),
            _("Ahead by"): formats.number(lesson.ahead, 1),
            _("Practice"): "；".join(str(row["title"]) for row in lesson.practices)
            or formats.MISSING,
        }
        for lesson in lessons
    ]
    own = _("Its own value: {value}.").format(value=formats.in_unit(lessons[0].own, one.unit))
    tables.twin(rows, _("Learn from peers"), own)
    for row in [row for lesson in lessons for row in lesson.practices][:2]:
        place = short_name(load.institutions()[str(row["area"])])
        with st.container(border=True, gap="xsmall"):
            block(plain(str(row["title"])), plain(place))
            st.markdown(plain(f"{row['done']}。{row['result']}"))


def _entries() -> list[Entry]:
    year = registers.as_of().year
    kept = [e for e in registers.entries("practice").values() if int(str(e.values["year"])) <= year]
    return sorted(kept, key=lambda entry: entry.subject)


def _place(code: str) -> str:
    area = load.institutions().get(code)
    return code if area is None else short_name(area)


def _detail(entry: Entry) -> None:
    register, values = registers.register("practice"), entry.values
    with st.container(border=True, gap="xsmall"):
        area = register_words.cell(register, "area", values["area"])
        block(plain(str(values["title"])), plain(f"{area} · {values['number']}"))
        for code in ("indicator", "partner", "done", "result"):
            if values.get(code):
                heading = name(register.columns[code].heading)
                words = register_words.cell(register, code, values[code])
                st.markdown(f"**{plain(heading)}**　{plain(words)}")
        for file in entry.files:
            st.download_button(
                file.name,
                data=partial(_content, file.sha256),
                file_name=file.name,
                key=f"file {entry.subject} {file.sha256}",
                on_click="ignore",
                icon=":material/attach_file:",
            )


def _content(sha256: str) -> bytes:
    return journal.file(sha256).content


def _who() -> str:
    """Ask who wants to learn."""
    areas, unit = load.institutions(), state.filters().unit
    first = state.picked(_WHO) or (unit if unit in areas else _most_to_learn())
    return str(
        st.selectbox(
            _("Who wants to learn"),
            list(areas),
            key=state.preset(_WHO, first),
            format_func=lambda code: name(areas[code]),
        )
    )


def _most_to_learn() -> str:
    """Return the lowest score that loses points at what a peer wrote about."""
    areas, scores = load.institutions(), load.outcome().scores
    lowest = sorted(areas, key=lambda code: (scores.of(code) or Fraction(0), code))
    written = (c for c in lowest if any(found[0].practices for found in _offers(c).values()))
    return next(written, lowest[0])


def _what(offered: list[str]) -> str:
    indicators = load.outcome().rules.indicators
    codes = list(dict.fromkeys(offered))
    return str(
        st.selectbox(
            _("What it loses most points at"),
            codes,
            key=f"{_WHAT} {state.picked(_WHO)}",
            format_func=lambda code: name(indicators[code].name),
        )
    )


def _offers(who: str) -> dict[str, tuple[Lesson, ...]]:
    """Return what an institution can learn where it loses points; what was written down first."""
    outcome = load.outcome()
    gaps = appraisal.gaps(appraisal.leaf_standings(figures.visible(), who), _OFFERED)
    alike = resembling.peers(outcome.areas, elderly_shares(outcome.scores.measures), _PEERS)
    own = next((area for area in outcome.areas if area.code == who), None)
    rows = [entry.values for entry in _entries()]
    found: dict[str, tuple[Lesson, ...]] = {}
    if own is None:
        return found
    for gap in gaps:
        one = outcome.rules.indicators[gap.indicator]
        matter = Matter(gap.indicator, one.service_item, one.direction)
        values = _values(gap.indicator)
        found[gap.indicator] = practice.learn_from(own, alike[who], matter, values, rows)
    kept = {indicator: lessons for indicator, lessons in found.items() if lessons}
    return dict(sorted(kept.items(), key=lambda pair: not pair[1][0].practices))


def _values(indicator: str) -> Mapping[str, Fraction]:
    """Return the values that may be shown."""
    return {
        progress.area.code: progress.value
        for progress in load.progress()
        if progress.indicator.code == indicator and progress.value is not None
    }
