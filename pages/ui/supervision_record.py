"""Records of visits: choose one, write down what was seen, attach the report, read it again."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.journal import Attachment
from lib.model.quarters import Quarter
from lib.model.supervision.checklists import Answer
from lib.model.supervision.visits import State, Visit
from pages.ui import (
    deeds,
    formats,
    load,
    problem_words,
    rectify,
    state,
    supervision_form,
    supervision_go,
    supervision_words,
    tables,
    widgets,
)
from pages.ui.headlines import conclude, headline
from pages.ui.load import journal, supervision
from pages.ui.supervision_words import area, areas
from pages.ui.text import _, listed, plain

_UNPLANNED = ""
_ROW_HEIGHT, _SHOWN = 32, 16
_BODY = 120  # pixels
_ORDER = (State.HELD, State.PLANNED, State.REPORTED)


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show the visits of the quarter; beside them the one that is chosen."""
    found = sorted(supervision.of_quarter(quarter), key=_urgency)
    with heading:
        conclude(plain(verdict(found, quarter)))
    listing, one = st.columns([55, 45], gap="medium")
    with listing:
        _list(found, quarter)
    with one:
        visits = {visit.number: visit for visit in found}
        key = f"visit which {quarter}"
        made = deeds.take_made(supervision_form.UNPLANNED) or state.draft(supervision_go.ASKED, str)
        if made in visits:
            state.put(key, made)
            state.drop_draft(supervision_go.ASKED)
        number = st.selectbox(
            _("Visit"),
            [*visits, _UNPLANNED],
            format_func=lambda n: (
                supervision_words.visit_name(visits[n]) if n else _("＋ a visit without a plan")
            ),
            key=key,
        )
        if number:
            _one(visits[str(number)])
        else:
            supervision_form.unplanned(quarter)


def verdict(found: list[Visit], quarter: Quarter) -> str:
    """Say how many visits there are, what they found, and how they scored."""
    held = [visit for visit in found if visit.record is not None]
    scores = [v.record.score for v in held if v.record is not None and v.record.score is not None]
    mean = sum(scores) / len(scores) if scores else None
    words = _("{quarter}: {count} visits held, mean checklist score {score}, {findings} findings")
    return words.format(
        quarter=formats.period(str(quarter)),
        count=len(held),
        score=formats.number(mean, 1),
        findings=sum(len(visit.findings) for visit in held),
    )


def _urgency(visit: Visit) -> tuple[int, int, str]:
    """Put what waits for somebody first, then the latest."""
    return _ORDER.index(visit.state), -visit.day.toordinal(), visit.number


def _list(found: list[Visit], quarter: Quarter) -> None:
    if not found:
        widgets.nothing(
            _("No visit is planned or held in this quarter."),
            _("Plan one in the calendar, or record one without a plan."),
        )
        return
    lines = supervision_words.visit_rows(tuple(found))
    height = _ROW_HEIGHT * (min(len(lines), _SHOWN) + 1) + 4
    st.dataframe(
        lines,
        hide_index=True,
        row_height=_ROW_HEIGHT,
        height=height,
        column_config={_("Supervising body"): st.column_config.Column(width=_BODY)},
    )
    tables.download(lines, _("Visits of {quarter}").format(quarter=quarter))


def _one(visit: Visit) -> None:
    """Show a visit as far as it has come, and what comes next."""
    if visit.state is State.PLANNED:
        supervision_form.of_plan(visit)
        return
    _facts(visit)
    _report(visit)
    _findings(visit)
    _answers(visit)
    if visit.state is State.HELD:
        with st.expander(_("Correct the record"), icon=":material/edit:"):
            supervision_form.of_plan(visit)


