"""One file on its way in: understood as, problems, differences, and the button that stores it."""

import streamlit as st

from lib.model.intake.findings import Severity
from lib.model.intake.plans import Shape
from lib.model.intake.sheets import Workbook
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


@frame.fragment
def show() -> None:
    """Take a file in and lead it through all its steps."""
    import_commit.last_receipt()
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
    if file is None:
        _invite()
        return
    content = file.getvalue()
    with st.spinner(_("Reading the file …")):
        workbook = intake.opened(content, file.name)
        plan = state.draft(_name(workbook), lambda: intake.proposed(workbook))
        examination = intake.examined(workbook, plan, stage)
    _told(examination)
    import_commit.offer(examination)
    _steps(examination)


def _steps(examination: Examination) -> None:
    blocked = len(examination.obstacles)
    titles = {
        "plan": _("Understood as"),
        "findings": f"{_('Problems')} {len(examination.findings)}",
        "difference": _("Differences from what is stored"),
    }
    first = "plan" if import_plan.is_open(examination) else "findings" if blocked else "difference"
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
    months = [formats.period(intake.month_code(m)) for m in examination.reading.months()]
    sheets = [s.sheet for s in examination.plan.sheets if s.shape is not Shape.SKIPPED]
    st.markdown(
        fill(
            _("**{file}**: {sheets} sheets, {months}, {areas} areas × {indicators} indicators"),
            {
                "file": plain(examination.workbook.file),
                "sheets": len(sheets),
                "months": listed(months) or _("month not known"),
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


def _invite() -> None:
    widgets.nothing(
        _("Drag a file here, or choose one."),
        _("Nothing is stored before you have seen what was understood and pressed the button."),
    )


def _name(workbook: Workbook) -> str:
    return f"plan {workbook.sha256}"
