"""What the rectification ledger gives to the papers, in Chinese words.

Items with sensitive figures keep their number, their deadline and their state; what was found
and what was done about it are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from lib.model.papers.ledger import LedgerLine
from lib.model.papers.notice import NoticedProblem, Overdue
from lib.model.papers.ranking import short
from lib.model.papers.rooms import Closing
from lib.model.papers.rules import PaperRules
from lib.model.papers.written import numeral
from lib.model.problems import ProblemClass, Severity
from lib.model.quarters import Quarter
from lib.model.rectification.items import Item
from lib.model.rectification.states import Deed, State
from pages.ui import load, problem_words, rectification_words, state
from pages.ui.load import clock, rectification, reports
from pages.ui.text import _

CLOSED_TEXT = "涉及敏感数据，内容见系统整改台账"
_MEASURES = {
    ProblemClass.BEHIND: "查明原因，制定措施，限期达到序时进度",
    ProblemClass.AUTHENTICITY: "逐份核实，更正或撤销不真实记录，查明责任",
    ProblemClass.REPORTING: "立即补报，落实专人按时报送",
}
_MEASURE = "查明原因，限期整改到位，举一反三"
_WAITING = (State.TO_REVIEW, State.CLOSED)
_P = ParamSpec("_P")
_R = TypeVar("_R")


@dataclass(frozen=True, slots=True)
class _Known:
    """What every line needs: asked for once."""

    today: date
    closed: frozenset[str]
    """Codes of sensitive indicators and service items."""
    names: Mapping[str, str]
    """Of every area, by code."""


def in_chinese(read: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a reader of rooms speak Chinese, whatever the screen speaks."""

    @wraps(read)
    def reading(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with state.speaking("zh"):
            return read(*args, **kwargs)

    return reading


@in_chinese
def closing(quarter: Quarter) -> tuple[Closing, ...]:
    """Return the rates of a quarter and of the one before; none of an empty ledger."""
    if not rectification.ledger().items:
        return ()
    return tuple(_closing(one) for one in (quarter, quarter.later(-1)))


@in_chinese
def ledger_lines(*, open_only: bool = False) -> tuple[LedgerLine, ...]:
    """Return the items of the rectification ledger, in words, in order of opening."""
    earlier = rectification.recurrences()
    items, known = rectification.ledger().items.values(), _known()
    return tuple(_line(item, earlier, known) for item in items if item.is_open or not open_only)


@in_chinese
def overdue_lines() -> tuple[LedgerLine, ...]:
    """Return the open items past their deadline, the longest first."""
    earlier = rectification.recurrences()
    known = _known()
    return tuple(_line(item, earlier, known) for item in rectification.overdue())


@in_chinese
def noticed(unit: str, rules: PaperRules) -> tuple[NoticedProblem, ...]:
    """Return what an institution still has to put right by the ledger.

    What it has handed in for review waits for the office, not for the institution.
    """
    waiting = [i for i in rectification.of_institution(unit) if i.state not in _WAITING]
    known = _known()
    return tuple(_noticed(item, rules, known) for item in waiting)


@in_chinese
def severe_overdue(unit: str) -> tuple[Overdue, ...]:
    """Return the severe items of an institution past their deadline, the longest first."""
    known = _known()
    return tuple(
        Overdue(item.number, _evidence(item, known), item.deadline, item.days_over(known.today))
        for item in rectification.overdue()
        if item.area_code == unit
        and item.problem.severity == Severity.SEVERE
        and item.deadline is not None
    )


def body(code: str) -> str:
    """Name an institution, clinic, centre or hospital in full."""
    return _names(load.version()).get(code, code)


def _closing(quarter: Quarter) -> Closing:
    found = rectification.rates(quarter)
    return Closing(
        f"{quarter.year}年第{numeral(quarter.number)}季度",
        found.opened,
        found.due,
        found.closed,
        found.on_time,
        found.overdue,
        found.recurred,
        found.may_recur,
        found.mean_days,
    )


def _known() -> _Known:
    chosen = state.filters()
    version = load.version()
    closed = _sensitive(version, chosen.scheme, chosen.day)
    return _Known(clock.today(), closed, _names(version))


def _is_sensitive(item: Item, known: _Known) -> bool:
    return item.problem.item in known.closed or item.problem.indicator in known.closed


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(version: str) -> dict[str, str]:
    return {area.code: area.name for area in load.roster().areas}


@st.cache_resource(max_entries=6, show_spinner=False)
def _sensitive(version: str, scheme: str, day: date) -> frozenset[str]:
    """Return the codes of sensitive indicators, and of the service items that have any."""
    known = [one for one in load.rules().indicators.values() if one.sensitive]
    return frozenset(code for one in known for code in (one.code, one.service_item))


def _evidence(item: Item, known: _Known) -> str:
    return CLOSED_TEXT if _is_sensitive(item, known) else item.problem.evidence


def _service_item(item: Item) -> str:
    known = load.service_items().get(item.problem.item)
    return "" if known is None else short(known.zh)


def _indicator(item: Item) -> str:
    known = reports.indicators().get(item.problem.indicator)
    return "" if known is None else known.name.zh


def _told(item: Item, deed: Deed, known: _Known) -> str:
    if _is_sensitive(item, known):
        return ""
    said = [f"{e.step.on.month}月{e.step.on.day}日{e.step.text}" for e in item.events
            if e.deed == deed and e.step.text]  # fmt: skip
    return "".join(f"{line.rstrip('。；')}；" for line in said)


def _line(item: Item, earlier: dict[str, str], known: _Known) -> LedgerLine:
    problem = item.problem
    proofs = [mark.name for e in item.events if e.deed == Deed.SUBMIT for mark in e.step.files]
    before = earlier.get(item.number, "")
    return LedgerLine(
        item.number,
        known.names.get(item.area_code, item.area_code),
        _(problem_words.SOURCES[problem.found]),
        _(problem_words.CLASSES[problem.problem_class]),
        _evidence(item, known),
        _(problem_words.SEVERITIES[problem.severity]),
        item.issued.on if item.issued else None,
        item.deadline,
        _(rectification_words.STATES[item.state]),
        item.days_over(known.today),
        item.reviewed.by if item.reviewed else "",
        item.reviewed.on if item.reviewed else None,
        item.reviewed.text if item.reviewed and not _is_sensitive(item, known) else "",
        item.closed.on if item.closed else None,
        quarter=problem.quarter,
        clinic=known.names.get(problem.clinic, problem.clinic),
        item=_service_item(item),
        indicator=_indicator(item),
        is_extended=item.extension is not None,
        owner=item.owner,
        measure=_told(item, Deed.START, known),
        progress=_told(item, Deed.NOTE, known),
        proofs=f"佐证：{'、'.join(proofs)}" if proofs else "",
        earlier=f"{'重开' if item.reopens else '复发'}：{before}" if before else "",
    )


def _noticed(item: Item, rules: PaperRules, known: _Known) -> NoticedProblem:
    problem, today = item.problem, known.today
    clause = rules.clause(problem.problem_class, today)
    if problem.indicator:
        clause = f"评价方案指标{problem.indicator}；{clause}"
    demand = item.issued.text if item.issued and not _is_sensitive(item, known) else ""
    return NoticedProblem(
        _service_item(item) or _(problem_words.CLASSES[problem.problem_class]),
        _indicator(item),
        _evidence(item, known),
        clause,
        demand or _MEASURES.get(problem.problem_class, _MEASURE),
        item.number,
        item.deadline or _usual(problem.severity, today),
    )


def _usual(severity: Severity, today: date) -> date:
    """Return the deadline that a new item gets if its notice is issued today."""
    return rectification.rules().deadline(today, severity)
