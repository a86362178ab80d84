"""How appeals are put into words: figures, counts, states."""

from __future__ import annotations

from collections.abc import Callable

from lib.model.intake.figures import Stage
from lib.model.observations import month_name
from lib.model.quarters import Quarter, quarter_of
from lib.model.replies.columns import LAPSED, OPEN, UNPUBLISHED, Line
from lib.model.replies.ledger import FILED, Counts, Figure
from pages.ui import formats, load, state
from pages.ui.figure_words import counts as written
from pages.ui.load import reports
from pages.ui.text import N_, _, name, short_name

STATES = {
    FILED: N_("▲ waits for a decision"),
    OPEN: N_("○ may be appealed"),
    UNPUBLISHED: N_("◇ not published"),
    "accepted": N_("● accepted"),
    "partly": N_("◐ accepted in part"),
    "refused": N_("■ refused"),
    LAPSED: N_("— not appealed in time"),
}
VERDICTS = {
    "accepted": N_("Accept"),
    "partly": N_("Accept in part"),
    "refused": N_("Refuse"),
}


def quarter() -> Quarter:
    """Return the quarter of the chosen period."""
    return quarter_of(state.filters().day)


def institution_of(area: str) -> str:
    """Return the institution that answers for an area: itself, or that of a clinic."""
    return area if area in load.institutions() else load.roster().find(area).parent_code


def is_chosen(area: str) -> bool:
    """Tell whether an area belongs to the institution in the filter, if there is one."""
    unit = state.filters().unit
    return not unit or institution_of(area) == unit


def indicator_name(code: str) -> str:
    """Name an indicator."""
    return f"{code} {name(reports.indicators()[code].name)}"


def figure_name(figure: Figure) -> str:
    """Name a figure in one line."""
    area, indicator, month = figure
    return " · ".join(
        (
            short_name(load.roster().find(area)),
            indicator_name(indicator),
            formats.period(month_name(month)),
        )
    )


def counts(found: Counts | None, indicator: str) -> str:
    """Write both counts and the rate; those about few people are not shown one by one."""
    if found is None:
        return formats.MISSING
    known = reports.indicators()[indicator]
    return _("not shown") if known.sensitive else written(*found, known)


def short_counts(found: Counts | None, indicator: str) -> str:
    """Write both counts without the rate, for a narrow column."""
    written_out = counts(found, indicator)
    return written_out.partition(" = ")[0]


def column(line: Line, stage: Stage, say: Callable[[Counts, str], str] = counts) -> str:
    """Write a column of a figure; what stands because nobody appealed says so."""
    if stage is Stage.FINAL and line.state == LAPSED and Stage.VERIFIED in line.columns:
        return _("as verified")
    found = line.columns.get(stage)
    if found is None:
        return formats.MISSING
    said = say(found.counts, line.figure[1])
    return said if found.stored else _("{counts} (to be transferred)").format(counts=said)
