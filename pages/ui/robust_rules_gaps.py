"""Absent figures: what each treatment of them costs whom."""

import streamlit as st

from lib.model.aggregation import Treatment
from lib.model.causes.absence_price import Choice, Gaps
from lib.model.observations import Status
from lib.model.scenarios import Scenario
from pages.ui import formats, load, remarks, robust_rules_charts, state, tables
from pages.ui.load import causes
from pages.ui.text import N_, _, fill, name

KINDS = {
    Status.NOT_APPLICABLE: N_("Not applicable"),
    Status.MISSING: N_("Not reported"),
    Status.EXEMPT: N_("Exempt"),
}
WAYS = {
    Treatment.SHARE: N_("Shared equally among siblings"),
    Treatment.REWEIGHT: N_("Spread in proportion"),
    Treatment.SHRINK: N_("Taken off the full mark"),
    Treatment.ZERO: N_("No points"),
    Treatment.FULL: N_("Full points"),
}
_KEY = "rules_gap"


def show(scenario: Scenario) -> None:
    """Let the reader choose a kind of gap, then give every treatment its price."""
    found = {gap.status.code: gap for gap in causes.gaps(scenario)}
    st.segmented_control(
        _("Kind of gap"),
        found,
        key=state.preset(_KEY, next(iter(found))),
        format_func=lambda code: _(KINDS[found[code].status]),
        label_visibility="collapsed",
        required=True,
    )
    gap = found[str(state.picked(_KEY))]
    st.markdown(f"#### {headline(gap)}")
    for choice in gap.choices:
        if choice.refused is not None:
            st.caption(f"{_(WAYS[choice.treatment])}: {fill(*_said(choice))}")
    if gap.cells:
        priced = [choice for choice in gap.choices if choice.refused is None]
        robust_rules_charts.bars(
            [_(WAYS[choice.treatment]) for choice in priced],
            {_("Changes hands"): [(c.moved / 100, formats.yuan(c.moved)) for c in priced]},
            "rules gaps",
            _("Money that each treatment moves; the same by institution in the table."),
        )
        tables.twin(_rows(gap), _("price of absent figures"), _(remarks.NOT_OFFICIAL))


def headline(gap: Gaps) -> str:
    """Say how many figures are meant, and which other choice would move most."""
    kind = _(KINDS[gap.status])
    if not gap.cells:
        return _("{kind}: no scored figure now, so no choice moves any money.").format(kind=kind)
    others = [choice for choice in gap.choices if not choice.in_force and choice.refused is None]
    most = max(others, key=lambda choice: choice.moved, default=gap.choices[0])
    now = next((c for c in gap.choices if c.in_force), None)
    return _(
        "{kind}: {cells} figures of {areas} institutions, now “{now}”; "
        "“{other}” would move {moved}."
    ).format(
        kind=kind,
        cells=sum(gap.cells.values()),
        areas=len(gap.cells),
        now=_(WAYS[now.treatment]) if now else formats.MISSING,
        other=_(WAYS[most.treatment]),
        moved=formats.yuan(most.moved),
    )


def _said(choice: Choice) -> tuple[str, dict[str, object]]:
    error = choice.refused
    return ("", {}) if error is None else (error.message, dict(error.values))


def _rows(gap: Gaps) -> list[dict[str, object]]:
    priced = [choice for choice in gap.choices if choice.refused is None]
    rows: list[dict[str, object]] = [
        {
            _("Institution"): name(area),
            _("Figures"): gap.cells.get(code, 0),
            **{_head(choice): choice.fen[code] / 100 for choice in priced if code in choice.fen},
        }
        for code, area in load.institutions().items()
    ]
    total = {_head(choice): sum(choice.fen.values()) / 100 for choice in priced}
    return [*rows, {_("Institution"): _("Sum"), _("Figures"): sum(gap.cells.values()), **total}]


def _head(choice: Choice) -> str:
    way = _(WAYS[choice.treatment])
    return (
        _("{way} (in force), yuan").format(way=way)
        if choice.in_force
        else _("{way}, yuan").format(way=way)
    )
