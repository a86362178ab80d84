"""Template for the interviews of a survey round: headings, lists to choose from, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import xlsxwriter

from lib.model.intake.sheets import NOTES
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Roster
from lib.model.surveys.questionnaires import SurveyRules
from lib.model.surveys.sheets import HEADINGS, MODES, NO, NONE, YES

TITLE = "访谈记录"
ROWS = 2_000
"""Rows that choose from lists."""
_FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
_WIDTHS = {"area": 26, "clinic": 20, "channels": 26, "services": 34, "interviewer": 14}
_SENTENCES = (
    "每位被访者一行；本人回答，不得由他人代答；没有回答的题目留空。",
    "不填姓名、身份证号、电话和住址；调查员只填编号，如 访员03。",
    "知晓途径、接受过的服务可填多项，用顿号分开；一项服务都没有接受过，填“无”。",
    "没有到过机构、也没有接受过服务的人不评价满意度。",
)


def interview_template(
    roster: Roster, rules: SurveyRules, rows: Iterable[Sequence[object]] = ()
) -> bytes:
    """Make the table that interviewers fill in.

    Parameters
    ----------
    roster
        Institutions and their villages.
    rules
        Classes, channels and services that may be marked.
    rows
        Interviews to begin with, in the words of `lib.model.surveys.sheets`.
    """
    paper = BytesIO()
    book = xlsxwriter.Workbook(paper, {"in_memory": True, "strings_to_formulas": False})
    sheet, notes = book.add_worksheet(TITLE), book.add_worksheet(NOTES)
    header = book.add_format(
        {**_FONT, "bold": True, "bg_color": "#DCE8ED", "border": 1, "align": "center"}
    )
    body = book.add_format(_FONT)
    for column, (field, heading) in enumerate(HEADINGS.items()):
        sheet.set_column(column, column, _WIDTHS.get(field, 13), body)
        sheet.write_string(0, column, heading, header)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row, body)
    institutions = roster.of_kind(*INSTITUTION_KINDS)
    _explain(notes, rules, book.add_format({**_FONT, "bold": True}), body)
    top = _list_areas(notes, roster, body)
    _offer(sheet, rules, f"='{NOTES}'!$D${top + 1}:$D${top + len(institutions)}")
    book.close()
    return paper.getvalue()


def _explain(
    notes: xlsxwriter.worksheet.Worksheet,
    rules: SurveyRules,
    bold: xlsxwriter.format.Format,
    body: xlsxwriter.format.Format,
) -> None:
    lists: Mapping[str, Iterable[str]] = {
        HEADINGS["respondent"]: (one.name.zh for one in rules.classes.values()),
        HEADINGS["mode"]: MODES.values(),
        HEADINGS["channels"]: (one.zh for one in rules.channels.values()),
        HEADINGS["services"]: (*(one.zh for one in rules.services.values()), NONE),
    }
    notes.set_column(0, 0, 14, body)
    notes.set_column(1, 1, 90, body)
    notes.set_column(3, 4, 26, body)
    for row, sentence in enumerate(_SENTENCES):
        notes.write_string(row, 1, sentence, body)
    for row, (heading, words) in enumerate(lists.items(), len(_SENTENCES) + 1):
        notes.write_string(row, 0, heading, bold)
        notes.write_string(row, 1, "、".join(words), body)


def _list_areas(
    notes: xlsxwriter.worksheet.Worksheet, roster: Roster, body: xlsxwriter.format.Format
) -> int:
    """Write institutions, and beside them all their villages; return the first row."""
    notes.write_row(0, 3, (HEADINGS["area"], HEADINGS["area"], HEADINGS["clinic"]), body)
    institutions = roster.of_kind(*INSTITUTION_KINDS)
    for row, area in enumerate(institutions, 1):
        notes.write_string(row, 3, area.name, body)
    pairs = [
        (area.name, clinic.name)
        for area in institutions
        for clinic in roster.children(area.code)
        if clinic.kind == CLINIC
    ]
    for row, pair in enumerate(pairs, 1):
        notes.write_row(row, 4, pair, body)
    return 1


def _offer(sheet: xlsxwriter.worksheet.Worksheet, rules: SurveyRules, institutions: str) -> None:
    """Let cells choose from lists where one word stands in them."""
    chosen: dict[str, str | list[str]] = {
        "area": institutions,
        "mode": list(MODES.values()),
        "respondent": [one.name.zh for one in rules.classes.values()],
        "aware": [YES, NO],
        "visited": [YES, NO],
        "satisfaction": ["1", "2", "3", "4", "5"],
    }
    places = {field: column for column, field in enumerate(HEADINGS)}
    for field, words in chosen.items():
        sheet.data_validation(
            1, places[field], ROWS, places[field], {"validate": "list", "source": words}
        )
