"""Interviews from a delivered table (访谈记录表): read strictly, cell by cell.

Columns are those of our template and no others: a column that nobody asked for may hold what
must not come in. A faulty cell is named by its address, and nothing is taken then.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.errors import N_, Message
from lib.model.intake.findings import Finding, Severity, rejected
from lib.model.intake.sheets import NOTES, Cell, Sheet, Workbook, address
from lib.model.parameters import Text
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Roster
from lib.model.surveys.interviews import Interview, Mode, faults
from lib.model.surveys.questionnaires import SurveyRules

HEADINGS: dict[str, str] = {
    "area": "机构",
    "clinic": "村卫生站",
    "mode": "调查方式",
    "respondent": "被访者类别",
    "attempts": "联系次数",
    "interviewer": "调查员编号",
    "aware": "是否知晓",
    "channels": "知晓途径",
    "services": "接受过的服务",
    "visited": "是否到过机构",
    "satisfaction": "满意度",
}
"""Columns of the template, by field."""
MODES = {Mode.VISIT: "入户", Mode.PHONE: "电话", Mode.INTERCEPT: "拦截"}
YES, NO, NONE = "是", "否", "无"
NOT_ANSWERED = "未答"
_SEPARATORS = ("、", "，", ",", ";", "；", "+", "/")


@dataclass(frozen=True, slots=True)
class Words:
    """What the cells may say, in the words of the template."""

    rules: SurveyRules
    areas: Mapping[str, str]
    """Code by name of the institution."""
    clinics: Mapping[tuple[str, str], str]
    """Code by code of the institution and name of the village clinic."""

    def villages(self, area_code: str) -> frozenset[str]:
        """Return the codes of the villages of an institution."""
        return frozenset(code for (area, _), code in self.clinics.items() if area == area_code)


def words_of(roster: Roster, rules: SurveyRules) -> Words:
    """Gather the names that cells may hold: areas by name, alias or code."""
    areas, clinics = {}, {}
    for area in roster.of_kind(*INSTITUTION_KINDS):
        areas.update(dict.fromkeys((area.name, *area.aliases, area.code), area.code))
        for clinic in roster.children(area.code):
            if clinic.kind == CLINIC:
                for called in (clinic.name, *clinic.aliases, clinic.code):
                    clinics[area.code, called] = clinic.code
    return Words(rules, areas, clinics)


def read_interviews(workbook: Workbook, words: Words) -> dict[str, tuple[Interview, ...]]:
    """Read all interviews of a table, by code of the institution.

    Parameters
    ----------
    workbook
        The delivered file, opened and found free of personal data.
    words
        What its cells may say.

    Raises
    ------
    FindingsError
        With every faulty cell and its address.
    """
    sheet = next((s for s in workbook.sheets if s.rows and s.name != NOTES), None)
    found: list[Finding] = []
    kept: dict[str, tuple[Interview, ...]] = {}
    columns = _columns(sheet, found) if sheet else {}
    if sheet is None or not columns:
        raise rejected(workbook.file, found or [_fault("", "", "", _NO_TABLE)])
    for number, row in enumerate(sheet.rows[1:], 1):
        if any(cell not in (None, "") for cell in row):
            reader = _Row(sheet, number, columns, words, found)
            read = reader.interview()
            if read is not None:
                kept[read[0]] = (*kept.get(read[0], ()), read[1])
    if found or not kept:
        raise rejected(workbook.file, found or [_fault(sheet.name, "", "", _NO_ROW)])
    return kept


def _columns(sheet: Sheet, found: list[Finding]) -> dict[str, int]:
    """Find the columns by the words of the first row; refuse any other word in it."""
    fields = {heading: field for field, heading in HEADINGS.items()}
    columns: dict[str, int] = {}
    for number, cell in enumerate(sheet.rows[0]):
        text = _text(cell)
        if text in fields and fields[text] not in columns:
            columns[fields[text]] = number
        elif text or any(row[number] not in (None, "") for row in sheet.rows):
            found.append(_fault(sheet.name, address(0, number), text, _STRANGE))
    missing = [heading for field, heading in HEADINGS.items() if field not in columns]
    if missing:
        found.append(_fault(sheet.name, "", "", _MISSING, columns=tuple(missing)))
    return {} if found else columns


@dataclass(slots=True)
class _Row:
    """Reads one row; what is wrong goes to the findings."""

    sheet: Sheet
    number: int
    columns: Mapping[str, int]
    words: Words
    found: list[Finding]

    def interview(self) -> tuple[str, Interview] | None:
        """Return institution and interview; None if a cell is at fault."""
        before = len(self.found)
        area = self._one("area", self.words.areas)
        named = {name: c for (own, name), c in self.words.clinics.items() if own == area}
        rules = self.words.rules
        said: dict[str, Any] = {
            "clinic": self._one("clinic", named) if area else None,
            "mode": self._one("mode", {word: mode for mode, word in MODES.items()}),
            "respondent": self._one(
                "respondent", {c.name.zh: code for code, c in rules.classes.items()}
            ),
            "attempts": self._whole("attempts"),
            "interviewer": _text(self._cell("interviewer")),
            "aware": self._yes("aware"),
            "channels": self._several("channels", rules.channels) or (),
            "services": self._several("services", rules.services),
            "visited": self._yes("visited"),
            "satisfaction": self._whole("satisfaction", needed=False),
        }
        if len(self.found) > before:
            return None
        interview = Interview(**said)
        for field, message in faults(interview, rules, self.words.villages(area)).items():
            self._refuse(field, message)
        return (area, interview) if len(self.found) == before else None

    def _cell(self, field: str) -> Cell:
        return self.sheet[self.number, self.columns[field]]

    def _one(self, field: str, options: Mapping[str, Any]) -> Any:  # noqa: ANN401 (code or mode)
        text = _text(self._cell(field))
        if text not in options:
            self._refuse(field, _UNKNOWN)
            return None
        return options[text]

    def _yes(self, field: str) -> bool | None:
        text = _text(self._cell(field))
        if text in {"", NOT_ANSWERED}:
            return None
        if text not in {YES, NO}:
            self._refuse(field, _YES_OR_NO)
        return text == YES

    def _whole(self, field: str, *, needed: bool = True) -> int | None:
        text = _text(self._cell(field))
        if text in {"", NOT_ANSWERED} and not needed:
            return None
        if not text.isdecimal() or len(text) > 1:
            self._refuse(field, _DIGIT)
            return None
        return int(text)

    def _several(self, field: str, options: Mapping[str, Text]) -> tuple[str, ...] | None:
        """Read answers with separators; 无 is none of them, an empty cell no answer."""
        text = _text(self._cell(field))
        if text in {"", NOT_ANSWERED}:
            return None
        codes = {word: code for code, name in options.items() for word in (name.zh, code)}
        for sign in _SEPARATORS:
            text = text.replace(sign, "、")
        parts = [] if text == NONE else [part.strip() for part in text.split("、") if part.strip()]
        if not set(parts) <= set(codes):
            self._refuse(field, _UNKNOWN)
            return None
        return tuple(dict.fromkeys(codes[part] for part in parts))

    def _refuse(self, field: str, message: Message) -> None:
        cell = address(self.number, self.columns[field])
        self.found.append(_fault(self.sheet.name, cell, _text(self._cell(field)), message))


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _fault(sheet: str, cell: str, value: str, message: Message, **values: object) -> Finding:
    return Finding("interview", Severity.ERROR, message, sheet, cell, value, _HINT, values)


_HINT = N_("Take the template and leave its headings as they are.")
_NO_TABLE = N_("The file has no table.")
_NO_ROW = N_("The table has no interview.")
_STRANGE = N_("This column is not part of the template.")
_MISSING = N_("The table lacks the columns {columns}.")
_UNKNOWN = N_("This is not one of the words that may stand here.")
_YES_OR_NO = N_("Write 是, 否, or nothing where there was no answer.")
_DIGIT = N_("Write one digit.")
