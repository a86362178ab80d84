"""Screens of a meeting that show the quarter's work: visits, rectification, survey, plan."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.model.meetings import records
from lib.model.plans.progress import TaskAdvance
from lib.model.rectification.items import Item
from lib.model.surveys.questionnaires import AWARENESS, SATISFACTION
from pages.ui import (
    authenticity_board,
    block_all,
    formats,
    meeting_decisions,
    meeting_risks,
    plan_sheet,
    plan_words,
    rectification_words,
    supervision_board,
    supervision_grid,
    supervision_words,
    survey_charts,
    survey_results,
    survey_words,
    widgets,
)
from pages.ui.headlines import headline
from pages.ui.load import authenticity, clock, meetings, plans, rectification, supervision, surveys
from pages.ui.meeting_scores import verdict
from pages.ui.text import _, name, plain

_CHART = 620  # pixels; a projector of 1080 has room for it below the verdict
_LISTED = 10
_MOST = 14  # institutions, those with most false files first
_QUIET = {"displayModeBar": False}


def previous() -> None:
    """Show what became of earlier decisions, and how much was put right."""
    waiting = records.open_decisions(meetings.listing())
    quarter = clock.quarter()
    now, before = rectification.rates(quarter), rectification.rates(quarter.later(-1))
    verdict(
        _("Closing rate {now}, the quarter before {before}; {items} items overdue").format(
            now=formats.percent(now.closing),
            before=formats.percent(before.closing),
            items=len(rectification.overdue()),
        ),
        _("{waiting} earlier decisions are under way, {overdue} overdue").format(
            waiting=len(waiting), overdue=len(meetings.overdue())
        ),
    )
    decided, overdue = st.columns(2, gap="medium")
    with decided:
        headline(_("Decisions to carry out"))
        if waiting:
            st.table(meeting_decisions.rows(waiting[:_LISTED]), border="horizontal")
        else:
            st.markdown(_("✓ nothing is open"))
    with overdue:
        headline(_("Items past their deadline"), _("the longest first"))
        _overdue(rectification.overdue())


def _overdue(items: Sequence[Item]) -> None:
    if not items:
        st.markdown(_("✓ nothing is overdue"))
        return
    day = clock.today()
    rows = [
        {
            _("No."): item.number,
            _("Institution"): plain(rectification_words.area(item.area_code)),
            _("Problem"): plain(item.problem.evidence),
            _("State"): rectification_words.shown(rectification_words.stated(item, day)),
        }
        for item in items[:_LISTED]
    ]
    st.table(rows, border="horizontal")


def voice() -> None:
    """Show authenticity and survey side by side, both with their intervals."""
    checked, asked = st.columns(2, gap="medium")
    with checked:
        _checked()
    with asked:
        _asked()


def _checked() -> None:
    quarter = clock.quarter()
    held = authenticity.practice(quarter)
    found = [one for one in authenticity.results(quarter) if not one.kind.sensitive]
    headline(_("Authenticity"), _("share of false files, 95 % interval"))
    st.markdown(authenticity_board.verdict(found, held, quarter))
    shown = (_("Institution"), _("Verifiable"), _("False"), _("False rate"), _("95 % interval"))
    rows = authenticity_board.rows(authenticity_board.read(found, held)[:_MOST])
    st.table([{column: row[column] for column in shown} for row in rows], border="horizontal")


def _asked() -> None:
    code = surveys.latest()
    if not code:
        widgets.nothing(_("There has been no survey yet."), _("Open a round under “Survey”."))
        return
    found = surveys.estimates(code)
    headline(_(survey_words.QUESTIONS[SATISFACTION]), _("95 % interval"))
    st.markdown(survey_results.told(code, found))
    pairs = {question: len(found[question].alike) for question in (AWARENESS, SATISFACTION)}
    st.plotly_chart(
        survey_charts.ranking(found[SATISFACTION], _CHART),
        key="meeting survey",
        theme=None,
        config=_QUIET,
        alt=_("Share of each institution with its interval; the same in the table below."),
    )
    words = _(
        "Pairs without a significant difference: awareness {aware}, satisfaction {pleased}, "
        "of {pairs}"
    )
    every = len(found[SATISFACTION].pairs)
    st.caption(words.format(aware=pairs[AWARENESS], pleased=pairs[SATISFACTION], pairs=every))


def coverage() -> None:
    """Show which centre visited how many towns, and the training counters."""
    quarter = clock.quarter()
    verdict(plain(supervision_board.verdict(supervision.centres(quarter), quarter)))
    grid, beside = st.columns([3, 2], gap="medium")
    with grid:
        supervision_grid.show(quarter)
    with beside:
        st.table(_coverage_rows(), border="horizontal")
        headline(_("Training"), _("at least one a year"))
        for duty in supervision.duties(quarter.year):
            sign = "●" if duty.is_met else "▼"
            body = plain(supervision_words.area(duty.body))
            st.markdown(f"{sign} {body}　**{duty.held}** / {duty.needed}")


def _coverage_rows() -> list[dict[str, object]]:
    shown = (_("Supervising body"), _("Covered"), _("Needed to pass"), _("Coverage result"))
    rows = supervision_board.rows(supervision.centres(clock.quarter()))
    return [{column: row[column] for column in shown} for row in rows]


def blocks() -> None:
    """Compare the five blocks."""
    block_all.show()


def plan() -> None:
    """Show the plan of campaign, and what is late."""
    found = plans.plan()
    late = found.late()
    verdict(
        _("{late} milestones are late; {known} of {all} measures are entered").format(
            late=len(late),
            known=sum(advance.entry is not None for advance in found.measures),
            all=len(found.measures),
        )
    )
    plan_sheet.show(found, brief=True)


def tasks() -> None:
    """Write the four tasks in four lines."""
    headline(_("Key tasks"))
    st.markdown("  \n".join(_task(task) for task in plans.plan().tasks))


def _task(task: TaskAdvance) -> str:
    named = f"**{task.task.code}** {plain(name(task.task.name))}"
    if task.pace is None:
        return f":gray[—] {named} :gray[{plan_words.counted(task)}]"
    sign = plan_words.coloured(task.state, task.light)
    return f"{sign}　{named}　**{plan_words.percent(task.pace.actual, 1)}**"


def risks() -> None:
    """List what needs a decision, the gravest first."""
    found = meeting_risks.found()
    verdict(_("{count} matters need a decision").format(count=len(found)))
    for risk in found:
        with st.container(border=True):
            meeting_risks.line(risk)


def risk_lines() -> None:
    """Write each risk in a line."""
    for risk in meeting_risks.found():
        meeting_risks.line(risk)
