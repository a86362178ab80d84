"""Meetings for minutes and slides; scenarios are made again from their codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import streamlit as st

from lib.adapters.store import scheme_versions
from lib.errors import ModelError
from lib.model import appraisal, comparison, evaluation, scenario_codes, scenarios
from lib.model.evaluation import Outcome
from lib.model.meetings import records
from lib.model.meetings.records import Dissent, Proposal
from lib.model.meetings.records import Meeting as Held
from lib.model.papers.findings import brief
from lib.model.papers.minutes import Amounts, Decision, Meeting, Recipe, ScenarioLine
from lib.model.papers.ranking import short
from lib.model.papers.shown import BlockLine, MeasureLine, Screens, YearLine
from lib.model.plans.lagging import Pace, State
from lib.model.plans.progress import Advance, Reached
from lib.model.quarters import quarter_of
from lib.model.rules import Rules
from lib.project import Project
from pages.ui import load, plan_words, state
from pages.ui.load import blocks, clock, kept, meetings, plans
from pages.ui.load.paper_items import in_chinese, overdue_lines
from pages.ui.load.paper_sources import checked_by_unit, rounds, satisfaction_by_unit

_PROJECT = Project()
_YEAR = 12  # months
_KEPT = 12

Codes = tuple[tuple[str, str], ...]


@in_chinese
def listing() -> dict[str, str]:
    """Return the meetings by number, newest first, as they are called."""
    return {m.number: f"{m.opening.on.isoformat()} {m.opening.title}" for m in meetings.listing()}


@in_chinese
def meeting(number: str = "") -> Meeting | None:
    """Return a meeting in words, the one held last if none is named; None before the first."""
    known = meetings.listing()
    chosen = next((m for m in known if number in {"", m.number}), None)
    return None if chosen is None else _told(chosen)


@in_chinese
def screens(risks: tuple[str, ...], number: str) -> Screens:
    """Return what the rooms show in a meeting about the chosen period; its own number is given."""
    quarter = quarter_of(state.filters().day)
    waiting = records.open_decisions([m for m in meetings.listing() if m.number != number])
    plan = plans.plan()
    return Screens(
        rounds=rounds(quarter),
        waiting=tuple(map(_decision, waiting)),
        overdue=overdue_lines(),
        checked=checked_by_unit(quarter),
        asked=satisfaction_by_unit(quarter),
        blocks=tuple(map(_block, blocks.summary())),
        tasks=tuple(
            _measure(t.task.code, t.task.name.zh, (t.state, t.pace), _below(t.measures))
            for t in plan.tasks
        ),
        measures=tuple(
            _measure(a.code, plan_words.measure_name(a), (a.state, a.pace), a.milestones)
            for a in plan.measures
        ),
        risks=risks,
        year=_year(),
    )


def _below(measures: Iterable[Advance]) -> list[Reached]:
    return [reached for advance in measures for reached in advance.milestones]


def _told(held: Held) -> Meeting:
    opening = held.opening
    agenda = meetings.agendas().get(opening.kind)
    titles = {step.screen: step.title.zh for step in agenda.steps} if agenda else {}
    heard = [
        f"{titles.get(screen, screen)}：{text}" for screen, text in held.remarks.items() if text
    ]
    return Meeting(
        opening.title,
        opening.on,
        opening.place,
        opening.chair,
        tuple(part for part in opening.present.replace("\n", "、").split("、") if part.strip()),
        tuple(heard),
        tuple(map(_decision, held.decisions)),
        tuple(_scenarios(held)),
        tuple(map(_other, held.dissents)),
        held.is_open,
    )


def _other(view: Dissent) -> str:
    return f"{view.who}：{view.text}"


def _decision(one: records.Decision) -> Decision:
    told = one.resolution
    return Decision(told.text, told.owner, told.deadline, one.number, _state(one))


def _state(one: records.Decision) -> str:
    if one.conclusion is not None:
        return "已办结" if one.conclusion.is_done else "已撤回"
    late = (clock.today() - one.resolution.deadline).days
    return f"超期{late}天" if late > 0 else "办理中"


def _scenarios(held: Held) -> Iterable[ScenarioLine]:
    """Make every proposal again, once for each that is different."""
    for count, (seal, proposal) in enumerate(_proposals(held).items(), 1):
        stands = [d in held.standing and _sealed(d) == seal for d in held.decisions]
        places = [str(place) for place, taken in enumerate(stands, 1) if taken]
        yield _scenario(f"方案{count}", proposal, places)


def _sealed(one: records.Decision) -> str:
    proposal = one.resolution.proposal
    return "" if proposal is None else proposal.seal


def _proposals(held: Held) -> dict[str, Proposal]:
    """Return the proposals of a meeting by the seal of their results."""
    found = [d.resolution.proposal for d in held.decisions]
    return {proposal.seal: proposal for proposal in found if proposal is not None}


def _scenario(name: str, proposal: Proposal, places: list[str]) -> ScenarioLine:
    recipe = Recipe(proposal.codes, proposal.scheme, proposal.day, proposal.seal)
    verdict = f"列入第{'、'.join(places)}项" if places else "已撤回"
    pair = weighed(proposal)
    if pair is None:
        return ScenarioLine(name, proposal.summary, None, None, None, None, verdict, recipe)
    found = comparison.compare(*pair).changes
    gains = [change.difference for change in found]
    return ScenarioLine(
        name,
        proposal.summary,
        sum(fen > 0 for fen in gains),
        sum(fen < 0 for fen in gains),
        max(0, *gains),
        min(0, *gains),
        verdict,
        recipe,
        tuple(Amounts(change.area.name, change.before, change.after) for change in found),
    )


def weighed(proposal: Proposal) -> tuple[Outcome, Outcome] | None:
    """Return the result in force and the proposed one, if today's figures still give its seal."""
    codes = tuple(sorted(proposal.codes.items()))
    try:
        pair = _weighed(load.version(), proposal.scheme, proposal.day, codes)
    except ModelError:  # a scheme or a part that is no more; the minutes say that it is gone
        return None
    return pair if pair is not None and pair[1].seal == proposal.seal else None


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _weighed(version: str, scheme: str, day: date, codes: Codes) -> tuple[Outcome, Outcome] | None:
    schemes = _PROJECT.schemes(scheme_versions.texts(kept.store()))
    if scheme not in schemes:
        return None
    rules = schemes[scheme].on(day, _PROJECT.context())
    scenario = scenario_codes.decode(dict(codes))
    scenario_codes.refuse_misfit(rules, scenario)
    before = evaluation.evaluate(load.dataset(), rules, clinics=False)
    after = evaluation.reconsider(load.dataset(), before, scenarios.apply(rules, scenario))
    return None if after.allocation is None else (before, after)