def _facts(visit: Visit) -> None:
    record = visit.record
    if record is None:
        return
    score = formats.number(record.score, 1)
    st.markdown(
        "### "
        + _("Checklist score {score}").format(score=score)
        + "　"
        + f":gray[{plain(supervision_words.stated(visit.state))}]"
    )
    roles = listed(supervision_words.role(code) for code in (record.leader, *record.members))
    lines = {
        _("Supervising body"): area(visit.body),
        _("Day"): formats.day(record.day),
        _("Institutions"): areas(record.institutions),
        _("Village clinics checked"): areas(record.clinics) or formats.MISSING,
        _("Led by, with"): roles,
        _("Samples"): listed(record.samples) or formats.MISSING,
        _("Checklist"): record.checklist,
    }
    st.markdown("  \n".join(f"**{head}**　{plain(text)}" for head, text in lines.items()))


def _report(visit: Visit) -> None:
    """Offer the report, or ask for it: without it the visit does not count."""
    told = visit.report
    if told is not None:
        attached = journal.file(told.sha256)
        st.download_button(
            _("Download the report: {name}").format(name=plain(told.name)),
            data=attached.content,
            file_name=told.name,
            on_click="ignore",
            icon=":material/description:",
            key=f"visit report {visit.number}",
        )
        return
    with st.container(border=True):
        headline(_("Report missing"), _("without it the visit does not count for coverage"))
        key = deeds.key_of(f"visit report {visit.number}")
        uploaded = st.file_uploader(
            _("Report file"),
            type=["docx", "doc", "pdf", "txt", "wps", "jpg", "png"],
            key=f"visit upload {key}",
            label_visibility="collapsed",
        )
        if st.button(
            _("Attach the report"),
            key="visit report now",
            icon=":material/attach_file:",
            type="primary",
            disabled=uploaded is None,
        ):
            attach(visit, uploaded.name if uploaded else "", uploaded)


def attach(visit: Visit, name: str, uploaded: object) -> None:
    """Attach an uploaded report to a visit."""
    content = uploaded.getvalue() if hasattr(uploaded, "getvalue") else b""
    deeds.attempt_once(
        f"visit report {visit.number}",
        lambda once: supervision.report(visit, Attachment(name, content), once, state.author()),
        _("The report of {number} is attached; the visit counts.").format(number=visit.number),
    )


def _findings(visit: Visit) -> None:
    if not visit.findings:
        st.caption(_("Nothing was found."))
        return
    headline(_("{count} problems found").format(count=len(visit.findings)))
    items = load.service_items()
    for line, found in enumerate(visit.findings):
        with st.container(border=True, gap="small"):
            words = [
                area(found.area_code),
                _(problem_words.CLASSES[found.problem_class]),
                _(problem_words.SEVERITIES[found.severity]),
            ]
            if found.item in items:
                words.append(items[found.item].of(state.language()))
            st.caption(plain(" · ".join(words)))
            st.text(found.evidence)
            rectify.offer(found, f"{visit.number} {line}")


def _answers(visit: Visit) -> None:
    """Show what was not met first; the rest on demand."""
    record = visit.record
    if record is None:
        return
    version = supervision.rulebook().version(record.checklist)
    texts = {q.code: q.text.of(state.language()) for q in version.questions} if version else {}
    order = list(Answer)
    lines = [
        {
            _("Answer"): f"{supervision_words.ANSWER_SIGNS[answer]} "
            + _(supervision_words.ANSWERS[answer]),
            _("What is checked"): texts.get(code, code),
            _("Code"): code,
        }
        for code, answer in sorted(
            record.answers.items(), key=lambda pair: (-_weight(pair[1], order), pair[0])
        )
    ]
    failed = sum(answer in {Answer.NOT, Answer.PARTLY} for answer in record.answers.values())
    title = _("Checklist: {failed} of {count} questions not or partly met").format(
        failed=failed, count=len(record.answers)
    )
    with st.expander(title, icon=":material/checklist:"):
        st.dataframe(lines, hide_index=True, row_height=_ROW_HEIGHT)


def _weight(answer: Answer, order: list[Answer]) -> int:
    return -1 if answer is Answer.NOT_APPLICABLE else order.index(answer)
