"""Trainings: what each centre owes and has held, what they add up to, the register."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.quarters import Quarter
from lib.model.supervision.training import Duty, Entry
from pages.ui import (
    formats,
    lights,
    load,
    state,
    supervision_training_form,
    supervision_words,
    tables,
    widgets,
)
from pages.ui.deeds import attempt_once, key_of
from pages.ui.headlines import conclude, headline
from pages.ui.load import journal, supervision
from pages.ui.text import _, name, plain

_ROW_HEIGHT = 32


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show the verdict and the counters of the year, then the register and the form."""
    year = quarter.year
    duties = supervision.duties(year)
    with heading:
        conclude(plain(verdict(duties)))
    _counters(year, duties)
    found = [e for e in supervision.trainings().values() if e.training.day.year == year]
    with st.container():
        headline(_("Register of trainings {year}").format(year=year))
        if found:
            lines = rows(found)
            st.dataframe(
                lines,
                hide_index=True,
                row_height=_ROW_HEIGHT,
                column_config={
                    _("Subject"): st.column_config.Column(width=256),
                    _("Service item"): st.column_config.Column(width=158),
                },
            )
            tables.download(lines, _("Trainings {year}").format(year=year))
            _one(found)
        else:
            widgets.nothing(
                _("No training has been entered for this year."), _("Enter one at the side.")
            )
    with st.expander(_("Enter a training"), icon=":material/add:"):
        supervision_training_form.show()


def verdict(duties: tuple[Duty, ...]) -> str:
    """Say which centres have held their training of the year."""
    met = [duty for duty in duties if duty.is_met]
    words = _("{year}: {met} of {count} centres have held their training")
    said = words.format(year=duties[0].year, met=len(met), count=len(duties))
    missing = [duty for duty in duties if not duty.is_met]
    if not missing:
        return said
    bodies = supervision_words.areas(tuple(duty.body for duty in missing))
    late = any(duty.warns for duty in missing)
    added = _("; overdue: {bodies}") if late else _("; still to come: {bodies}")
    return said + added.format(bodies=bodies)


def rows(found: list[Entry]) -> list[dict[str, object]]:
    """Return the register as a table."""
    items = load.service_items()
    return [
        {
            _("Day"): one.day.isoformat(),
            _("Organiser"): supervision_words.organiser(one.organiser),
            _("Subject"): one.title,
            _("Service item"): name(items[one.item]) if one.item in items else one.item,
            _("Mode"): _(supervision_words.MODES[one.mode]),
            _("Level"): _(supervision_words.LEVELS[one.level]),
            _("Hours"): formats.number(one.hours, 1),
            _("Expected"): one.planned,
            _("Came"): one.attended,
            _("Institutions"): len(one.attendance),
            _("Pass rate"): formats.percent(
                Fraction(one.passed, one.tested) if one.tested else None
            ),
            _("Number"): entry.number,
        }
        for entry in sorted(found, key=lambda e: e.training.day, reverse=True)
        for one in [entry.training]
    ]


def _counters(year: int, duties: tuple[Duty, ...]) -> None:
    total = supervision.tally(year)
    staff, clinics = supervision.staff(year), len(supervision.clinics())
    places = len(load.institutions())
    figures = {
        _("Person-times"): formats.number(total.person_times),
        _("Person-hours"): formats.number(total.person_hours),
        _("Institutions reached"): f"{total.institutions} / {places}",
        _("Staff reached ≥"): _share(total.reached, staff),
        _("Village doctors reached ≥"): _share(total.doctors_reached, clinics),
        _("Pass rate"): formats.percent(total.pass_rate),
    }
    told = [plain(_("Trainings by centre")), *(_duty(duty) for duty in duties)]
    st.markdown("　".join(told))
    columns = st.columns(len(figures), gap="small")
    for column, (label, value) in zip(columns, figures.items(), strict=True):
        column.metric(label, value, border=True)
    st.caption(
        _(
            "At least: the best attended training of each institution, against its staff and its "
            "village clinics; without names nobody knows who came twice."
        )
    )


def _duty(duty: Duty) -> str:
    light = "green" if duty.is_met else ("red" if duty.warns else "none")
    colour = {"green": "green", "red": "red", "none": "gray"}[light]
    words = _("{held} (at least {needed})").format(held=duty.held, needed=duty.needed)
    return f":{colour}[{lights.SIGNS[light]}] {plain(supervision_words.area(duty.body))} {words}"


def _share(count: int, whole: int | None) -> str:
    return formats.percent(Fraction(min(count, whole), whole) if whole else None)


def _one(found: list[Entry]) -> None:
    """Offer the material of a training, and to take back an entry that was wrong."""
    entries = {entry.number: entry for entry in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            _("Training"),
            list(entries),
            format_func=lambda n: " · ".join((n, entries[n].training.title)),
            key="training which",
        )
        entry = entries[str(number)]
        if entry.training.sha256:
            st.download_button(
                _("Material"),
                data=journal.file(entry.training.sha256).content,
                file_name=entry.training.material,
                on_click="ignore",
                icon=":material/description:",
            )
        with st.popover(_("Take back"), icon=":material/undo:"):
            key = key_of("training back")
            why = st.text_input(_("Reason"), key=f"training back {key}")
            if st.button(_("Take back"), key="training back now"):
                attempt_once(
                    "training back",
                    lambda once: supervision.withdraw(entry, why, once, state.author()),
                    _("Taken back: {number}.").format(number=entry.number),
                )
