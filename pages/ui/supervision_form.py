"""The form of a visit: when, where, who by role, the checklist, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from lib.errors import ModelError
from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.quarters import Quarter, quarter_of
from lib.model.roster import CLINIC
from lib.model.supervision import checklists
from lib.model.supervision.checklists import Answer, Question
from lib.model.supervision.visiting import remit
from lib.model.supervision.visits import Record, Visit
from pages.ui import formats, load, problem_words, state, supervision_words
from pages.ui.deeds import attempt_once, key_of
from pages.ui.headlines import headline
from pages.ui.load import clock, supervision
from pages.ui.supervision_words import area
from pages.ui.text import _, name, plain

_MOST = 6
_NO_ITEM = ""
UNPLANNED = "visit record unplanned"
"""Form of a visit nobody planned; its deed returns the number of the visit."""


def of_plan(visit: Visit) -> None:
    """Record a visit that was planned, or correct its record."""
    day = min(visit.day, clock.today())
    form = f"visit record {visit.number}"
    key = key_of(form)
    record = _fields(key, visit.body, visit.institutions, day)
    _save(form, record, lambda made, once: supervision.hold(visit, made, once, state.author()))


def unplanned(quarter: Quarter) -> None:
    """Record a visit that nobody planned, of the chosen quarter unless it says otherwise."""
    body = str(
        st.selectbox(
            _("Supervising body"),
            list(supervision_words.bodies()),
            format_func=area,
            key="visit record body",
        )
    )
    key = key_of(UNPLANNED)
    record = _fields(f"{key} {body} {quarter}", body, (), min(quarter.last, clock.today()))

    def deed(made: Record, once: str) -> str:
        return supervision.hold_unplanned(body, made, once, state.author())[0].subject

    _save(UNPLANNED, record, deed)


def _fields(key: str, body: str, planned: tuple[str, ...], usual: date) -> Record | None:
    """Ask for everything; None until it can be put together."""
    left, right = st.columns(2, gap="small")
    own = remit(load.roster(), supervision.rulebook().body(body))
    with left:
        day = st.date_input(_("Day"), value=usual, max_value=clock.today(), key=f"day {key}")
        leader = st.selectbox(
            _("Led by"), _roles(), format_func=supervision_words.role, key=f"leader {key}"
        )
    with right:
        there = st.multiselect(
            _("Institutions"), own, default=planned, format_func=area, key=f"where {key}"
        )
        members = st.multiselect(
            _("With"), _roles(), format_func=supervision_words.role, key=f"members {key}"
        )
    clinics = _clinics(key, there)
    answers = _checklist(key, body, day)
    findings = _findings(key, there, day)
    try:
        return Record(
            day=day,
            institutions=tuple(there),
            leader=str(leader),
            checklist=supervision.rulebook().checklist(day).version,
            answers=answers,
            members=tuple(members),
            clinics=clinics[0],
            samples=clinics[1],
            findings=tuple(found() for found in findings),
        )
    except ModelError:
        return None


def _save(
    form: str,
    record: Record | None,
    deed: Callable[[Record, str], object],
) -> None:
    if record is None:
        st.caption(_("Every finding needs its evidence in words."))
    pressed = st.button(
        _("Save the record"),
        key="visit record now",
        icon=":material/save:",
        type="primary",
        disabled=record is None,
    )
    if pressed and record is not None:
        attempt_once(
            form,
            lambda once: deed(record, once),
            _("Recorded: {day}, {institutions}. Attach the report now.").format(
                day=formats.day(record.day),
                institutions=supervision_words.areas(record.institutions),
            ),
        )


def _roles() -> list[str]:
    return list(supervision.rulebook().roles)


def _clinics(key: str, there: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask for the village clinics that were looked at, and the numbers of samples."""
    roster = load.roster()
    offered = [c.code for a in there for c in roster.children(a) if c.kind == CLINIC]
    left, right = st.columns([66, 34], gap="small")
    with left:
        clinics = st.multiselect(
            _("Village clinics checked"),
            offered,
            format_func=area,
            key=f"clinics {key} {'-'.join(there)}",
        )
    with right:
        samples = st.text_input(
            _("Samples"),
            key=f"samples {key}",
            placeholder="2025Q4-001",
            help=_("Numbers of authenticity samples, separated by spaces."),
        )
    return tuple(clinics), tuple(samples.split())


