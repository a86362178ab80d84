"""What a file was understood as, sheet by sheet, and the hand that corrects it."""

from itertools import islice

import streamlit as st

from lib.model.intake import layouts
from lib.model.intake.findings import Severity
from lib.model.intake.plans import Basis, ColumnPlan, Part, Plan, Role, Shape, SheetPlan, Slot
from lib.model.intake.sheets import Sheet, address
from pages.ui import formats, import_names, import_shares
from pages.ui.load import intake
from pages.ui.load.intake import Examination
from pages.ui.text import N_, _, fill, name, plain

_ROLES = {
    Role.AREA: N_("Name of the institution or clinic"),
    Role.PARENT: N_("Name of the town or institution above"),
    Role.INDICATOR: N_("Name of the indicator"),
    Role.PERIOD: N_("Period"),
    Role.STATUS: N_("Status"),
    Role.REMARK: N_("Not read"),
    Role.UNKNOWN: N_("? Say what this is"),
}
_PARTS = {
    Part.NUMERATOR: N_("numerator"),
    Part.DENOMINATOR: N_("denominator"),
    Part.RATE: N_("rate, for checking"),
    Part.VALUE: N_("value"),
}
_BASES = {
    Basis.CUMULATIVE: N_("Since 1 January"),
    Basis.SINGLE: N_("The month alone"),
    Basis.UNKNOWN: N_("? Choose"),
}
_SURE = 1.0
_EXAMPLES = 3


def is_open(examination: Examination) -> bool:
    """Tell whether something about the layout still waits for an answer."""
    asked = (f.severity is Severity.QUESTION for f in examination.findings)
    return any(asked) or any(map(_is_doubtful, examination.plan.sheets))


def edit(examination: Examination) -> Plan | None:
    """Show how every sheet is read; return the plan as corrected, or None if it was not."""
    plan = import_names.ask(examination, examination.plan)
    plan = import_shares.ask(examination, plan)
    asked = {f.sheet for f in examination.findings if f.severity is Severity.QUESTION}
    alone = sum(bool(sheet.columns) for sheet in plan.sheets) == 1
    for sheet, grid in zip(plan.sheets, examination.workbook.sheets, strict=True):
        if not sheet.columns:
            st.markdown(f":material/visibility_off: **{plain(sheet.sheet)}** – {_(sheet.reason)}")
            continue
        drawer = st.expander(
            _title(sheet),
            expanded=alone or sheet.sheet in asked or _is_doubtful(sheet),
            key=f"sheet {examination.workbook.sha256[:12]} {sheet.sheet}",
            on_change="rerun",  # what is closed costs nothing
            icon=_icon(sheet),
        )
        if drawer.open:
            with drawer:
                plan = _sheet(plan, sheet, grid)
    return None if plan == examination.plan else plan


def _icon(sheet: SheetPlan) -> str:
    left_out = sheet.shape is Shape.SKIPPED
    return ":material/visibility_off:" if left_out else ":material/table:"


def _sheet(plan: Plan, sheet: SheetPlan, grid: Sheet) -> Plan:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if not _has_period_column(sheet):
            plan = _period(plan, sheet)
        plan = _whether(plan, sheet)
    return _columns(plan, sheet, grid)


def _whether(plan: Plan, sheet: SheetPlan) -> Plan:
    """Let a sheet be left out, or be read after all once a column holds the names of areas."""
    is_read = sheet.shape is not Shape.SKIPPED
    wanted = st.toggle(
        _("Read this sheet"),
        value=is_read,
        key=f"read {sheet.sheet} {is_read}",
        help=_(sheet.reason) if sheet.reason else None,
    )
    if wanted == is_read:
        return plan
    return (layouts.taken_up if wanted else layouts.skipped)(plan, sheet.sheet)


def _title(sheet: SheetPlan) -> str:
    """Name a sheet, its month and its columns, and what is not sure yet."""
    if sheet.shape is Shape.SKIPPED:
        return f"**{plain(sheet.sheet)}** – {_(sheet.reason)}"
    doubts = sum(_doubt(column) for column in sheet.columns)
    told = _("{count} columns, all understood")
    if doubts:
        told = _("{doubts} of {count} columns to confirm")
    month = formats.period(sheet.period) if sheet.period else ""
    columns = fill(told, {"count": len(sheet.columns), "doubts": doubts})
    return " · ".join(filter(None, (f"**{plain(sheet.sheet)}**", month, columns)))


def _is_doubtful(sheet: SheetPlan) -> bool:
    return sheet.shape is not Shape.SKIPPED and any(map(_doubt, sheet.columns))


def _doubt(column: ColumnPlan) -> bool:
    return column.role is Role.UNKNOWN or column.confidence < _SURE


