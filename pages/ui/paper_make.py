"""Making a paper: which one, what is chosen for it, how it reads, and issuing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from lib.errors import ModelError
from lib.model import comparison
from lib.model.papers.content import Kind, Paper
from lib.model.papers.letters import Letter
from lib.model.papers.minutes import ScenarioLine
from pages.ui import (
    choices,
    deeds,
    frame,
    load,
    paper_preview,
    paper_register,
    paper_words,
    scenario_address,
    scenario_words,
    state,
    widgets,
)
from pages.ui.headlines import headline
from pages.ui.load import meetings, paper_contents, paper_meetings, papers, proposals
from pages.ui.load.papers import Options
from pages.ui.text import N_, _, name

_FORM, _FORM_ALL = "issue paper", "issue papers"
_LINKS = {
    Kind.ALLOCATION: ("allocation", N_("Workbook with live formulas: on the page Allocation")),
    Kind.LEDGER: ("rectification", N_("To the rectification ledger")),
    Kind.MINUTES: ("meeting", N_("To the meeting")),
}
_LONGEST = 200
_PLACED = frozenset({Kind.SUMMONS, Kind.MINUTES})
"""Papers that say where."""


def show() -> None:
    """Show the paper as it would be, and beside it what can be chosen."""
    kind = Kind(choices.kept(_("Paper"), paper_words.KINDS, paper_words.kind, address="paper"))
    shown, chosen = st.columns([64, 36], gap="medium")
    with chosen:
        options = _options(kind)
        offered = st.container(border=True)
        _link(kind)
    with shown:
        try:
            paper = papers.compose(kind, options)
        except ModelError as error:
            frame.show(error)
            return
        paper_preview.show(paper)
    with offered:
        _offer(kind, options, paper)
        if kind in {Kind.STATEMENT, Kind.NOTICE}:
            _offer_all(kind, options)


def _options(kind: Kind) -> Options:
    """Ask for what this paper needs; everything has a start by the rules."""
    with st.container(border=True):
        headline(_("Options"))
        options = Options(unit=state.filters().unit)
        if kind in paper_contents.TO_ONE:
            options = replace(options, unit=_unit())
        if kind in {Kind.RANKING, Kind.BULLETIN}:
            label = _("For the public: leave out what is marked 不公开")
            options = replace(options, public=st.checkbox(label, key="paper public"))
        if kind == Kind.ALLOCATION:
            label = _("In ten thousand yuan (万元)")
            options = replace(options, in_wan=st.checkbox(label, key="paper wan"))
        if kind == Kind.LEDGER:
            label = _("Only items that are not closed")
            options = replace(options, open_only=st.checkbox(label, key="paper open"))
        if kind in {Kind.MINUTES, Kind.MEETING}:
            options = _of_meeting(kind, options)
        if kind in papers.SHEETS:
            forms = {"docx": "Word", "xlsx": "Excel"}
            form = st.segmented_control(
                _("File"), forms, format_func=forms.__getitem__, key="paper form", default="docx"
            )
            options = replace(options, as_sheets=form == "xlsx")
        return replace(options, letter=_letter(kind))


def _of_meeting(kind: Kind, options: Options) -> Options:
    """Ask for a meeting; slides can be made before it begins, for its agenda."""
    held = paper_meetings.listing()
    if held:
        asked = state.address("minutes")
        known = list(held)
        picked = st.selectbox(
            _("Meeting"),
            known,
            index=known.index(asked) if asked in known else 0,
            key="paper meeting",
            format_func=held.__getitem__,
        )
        options = replace(options, meeting=str(picked))
    if kind == Kind.MINUTES:
        return options
    agendas = meetings.agendas()
    usual = meetings.find(options.meeting)
    agenda = st.selectbox(
        _("Agenda"),
        list(agendas),
        key=state.preset(
            f"paper agenda {options.meeting}",
            usual.opening.kind if usual and usual.opening.kind in agendas else next(iter(agendas)),
        ),
        format_func=lambda code: name(agendas[code].name),
    )
    title = st.text_input(_("Title of the meeting"), key="paper title", max_chars=_LONGEST)
    return replace(options, agenda=str(agenda), title=title, scenarios=_scenarios())


def _unit() -> str:
    """Ask for the institution; the shared filter is where it begins."""
    areas = load.institutions()
    chosen = state.filters().unit
    start = chosen if chosen in areas else next(iter(areas))
    picked = st.selectbox(
        _("Institution"),
        list(areas),
        key=state.preset(f"paper unit {chosen}", start),
        format_func=lambda code: areas[code].name,
    )
    return str(picked)


def _letter(kind: Kind) -> Letter:
    usual = papers.letter()
    asks_day = kind in {Kind.STATEMENT, Kind.BULLETIN, Kind.NOTICE, Kind.SUMMONS}
    with st.expander(_("Number, addressee, date, contact"), icon=":material/edit_note:"):
        number = _text(_("Document number"), "number", "博卫健函〔2026〕　号")
        to = _text(_("Addressee"), "addressee") if kind == Kind.BULLETIN else ""
        on = _day(_("Date of the paper"), "on", usual.on)
        until = _day(_("Due by"), "deadline", usual.deadline or usual.on) if asks_day else None
        contact = _text(_("Telephone of the office"), "contact") if asks_day else ""
        where = _text(_("Where it takes place"), "place") if kind in _PLACED else ""
        body = ""
        if kind in {Kind.BULLETIN, Kind.NOTICE, Kind.SUMMONS, Kind.MINUTES}:
            body = st.text_area(_("Further paragraphs, one each line"), key="paper body")
    return Letter(usual.issuer, on, number, to, contact, until, where, body)


def _text(label: str, name: str, example: str = "") -> str:
    return st.text_input(label, key=f"paper {name}", max_chars=_LONGEST, placeholder=example)


def _day(label: str, name: str, usual: date) -> date:
    return st.date_input(label, key=state.preset(f"paper {name}", usual))


def _scenarios() -> tuple[ScenarioLine, ...]:
    """Take the proposal on the scales along, if there is one."""
    proposed = scenario_address.read().scenario
    if proposed.is_null:
        return ()
    baseline, outcome = load.outcome(), proposals.outcome(proposed)
    found = [change.difference for change in comparison.compare(baseline, outcome).changes]
    with state.speaking("zh"):
        said = scenario_words.sentence(baseline, outcome, proposed).replace("**", "")
    gain, lose = sum(fen > 0 for fen in found), sum(fen < 0 for fen in found)
    st.caption(_("The proposal on the scales goes into the slides: {said}").format(said=said))
    return (ScenarioLine("权重模拟方案", said, gain, lose, max(found), min(found)),)


def _offer(kind: Kind, options: Options, paper: Paper) -> None:
    """Offer the draft, and issuing; below it the last one that was issued."""
    headline(_("Take it away"))
    form = papers.form_of(kind, options)
    widgets.download(
        _("Draft, not registered"),
        lambda: papers.render(paper, options),
        f"草稿-{paper.title}",
        form,
    )
    if st.button(_("Issue and register"), key=_FORM, type="primary", icon=":material/verified:"):
        deeds.attempt_once(
            _FORM,
            lambda key: papers.issue(kind, options, key, state.author()),
            _("Issued: {title}.").format(title=paper.title),
        )
    st.caption(
        _("Issuing gives it a mark, keeps the file and its seal; it can be checked ever after.")
    )
    last = next((one for one in papers.register() if one.record.kind == kind), None)
    if last is None:
        return
    batch = papers.together(last)
    if len(batch) == 1:
        paper_register.download(last, _("Download the last one issued"))
        return
    widgets.download(
        _("Download the {count} issued together (ZIP)").format(count=len(batch)),
        lambda: papers.issued_archive(batch),
        paper_words.kind(kind),
        "zip",
    )


def _offer_all(kind: Kind, options: Options) -> None:
    """Offer the drafts of all institutions in one archive, put together when wanted."""
    if not st.toggle(_("For all institutions"), key=f"paper all {kind}"):
        return
    made, none = papers.compose_all(kind, options)
    st.caption(
        _("{count} papers; nothing to write to {none} institutions.").format(
            count=len(made), none=len(none)
        )
    )
    widgets.download(
        _("All drafts as one archive (ZIP)"),
        lambda: papers.archive(made, none, options),
        f"草稿-{paper_words.kind(kind)}",
        "zip",
    )
    if st.button(_("Issue and register all {count}").format(count=len(made)), key=_FORM_ALL):
        deeds.attempt_once(
            _FORM_ALL,
            lambda key: papers.issue_all(kind, options, key, state.author()),
            _("Issued: {count} papers.").format(count=len(made)),
        )


def _link(kind: Kind) -> None:
    if kind in _LINKS:
        page, label = _LINKS[kind]
        frame.link(page, _(label))