def _checklist(key: str, body: str, day: date) -> dict[str, Answer]:
    """Ask every question; say the score as far as it is known."""
    rulebook = supervision.rulebook()
    version = rulebook.checklist(day)
    asked = version.of(body)
    keys = {question.code: f"answer {key} {question.code}" for question in asked}
    heading = st.container(horizontal=True, vertical_alignment="center")
    answers: dict[str, Answer] = {}
    for question in asked:
        answer = _ask(question, keys[question.code])
        if answer is not None:
            answers[question.code] = answer
    partly = rulebook.number("partly_met", day)
    known = [question for question in asked if question.code in answers]
    score = checklists.score(known, answers, partly) if known else None
    with heading:
        words = _("version {version}; {done} of {count} answered; score so far {score}")
        headline(
            _("Checklist"),
            words.format(
                version=version.version,
                done=len(answers),
                count=len(asked),
                score=formats.number(score, 1),
            ),
        )
        st.button(
            _("Rest is met"),
            key=f"rest {key}",
            on_click=partial(_fill_rest, keys),
            icon=":material/done_all:",
        )
    return answers


def _ask(question: Question, key: str) -> Answer | None:
    """Ask one question; its answers stand below it, all in sight on a narrow screen."""
    picked = st.segmented_control(
        plain(question.text.of(state.language())),
        [answer.value for answer in Answer],
        key=key,
        format_func=lambda code: (
            f"{supervision_words.ANSWER_SIGNS[Answer(code)]} "
            + _(supervision_words.ANSWERS[Answer(code)])
        ),
    )
    return None if picked is None else Answer(str(picked))


def _fill_rest(keys: Mapping[str, str]) -> None:
    for key in keys.values():
        if state.picked(key) is None:
            state.put(key, Answer.MET.value)


def _findings(key: str, there: Sequence[str], day: date) -> list[Callable[[], Problem]]:
    """Ask for what was found; each is put together later, and may refuse then."""
    count = st.number_input(_("Number of findings"), 0, _MOST, key=f"findings {key}")
    return [_finding(f"finding {key} {line}", there, day) for line in range(int(count))]


def _finding(key: str, there: Sequence[str], day: date) -> Callable[[], Problem]:
    with st.container(border=True, gap="small"):
        place, kind, grave, item = st.columns(4, gap="small")
        with place:
            code = st.selectbox(_("Institution"), there, format_func=area, key=f"{key} where")
        with kind:
            of_class = st.selectbox(
                _("Class"),
                list(ProblemClass),
                index=list(ProblemClass).index(ProblemClass.OTHER),  # nobody is accused by default
                format_func=lambda c: _(problem_words.CLASSES[c]),
                key=f"{key} class",
            )
        with grave:
            severity = st.selectbox(
                _("How grave"),
                list(Severity),
                format_func=lambda s: _(problem_words.SEVERITIES[s]),
                key=f"{key} severity",
            )
        with item:
            items = load.service_items()
            of_item = st.selectbox(
                _("Service item"),
                [_NO_ITEM, *items],
                format_func=lambda c: name(items[c]) if c else "—",
                key=f"{key} item",
            )
        evidence = st.text_area(_("Evidence"), key=f"{key} evidence", height=80, max_chars=1000)
    quarter = str(quarter_of(day))
    return lambda: Problem(
        "",
        Found.VISIT,
        quarter,
        str(code),
        evidence,
        ProblemClass(str(of_class)),
        Severity(str(severity)),
        item=str(of_item),
    )