def _period(plan: Plan, sheet: SheetPlan) -> Plan:
    months = ["", *intake.months_to_report()]
    known = sheet.period if sheet.period in months else ""
    month = st.selectbox(
        _("Month"),
        months,
        index=months.index(known),
        key=f"month {sheet.sheet} {sheet.period}",
        format_func=lambda code: formats.period(code) if code else _("? Choose"),
        help=_said(sheet),
        width=180,
    )
    basis = st.selectbox(
        _("Counts"),
        list(_BASES),
        index=list(_BASES).index(sheet.basis),
        key=f"basis {sheet.sheet} {sheet.basis}",
        format_func=lambda code: _(_BASES[code]),
        width=180,
    )
    if (month, basis) == (sheet.period, sheet.basis):
        return plan
    return layouts.with_period(plan, sheet.sheet, month or sheet.period, basis)


def _columns(plan: Plan, sheet: SheetPlan, grid: Sheet) -> Plan:
    """Show the columns as a table; only what a column is taken for can be edited."""
    choices = _choices(sheet)
    taken = {_meaning(column): (column.role, column.slots) for column in sheet.columns}
    options = {**choices, **taken}
    edited = st.data_editor(
        _rows(sheet, grid),
        hide_index=True,
        disabled=[_("Column"), _("Heading"), _("Examples"), _("Sure")],
        column_config={
            _("Column"): st.column_config.TextColumn(width=44),
            _("Heading"): st.column_config.TextColumn(width=390),
            _("Examples"): st.column_config.TextColumn(width=130),
            _("Understood as"): st.column_config.SelectboxColumn(
                options=list(options), required=True, width=350
            ),
            _("Sure"): st.column_config.TextColumn(width=80),
        },
        key=f"columns {sheet.sheet} {layouts.digest(sheet)[:8]} {hash(sheet.columns)}",
        height=min(420, 38 + 35 * len(sheet.columns)),
        alt=_("Columns of the sheet and what each is taken for"),
    )
    for column, row in zip(sheet.columns, edited, strict=False):
        said = row.get(_("Understood as"))
        if said in options and options[said] != (column.role, column.slots):
            role, slots = options[said]  # the browser may send anything: only known words count
            for alike in _alike(plan, sheet):
                plan = layouts.with_column(plan, alike, column.column, role, slots)
    return plan


def _alike(plan: Plan, sheet: SheetPlan) -> list[str]:
    """Name the sheets with the same headings: twelve months are corrected by one answer."""
    same = layouts.digest(sheet)
    read = [other for other in plan.sheets if other.shape is not Shape.SKIPPED]
    return [o.sheet for o in read if o == sheet or layouts.digest(o) == same]


def _rows(sheet: SheetPlan, grid: Sheet) -> list[dict[str, str]]:
    groups = [column.heading.partition("/")[0] for column in sheet.columns]
    return [
        {
            _("Column"): address(0, column.column)[:-1],
            _("Heading"): _heading(column.heading, group == above),
            _("Examples"): _examples(column, sheet, grid),
            _("Understood as"): _meaning(column),
            _("Sure"): _("? confirm") if _doubt(column) else _("✓ yes"),
        }
        for column, group, above in zip(sheet.columns, groups, ["", *groups], strict=False)
    ]


def _heading(heading: str, repeated: bool) -> str:  # noqa: FBT001 (a fact about the heading)
    """Write a heading; the merged cell above several columns is written once."""
    _group, slash, own = heading.partition("/")
    return f"〃 {own}" if repeated and slash else heading


def _examples(column: ColumnPlan, sheet: SheetPlan, grid: Sheet) -> str:
    cells = (grid[row, column.column] for row in range(sheet.header[1] + 1, len(grid.rows)))
    return " · ".join(islice((str(cell) for cell in cells if cell is not None), _EXAMPLES))


def _choices(sheet: SheetPlan) -> dict[str, tuple[Role, tuple[Slot, ...]]]:
    """List everything a column can be taken for, the likely first."""
    words = {_(text): (role, ()) for role, text in _ROLES.items()}
    suggested = [slots for column in sheet.columns for slots in column.suggestions]
    likely = {_slots(slots): (Role.FIGURE, slots) for slots in suggested}
    every = {
        _slots((slot,)): (Role.FIGURE, (slot,))
        for code in intake.figure_indicators()
        for slot in (Slot(code, part) for part in _PARTS)
    }
    return {**likely, **words, **every}


def _meaning(column: ColumnPlan) -> str:
    return _slots(column.slots) if column.role is Role.FIGURE else _(_ROLES[column.role])


def _slots(slots: tuple[Slot, ...]) -> str:
    """Name what a column feeds; a denominator of several indicators names them all."""
    indicators = intake.figure_indicators()
    parts = {slot.part for slot in slots}
    named = [f"{s.indicator} {name(indicators[s.indicator].name)}" for s in slots if s.indicator]
    word = _(_PARTS[next(iter(parts))]) if len(parts) == 1 else _("figures")
    if not named:
        return word
    first = named[0] if len(named) == 1 else f"{named[0]} +{len(named) - 1}"
    return f"{first} · {word}"


def _said(sheet: SheetPlan) -> str | None:
    if not sheet.period_found:
        return None
    return fill(_("Read from “{words}”"), {"words": sheet.period_found})


def _has_period_column(sheet: SheetPlan) -> bool:
    return any(column.role is Role.PERIOD for column in sheet.columns)
