"""What stands in a paper: gathered from the result on the screen and from the other rooms."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import streamlit as st

from lib.adapters import boundaries
from lib.adapters.papers import map_pictures
from lib.errors import N_, InputError
from lib.model import appraisal, small_cells
from lib.model.baselines import rules_seal
from lib.model.papers import allocation_table, bulletin, ledger, meeting, minutes, notice
from lib.model.papers import ranking as rankings
from lib.model.papers import statement as statements
from lib.model.papers.content import Kind, Paper, Picture
from lib.model.papers.findings import Findings
from lib.model.papers.letters import Letter
from lib.model.papers.minutes import ScenarioLine
from lib.model.papers.rules import PaperRules, parse_paper_rules
from lib.model.papers.score_map import score_map
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import day as written_day
from lib.model.quarters import quarter_of
from lib.project import Project
from pages.ui import load, meeting_risks, state
from pages.ui.load import clock, meetings, paper_items, paper_meetings, paper_sources

_PROJECT = Project()
_NOBODY = "—"
_KEPT = 6
_MARKUP = re.compile(r"\\(?=[^\w\s])|\*\*")
"""What the screen needs and paper does not: marks of bold, and backslashes before signs."""
TO_ONE = frozenset({Kind.STATEMENT, Kind.NOTICE, Kind.SUMMONS})
"""Papers to one institution."""


@dataclass(frozen=True, slots=True)
class Options:
    """What an operator chooses for a paper."""

    unit: str = ""
    """Code of the institution, for papers to one."""
    in_wan: bool = False
    public: bool = False
    as_sheets: bool = False
    """A workbook instead of a document."""
    letter: Letter | None = None
    """None takes issuer, day and deadline from the rules."""
    title: str = ""
    """Of a meeting's slides."""
    scenarios: tuple[ScenarioLine, ...] = field(default=())
    meeting: str = ""
    """Number of a meeting, for minutes and slides; empty takes the last one."""
    agenda: str = ""
    """Kind of meeting, for slides; empty takes that of the meeting."""
    open_only: bool = False
    """Leave closed items out of the ledger."""


def letter() -> Letter:
    """Return a letter by the rules: issuer, today, deadline."""
    today = clock.today()
    days = timedelta(days=rules().answer_days(today))
    return Letter(rules().issuer(today), today, deadline=today + days)


def rules() -> PaperRules:
    """Return the rules of papers."""
    return _rules(load.version())


def compose(kind: Kind, options: Options, mark: str = "", at: datetime | None = None) -> Paper:
    """Say what stands in a paper, from the result on the screen.

    Raises
    ------
    InputError
        If something is missing that the paper is about.
    AllocationError
        If the paper is about money and the scheme shares none.
    """
    found, told = findings(), options.letter or letter()
    made = stamp(mark, at)
    if kind in TO_ONE:
        return _to_one(kind, found, (options.unit, told), made)
    return _WRITERS[kind](found, options, told, made)


def stamp(mark: str = "", at: datetime | None = None) -> Stamp:
    """Return the stamp of a paper made now from the result on the screen."""
    outcome = load.outcome()
    chosen = state.filters()
    return Stamp(
        scheme=chosen.scheme,
        scheme_name=load.scheme().name.zh,
        rules=rules_seal(outcome.rules),
        day=outcome.rules.day,
        revision=load.dataset().revision or 0,
        seal=outcome.seal,
        made=at or state.clock(),
        operator=str(state.picked(state.OPERATOR) or "").strip() or _NOBODY,
        demonstration=load.is_demonstration(),
        mark=mark,
    )


def findings() -> Findings:
    """Return what the engine found, as the papers read it."""
    chosen = state.filters()
    return _findings(load.version(), chosen.scheme, chosen.day, load.previous_quarter())


def picture() -> Picture:
    """Return the map of the scores as a picture.

    Raises
    ------
    StorageError
        If this machine has no Chinese font.
    """
    chosen = state.filters()
    return Picture(_map(load.version(), chosen.scheme, chosen.day), "全县各单位得分分布图")


def _to_one(kind: Kind, found: Findings, to: tuple[str, Letter], made: Stamp) -> Paper:
    """Say what stands in a paper to one institution."""
    unit, told = to
    if not unit:
        raise InputError(
            N_("This paper is for one institution."), hint=N_("Choose an institution above.")
        )
    if kind == Kind.STATEMENT:
        return statements.statement(found, unit, told, made)
    name = found.area(unit).name
    if kind == Kind.NOTICE:
        problems = paper_items.noticed(unit, rules()) or notice.from_figures(found, unit)
        return notice.notice(name, problems, told, made)
    late = notice.overdue_reasons(paper_items.severe_overdue(unit))
    reasons = (*late, *notice.reasons_of(found, unit), *told.paragraphs())
    return notice.summons(name, reasons, told, made)


