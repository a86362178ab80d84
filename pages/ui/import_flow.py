"""One file on its way in: understood as, problems, differences, and the button that stores it."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.intake.figures import Stage
from lib.model.intake.findings import FindingsError, Severity
from lib.model.intake.plans import Shape
from lib.model.intake.sheets import Workbook
from lib.model.observations import month_name
from pages.ui import (
    formats,
    frame,
    import_commit,
    import_difference,
    import_findings,
    import_plan,
    state,
    widgets,
)
from pages.ui.load import intake
from pages.ui.load.intake import Examination
from pages.ui.stage_words import STAGES, stage_name
from pages.ui.text import _, fill, listed, plain

_FEW = 3  # months that are named one by one


@frame.fragment
def show() -> None:
    """Take a file in and lead it through all its steps."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    file = left.file_uploader(
        _("Excel, WPS or CSV file of one month or several"),
        key=f"upload {state.draft('uploads', lambda: 0)}",
    )
    stage = right.selectbox(
        _("The figures are"),
        list(STAGES),
        key="import stage",
        format_func=stage_name,
    )
    place = st.empty()  # the invitation gives way to the spinner at once
    import_commit.follow()
    if file is None:
        with place.container():
            import_commit.last_receipt()
            _invite()
        return
    try:
        examination = _examined(place, file.name, file.getvalue(), stage)
    except FindingsError as error:
        import_findings.refuse(error)
        return
    _told(examination)
    import_commit.offer(examination)
    _steps(examination)


def _examined(place: DeltaGenerator, file: str, content: bytes, stage: Stage) -> Examination:
    """Take the file through all steps before storing, and say which is under way."""
    with place, st.spinner(_("Reading the file …")):
        workbook = intake.opened(content, file)
        plan = state.draft(_name(workbook), lambda: intake.proposed(workbook))
    with place, st.spinner(_("Checking every figure, and comparing with what is stored …")):
        return intake.examined(workbook, plan, stage)


def _steps(examination: Examination) -> None:
    titles = {
        "plan": _("Understood as"),
        "findings": fill(
            _("Problems {count}"), {"count": formats.number(len(examination.findings))}
        ),
        "difference": _("Differences from what is stored"),
    }
    first = (
        "plan"
        if import_plan.is_open(examination)
        else "findings"
        if examination.findings
        else "difference"
    )
    tabs = st.tabs(list(titles.values()), default=titles[first])
    with tabs[0]:
        changed = import_plan.edit(examination)
    with tabs[1]:
        import_findings.show(examination)
    with tabs[2]:
        import_difference.show(examination)
    if changed is not None:
        state.replace_draft(_name(examination.workbook), changed)
        st.rerun()


def _told(examination: Examination) -> None:
    """Say in one line what the file is, and beside it the counts that matter."""
    figures = examination.reading.figures
    sheets = [s.sheet for s in examination.plan.sheets if s.shape is not Shape.SKIPPED]
    st.markdown(
        fill(
            _("**{file}**: {sheets} sheets, {months}, {areas} areas × {indicators} indicators"),
            {
                "file": plain(examination.workbook.file),
                "sheets": len(sheets),
                "months": _months(examination.reading.months()) or _("month not known"),
                "areas": figures["area_code"].nunique(),
                "indicators": figures["indicator"].nunique(),
            },
        )
    )
    severities = [finding.severity for finding in examination.findings]
    difference = examination.difference
    counts = {
        _("Figures"): len(figures),
        _("New"): difference.new,
        _("Changed"): difference.changed,
        _("Unchanged"): difference.unchanged,
        _("Errors"): severities.count(Severity.ERROR),
        _("To answer"): severities.count(Severity.QUESTION),
        _("Warnings"): severities.count(Severity.WARNING),
    }
    for column, (label, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(label, formats.number(count))


def _months(months: Sequence[int]) -> str:
    """Name months; a run of them by its first and last."""
    named = [formats.period(month_name(month)) for month in months]
    if len(months) > _FEW and months[-1] - months[0] == len(months) - 1:
        ends = {"first": named[0], "last": named[-1], "count": len(months)}
        return fill(_("{first} to {last} ({count} months)"), ends)
    return listed(named)


def _invite() -> None:
    widgets.nothing(
        _("Drag a file here, or choose one."),
        _("Nothing is stored before you have seen what was understood and pressed the button."),
    )


def _name(workbook: Workbook) -> str:
    return f"plan {workbook.sha256}"
