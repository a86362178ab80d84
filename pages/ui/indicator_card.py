"""The card of an indicator: what it counts, how it is judged, and what was wanted of it when."""

import streamlit as st

from lib.model.indicators import Indicator
from lib.model.parameters import DatedValue, Text
from pages.ui import formats, freshness, load, references, state
from pages.ui import indicator_words as words
from pages.ui.text import _, name


def show(indicator: Indicator) -> None:
    """Show the definition in the reader's language, the other one below, and the targets."""
    said, wanted = st.columns([5, 6], gap="medium")
    with said:
        st.table(_definition(indicator), hide_header=True, border="horizontal")
    with wanted:
        if rows := _targets(indicator):
            st.table(rows, hide_index=True, border="horizontal")
        else:
            st.caption(_("Nobody has set a target: this indicator is only watched."))


def _definition(indicator: Indicator) -> dict[str, list[str]]:
    source = load.sources()[indicator.source]
    facts = {
        _("Indicator"): f"{_both(indicator.name)} · {indicator.code}",
        _("Service item"): name(load.service_items()[indicator.service_item]),
        _("Dimension"): name(load.dimensions()[indicator.dimension]),
        _("Numerator"): _both(indicator.numerator),
        _("Denominator"): _both(indicator.denominator),
        _("Unit and direction"): _joined(
            words.UNITS[indicator.unit], words.DIRECTIONS[indicator.direction]
        ),
        _("Produced by"): _joined(
            words.LEVELS[indicator.level], words.FREQUENCIES[indicator.frequency]
        ),
        _("Accrual"): _(words.ACCRUALS[indicator.accrual]),
        _("Source"): name(source.name),
        _("Figures there"): freshness.of_indicator(indicator.code) or formats.MISSING,
    }
    return {_("Fact"): list(facts), _("Content"): list(facts.values())}


def _joined(one: str, other: str) -> str:
    return f"{_(one)} · {_(other)}"


def _both(text: Text) -> str:
    """Write a definition in both languages, the reader's first."""
    first, second = (text.en, text.zh) if state.language() == "en" else (text.zh, text.en)
    return f"{first} / {second}" if second and second != first else first


def history(indicator: str) -> tuple[tuple[DatedValue, ...], tuple[DatedValue, ...]]:
    """Return all targets and all lowest values ever set for an indicator."""
    found = load.target_history(indicator)
    return ((), ()) if found is None else (found.values, found.floors)


def _targets(indicator: Indicator) -> list[dict[str, str]]:
    """List everything ever set, the newest first."""
    kinds = zip((_("Target"), _("Lowest value")), history(indicator.code), strict=True)
    dated = [(d, kind) for kind, values in kinds for d in values]
    return [
        {
            _("From"): f"{d.start:%Y.%m.%d}",
            _("Kind"): kind,
            _("Value"): formats.in_unit(d.value, indicator.unit, 2),
            _("Set by"): references.authority(d.reference),
            _("Reference"): d.reference.title,
        }
        for d, kind in sorted(dated, key=lambda pair: pair[0].start, reverse=True)
    ]
