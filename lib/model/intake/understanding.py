"""Understanding (识别): a proposal how each sheet of a file is to be read.

Nothing is guessed in silence: what is not certain stands in the plan with its likeliest
meanings, and `reading` asks about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lib.errors import N_
from lib.model.indicators import Accrual, Indicator
from lib.model.intake import headings, layouts, periods
from lib.model.intake.columns import propose
from lib.model.intake.grids import column, filled, text, texts
from lib.model.intake.header_rows import find
from lib.model.intake.headings import Vocabulary
from lib.model.intake.months import month_in
from lib.model.intake.names import NameIndex
from lib.model.intake.periods import Found
from lib.model.intake.plans import Basis, Plan, Role, Shape, SheetPlan
from lib.model.intake.sheets import Sheet, Workbook
from lib.model.observations import month_name

HIDDEN = N_("The sheet is hidden. Show it in the file if its figures are meant to be read.")
EMPTY = N_("The sheet is empty.")
NO_HEADER = N_(
    "None of the first 15 rows holds headings that are known: at least the column of "
    "institutions or clinics must have one. Pairs of label and value cannot be read as a table."
)

_AREA_WEIGHT = 3.0
_OWN = {"area_code", "indicator", "period", "numerator", "denominator"}
"""Headings of our own files, whose counts are since 1 January."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a file is read."""

    indicators: Mapping[str, Indicator]
    names: NameIndex
    vocabulary: Vocabulary
    layouts: Mapping[str, SheetPlan] = field(default_factory=dict)
    """How sheets were read before, by `layouts.digest`."""
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Area code by digest of the layout and name as written; empty to leave its rows out."""


def understand(workbook: Workbook, known: Known) -> Plan:
    """Propose how a file is to be read.

    Parameters
    ----------
    workbook
        The file as delivered.
    known
        Catalogue, roster, and what was remembered of earlier files.

    Returns
    -------
    Plan
        One plan for each sheet, in their order; people may correct it before it is read.
    """
    sheets = tuple(_sheet(sheet, known) for sheet in workbook.sheets)
    dated = _dated(workbook, sheets, known)
    return Plan(dated, _answers(dated, known))


def is_own(plan: SheetPlan) -> bool:
    """Tell whether a sheet has the headings of our own files, which leave nothing open."""
    return {each.heading for each in plan.columns} >= _OWN


def _sheet(sheet: Sheet, known: Known) -> SheetPlan:
    """Understand the columns of a sheet; its period comes later."""
    if sheet.hidden:
        return SheetPlan(sheet.name, Shape.SKIPPED, reason=HIDDEN)
    if not any(text(cell) for row in sheet.rows for cell in row):
        return SheetPlan(sheet.name, Shape.SKIPPED, reason=EMPTY)
    header = find(sheet, lambda words: _weight(words, known.vocabulary))
    if header is None:
        return SheetPlan(sheet.name, Shape.SKIPPED, reason=NO_HEADER)
    rows = (header.first, header.last)
    plan = SheetPlan(sheet.name, Shape.WIDE, rows, basis=Basis.UNKNOWN)
    columns = propose(sheet, header, known.vocabulary, known.names, _own_words(sheet, plan))
    plan = layouts.shaped(replace(plan, columns=columns))
    then = layouts.remembered(plan, known.layouts)
    return layouts.apply(then, plan) if then else plan


def _weight(words: str, vocabulary: Vocabulary) -> float:
    role = headings.role(words)
    if role in (Role.AREA, Role.INDICATOR):
        return _AREA_WEIGHT
    return 1.0 if role is not Role.UNKNOWN else vocabulary.match(words).confidence


def _dated(workbook: Workbook, plans: Sequence[SheetPlan], known: Known) -> tuple[SheetPlan, ...]:
    """Find the month of every sheet in its title and name, and in the name of the file."""
    file = workbook.file.rpartition(".")[0] or workbook.file
    year = periods.year_of(file)
    told = [_own_words(sheet, plan) for sheet, plan in zip(workbook.sheets, plans, strict=True)]
    own = [periods.best([*words, f"{year}年" if year else ""]) for words in told]
    many = len({found.month for found in own if found}) > 1
    return tuple(
        plan
        if not plan.columns
        else _with_month(sheet, plan, known, _period(words, found, file, many=many))
        for sheet, plan, words, found in zip(workbook.sheets, plans, told, own, strict=True)
    )


def _own_words(sheet: Sheet, plan: SheetPlan) -> list[str]:
    above = filled(sheet, plan.header[0] - 1) if plan.header[0] else ()
    return [*(word for row in above for word in texts(row)), sheet.name]


def _period(own_words: Sequence[str], own: Found | None, file: str, *, many: bool) -> Found | str:
    """Return the period of a sheet, or the words that contradict one another.

    A file of several months has them on its sheets, whatever its own name says.
    """
    year = periods.year_of(file)
    if own is not None and many:
        return own
    said = [found.words for words in own_words if (found := periods.find(words, year))]
    if own is None and said:
        return " / ".join(said)
    of_file = periods.find(file)
    found = periods.best([*own_words, file])
    if found is None and of_file is not None:
        return " / ".join([*said, of_file.words])
    return found or ""


def _with_month(sheet: Sheet, plan: SheetPlan, known: Known, period: Found | str) -> SheetPlan:
    """Enter the month, and what the figures count where words or kinds of figures tell."""
    found = period if isinstance(period, Found) else None
    cells = _period_cells(sheet, plan)
    basis = found.basis if found else Basis.UNKNOWN
    if basis is Basis.UNKNOWN and cells:
        bases = {said.basis for cell in cells if (said := periods.find(cell))}
        basis = bases.pop() if len(bases) == 1 else Basis.UNKNOWN
    if basis is Basis.UNKNOWN:
        basis = plan.basis
    if basis is Basis.UNKNOWN and _is_since_january(sheet, plan, known, found):
        basis = Basis.CUMULATIVE
    if cells and all(month_in(cell, None) for cell in cells):
        found = None
    month = month_name(found.month) if found else ""
    words = found.words if found else "" if cells else str(period)
    return replace(plan, period=month, period_found=words, basis=basis)


def _period_cells(sheet: Sheet, plan: SheetPlan) -> set[str]:
    number = next((known.column for known in plan.columns if known.role is Role.PERIOD), None)
    if number is None:
        return set()
    return set(filter(None, map(text, column(sheet, number, plan.header[1] + 1, fill=True))))


def _is_since_january(sheet: Sheet, plan: SheetPlan, known: Known, found: Found | None) -> bool:
    """Tell whether it makes no difference: states at a date, January, our own files."""
    if is_own(plan) or (found and found.month % 12 == 0):
        return True
    codes = {slot.indicator for known in plan.columns for slot in known.slots} - {""}
    number = next((known.column for known in plan.columns if known.role is Role.INDICATOR), None)
    if number is not None:
        cells = set(map(text, column(sheet, number, plan.header[1] + 1, fill=True)))
        codes |= {known.vocabulary.indicator(cell) for cell in cells} - {""}
    accruals = {known.indicators[code].accrual for code in codes if code in known.indicators}
    return accruals == {Accrual.STOCK}


def _answers(plans: Sequence[SheetPlan], known: Known) -> dict[str, str]:
    """Collect what was answered for these layouts; what was answered both ways is asked again."""
    digests = {layouts.digest(plan) for plan in plans if plan.shape is not Shape.SKIPPED}
    answers: dict[str, set[str]] = defaultdict(set)
    for (digest, written), code in known.answers.items():
        if digest in digests:
            answers[written].add(code)
    return {written: codes.pop() for written, codes in answers.items() if len(codes) == 1}
