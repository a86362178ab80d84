"""The ledger with all its columns, to take away as a table or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lib.model.rectification.items import Event, Item
from lib.model.rectification.states import Deed
from pages.ui import load, problem_words, widgets
from pages.ui import rectification_words as words
from pages.ui.load import clock, rectification
from pages.ui.text import _, listed, name


def rows(items: Iterable[Item]) -> list[dict[str, object]]:
    """Write every item with the columns of the official ledger (整改台账)."""
    earlier, today = rectification.recurrences(), clock.today()
    areas, services = load.institutions(), load.service_items()
    return [
        {
            _("Item number"): item.number,
            _("Source of the problem"): _(problem_words.SOURCES[item.problem.found]),
            _("Quarter found"): item.problem.quarter,
            _("Unit"): name(areas[item.area_code]) if item.area_code in areas else item.area_code,
            _("Clinic"): words.clinic(item.problem.clinic) if item.problem.clinic else "",
            _("Service item"): name(services[item.problem.item])
            if item.problem.item in services
            else item.problem.item,
            _("Indicator"): words.indicator(item.problem.indicator),
            _("Problem class"): _(problem_words.CLASSES[item.problem.problem_class]),
            _("Severity of the problem"): _(problem_words.SEVERITIES[item.problem.severity]),
            _("What was found"): item.problem.evidence,
            _("State"): _(words.STATES[words.stated(item, today)]),
            _("Notice issued on"): item.issued.on.isoformat() if item.issued else None,
            _("Deadline"): item.deadline.isoformat() if item.deadline else None,
            _("Extended"): _("yes, once") if item.extension else _("no"),
            _("Days over"): item.days_over(today),
            _("Unit in charge"): name(areas[item.area_code]) if item.area_code in areas else "",
            _("Person in charge"): item.owner,
            _("Measure taken"): _told(item, Deed.START),
            _("Progress notes"): _told(item, Deed.NOTE),
            _("Evidence of completion"): listed(_proofs(item)),
            _("Reviewer"): item.reviewed.by if item.reviewed else None,
            _("Reviewed on"): item.reviewed.on.isoformat() if item.reviewed else None,
            _("Result of the review"): item.reviewed.text if item.reviewed else None,
            _("Closed on"): item.closed.on.isoformat() if item.closed else None,
            _("Came back after"): earlier.get(item.number),
        }
        for item in items
    ]


def offer_workbook(listed_rows: Sequence[Mapping[str, object]]) -> None:
    """Offer the rows as an Excel file that says when they are made up."""
    remark = ""
    if load.is_demonstration():
        remark = _("Demonstration data: every figure is made up by a program.")
    title = _("Rectification ledger")
    widgets.download(
        _("Excel table"),
        lambda: rectification.workbook(title, listed_rows, remark),
        title,
        "xlsx",
    )


def _events(item: Item, deed: Deed) -> list[Event]:
    return [event for event in item.events if event.deed == deed]


def _told(item: Item, deed: Deed) -> str:
    return "\n".join(f"{e.step.on.isoformat()} {e.step.text}" for e in _events(item, deed))


def _proofs(item: Item) -> list[str]:
    return [mark.name for event in _events(item, Deed.SUBMIT) for mark in event.step.files]