def _agenda(options: Options, told: Letter) -> meeting.Agenda:
    """Return the screens of a meeting; one of another kind, or none, gives them undecided."""
    known = meetings.agendas()
    opened = meetings.find(options.meeting or next(iter(paper_meetings.listing()), ""))
    kind = options.agenda or (opened.opening.kind if opened else "")
    agenda = known.get(kind) or next(iter(known.values()))
    if opened is not None and opened.opening.kind != agenda.kind:
        opened = None
    held = paper_meetings.meeting(opened.number) if opened else None
    usual = held.name if held else f"基本公共卫生服务项目{agenda.name.zh}"
    return meeting.Agenda(
        options.title.strip() or usual,
        held.on if held else told.on,
        picture(),
        (*(held.scenarios if held else ()), *options.scenarios),
        held.decisions if held else (),
        tuple(meeting.Step(step.screen, step.notes) for step in agenda.steps),
        paper_meetings.screens(risk_lines(), opened.number if opened else ""),
    )


@paper_items.in_chinese
def risk_lines() -> tuple[str, ...]:
    """Return what needs a decision, as plain text."""
    return tuple(_MARKUP.sub("", risk.words) for risk in meeting_risks.found())


def _lines(options: Options) -> tuple[ledger.LedgerLine, ...]:
    lines = paper_items.ledger_lines(open_only=options.open_only)
    if not lines:
        raise InputError(
            N_("The rectification ledger has nothing to print yet."),
            hint=N_("Open items on the page Rectification (整改台账) first."),
        )
    return lines


def _meeting(options: Options) -> minutes.Meeting:
    held = paper_meetings.meeting(options.meeting)
    if held is None:
        raise InputError(
            N_("No meeting has been recorded yet."),
            hint=N_("Hold it in meeting mode (会议模式), where decisions are taken down."),
        )
    return held


@st.cache_resource(max_entries=2, show_spinner=False)
def _rules(version: str) -> PaperRules:
    return _PROJECT.read("papers.yaml", parse_paper_rules)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _findings(version: str, scheme: str, day: date, before: date | None) -> Findings:
    outcome = load.outcome(day)
    parts = load.progress(day)
    return Findings(
        outcome=outcome,
        visible=small_cells.visible(outcome.scores, load.withheld(day)),
        previous=None if before is None else load.scores(before),
        items={code: text.zh for code, text in load.service_items().items()},
        standings=appraisal.item_standings(load.county_progress(day), parts, outcome.rules),
        progress=parts,
    )


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _map(version: str, scheme: str, day: date) -> bytes:
    notice_of_map = boundaries.load_notice(_PROJECT.geo)
    number = f"　审图号：{notice_of_map.review_number}" if notice_of_map.review_number else ""
    source = f"数据截至{written_day(day)}" + ("　示例数据" if load.is_demonstration() else "")
    worth = "示意图，不作划界依据" if notice_of_map.is_schematic("institutions") else "内部使用"
    layers = (_PROJECT.geo / f"{layer}.geojson" for layer in ("institutions", "county"))
    features, outline = (boundaries.load_features(layer) for layer in layers)
    return map_pictures.draw(score_map(findings(), (source, worth + number)), features, outline)


def _ranking(found: Findings, options: Options, told: Letter, made: Stamp) -> Paper:
    return rankings.ranking(found, told, made, public=options.public)


def _allocation(found: Findings, options: Options, told: Letter, made: Stamp) -> Paper:
    return allocation_table.allocation_table(found, told, made, in_wan=options.in_wan)


def _bulletin(found: Findings, options: Options, told: Letter, made: Stamp) -> Paper:
    known = paper_sources.rounds(quarter_of(made.day))
    terms = bulletin.Terms(rules().praise(told.on), picture(), options.public)
    return bulletin.bulletin(found, told, made, known, terms)


def _slides(found: Findings, options: Options, told: Letter, made: Stamp) -> Paper:
    return meeting.slides(found, _agenda(options, told), told, made)


def _ledger(found: Findings, options: Options, told: Letter, made: Stamp) -> Paper:
    return ledger.ledger(_lines(options), paper_items.closing(clock.quarter()), told, made)


def _minutes(found: Findings, options: Options, told: Letter, made: Stamp) -> Paper:
    return minutes.minutes(_meeting(options), told, made)


_WRITERS: dict[Kind, Callable[[Findings, Options, Letter, Stamp], Paper]] = {
    Kind.RANKING: _ranking,
    Kind.ALLOCATION: _allocation,
    Kind.BULLETIN: _bulletin,
    Kind.MEETING: _slides,
    Kind.LEDGER: _ledger,
    Kind.MINUTES: _minutes,
}