def _block(one: blocks.Summary) -> BlockLine:
    stands = one.standing
    ends = None
    if stands.low is not None and stands.high is not None:
        ends = (stands.low, stands.high)
    return BlockLine(
        stands.block.hospital.name,
        stands.means.weighted,
        stands.rank,
        stands.change,
        ends,
        one.help.total.activities,
        one.help.total.person_days,
        tuple(map(brief, one.help.gaps)),
    )


def _measure(
    code: str, name: str, stands: tuple[State, Pace | None], below: Iterable[Reached]
) -> MeasureLine:
    how, pace = stands
    late = sum(r.pace.state in (State.OVERDUE, State.LAGGING) for r in below)
    known: tuple[Fraction | None, Fraction | None] = (None, None)
    if pace is not None:
        known = (pace.planned, pace.actual)
    return MeasureLine(code, name, plan_words.stated(how), *known, late)


def _year() -> tuple[YearLine, ...]:
    """Return the items of residents against target and the same month a year before."""
    then = load.months_before(_YEAR)
    rules = load.outcome().rules
    earlier = {} if then is None else {s.code: s.done for s in _standings(then, rules)}
    names = load.service_items()
    now = _standings(state.filters().day, rules)
    return tuple(
        YearLine(short(names[s.code].zh), s.done, s.due, earlier.get(s.code))
        for s in now
        if s.code.isdigit()
    )


def _standings(day: date, rules: Rules) -> tuple[appraisal.ItemStanding, ...]:
    return appraisal.item_standings(load.county_progress(day), load.progress(day), rules)
