"""Columns: what each column of a sheet is taken for, by its heading and its neighbours."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from lib.model.intake import headings
from lib.model.intake.cells import Kind, parse
from lib.model.intake.grids import column, text
from lib.model.intake.header_rows import Header
from lib.model.intake.headings import Vocabulary
from lib.model.intake.names import NameIndex
from lib.model.intake.plans import ColumnPlan, Part, Role, Slot
from lib.model.intake.sheets import Sheet
from lib.model.roster import CLINIC

LIKELY = 0.75
"""From this resemblance on a column is proposed as a figure, to be confirmed."""
CONFLICT = 0.5
"""Confidence of columns that would feed the same figure."""

_POINTS = re.compile(r"[(（]\s*(?:满分|计)?\s*[0-9]+(?:\.[0-9]+)?\s*分\s*[)）]|得分|扣分|工分")
_SAMPLE = 400
_ASKED = 60
"""Different names looked up to tell what a column names."""
_TOWN = re.compile("镇|乡|街道|片区|县")
_NAMES = 0.6
"""Share of names in a column without a known heading from which it holds areas."""


def propose(
    sheet: Sheet, header: Header, vocabulary: Vocabulary, names: NameIndex, titles: Iterable[str]
) -> tuple[ColumnPlan, ...]:
    """Say what each column is, with how sure that is and what else it could be.

    Parameters
    ----------
    sheet, header
        The sheet and where its headings are.
    vocabulary, names
        What headings and cells can mean.
    titles
        Texts above the header and name of the sheet; one of them may name the one indicator
        whose 分子 and 分母 the columns hold.

    Returns
    -------
    tuple of ColumnPlan
        Columns that have a heading or cells, from left to right.
    """
    first = header.last + 1
    proposed = [
        _column(number, parts, vocabulary)
        for number, parts in enumerate(header.headings)
        if parts or any(text(row[number]) for row in sheet.rows[first:])
    ]
    placed = _with_area(sheet, first, names, proposed)
    return tuple(_told_apart(sheet, first, _without_others(_of_one(placed, vocabulary, titles))))


def _column(number: int, parts: Sequence[str], vocabulary: Vocabulary) -> ColumnPlan:
    heading = "/".join(parts)
    unit = headings.unit_of(heading)
    role = headings.role(heading)
    if role is not Role.UNKNOWN or not heading or _POINTS.search(heading):
        return ColumnPlan(number, heading, role, unit=unit)
    match = vocabulary.match(heading)
    others = tuple(slots for slots in match.suggestions if slots)
    if match.confidence >= LIKELY and match.slots:
        figure = ColumnPlan(number, heading, Role.FIGURE, match.slots, unit)
        return replace(figure, confidence=match.confidence, suggestions=others)
    seen = (match.slots, *others) if match.slots else others
    return ColumnPlan(number, heading, Role.UNKNOWN, unit=unit, suggestions=seen)


def _with_area(
    sheet: Sheet, first: int, names: NameIndex, proposed: Sequence[ColumnPlan]
) -> list[ColumnPlan]:
    """Choose the one column of areas: the finest of several; by its cells if no heading tells."""
    chosen = [known for known in proposed if known.role is Role.AREA]
    if len(chosen) == 1:
        return list(proposed)
    others = [known for known in proposed if known.role is Role.PARENT] or [
        known for known in proposed if known.role is Role.UNKNOWN
    ]
    held = {known.column: _Named(sheet, first, known, names) for known in chosen or others}
    if not chosen:
        held = {number: named for number, named in held.items() if named.share >= _NAMES}
    if not held:
        return list(proposed)
    finest = max(held, key=lambda number: held[number].fineness)
    return [_with_role(known, finest, held) for known in proposed]


class _Named:
    """What the cells of a column name."""

    def __init__(self, sheet: Sheet, first: int, known: ColumnPlan, names: NameIndex) -> None:
        cells = column(sheet, known.column, first, fill=True)[:_SAMPLE]
        self.written = tuple(
            "" if parse(cell).kind is Kind.MISSING else text(cell) for cell in cells
        )
        different = sorted(set(self.written) - {""})[:_ASKED]
        found = [names.resolve(name) for name in different]
        near = [code for f in found for code in (f.code, *f.candidates)[:2] if code]
        clinics = sum(names.areas[code].kind == CLINIC for code in near)
        self.meant = {name: f.code for name, f in zip(different, found, strict=True)}
        self.share = sum(bool(f.code) for f in found) / max(len(found), 1)
        self.fineness = (
            bool(near),
            2 * clinics > len(near),
            len(set(self.written)),
            not _TOWN.search(known.heading),
            self.share,
        )

    def means(self, other: _Named) -> bool:
        """Tell whether two columns name the same areas row by row, or this one none at all."""
        pairs = set(zip(self.written, other.written, strict=True))
        return not any(
            (mine := self.meant.get(here, "")) and mine != other.meant.get(there, "")
            for here, there in pairs
        )


def _with_role(known: ColumnPlan, finest: int, held: dict[int, _Named]) -> ColumnPlan:
    if known.column == finest:
        return replace(known, role=Role.AREA, suggestions=())
    if known.column not in held:
        return known
    repeats = held[known.column].means(held[finest])
    return replace(known, role=Role.REMARK if repeats else Role.PARENT, suggestions=())


def _of_one(
    proposed: Sequence[ColumnPlan], vocabulary: Vocabulary, titles: Iterable[str]
) -> list[ColumnPlan]:
    """Settle columns that say 分子 or 分母 only: of the row's indicator, or the sheet's one."""
    bare = [known for known in proposed if any(not slot.indicator for slot in known.slots)]
    is_long = any(known.role is Role.INDICATOR for known in proposed)
    if not bare:
        return [
            replace(known, role=Role.REMARK) if known.role is Role.INDICATOR else known
            for known in proposed
        ]
    if is_long:
        return [
            replace(known, role=Role.UNKNOWN, slots=(), suggestions=(known.slots,))
            if known.role is Role.FIGURE and known not in bare
            else known
            for known in proposed
        ]
    codes = {code for title in titles if (code := vocabulary.indicator(title))}
    code = codes.pop() if len(codes) == 1 else ""
    return [_given(known, code, vocabulary) if known in bare else known for known in proposed]


def _given(known: ColumnPlan, code: str, vocabulary: Vocabulary) -> ColumnPlan:
    if not code:
        return replace(known, role=Role.UNKNOWN, slots=())
    slots = tuple(vocabulary.part_of(code, slot.part) for slot in known.slots)
    return replace(known, slots=slots)


def _without_others(proposed: Sequence[ColumnPlan]) -> list[ColumnPlan]:
    """Keep of each column only what the other columns of the sheet complete."""
    fed = {
        part: {slot.indicator for known in proposed for slot in known.slots if slot.part is part}
        for part in Part
    }
    rates = fed[Part.RATE] | fed[Part.VALUE]
    wanted = {
        Part.NUMERATOR: fed[Part.DENOMINATOR] | rates,
        Part.DENOMINATOR: fed[Part.NUMERATOR] | rates,
    }
    return [_kept(known, wanted) for known in proposed]


def _kept(known: ColumnPlan, wanted: dict[Part, set[str]]) -> ColumnPlan:
    if known.role is not Role.FIGURE:
        return known
    kept = tuple(s for s in known.slots if s.part not in wanted or s.indicator in wanted[s.part])
    lone = tuple(slot for slot in known.slots if slot.part is Part.NUMERATOR)
    if kept or lone:
        return replace(known, slots=kept or lone)
    return replace(known, role=Role.REMARK, slots=(), confidence=1.0, suggestions=())


def _told_apart(sheet: Sheet, first: int, proposed: Sequence[ColumnPlan]) -> Iterator[ColumnPlan]:
    """Let one column feed each figure; where several could, somebody has to say which.

    A known heading goes before a resembling one, and the group of the numerator before others.
    """
    feeding: dict[Slot, list[ColumnPlan]] = defaultdict(list)
    for known in proposed:
        for slot in known.slots:
            feeding[slot].append(known)
    groups = {
        slot.indicator: _group(columns[0])
        for slot, columns in feeding.items()
        if slot.part is Part.NUMERATOR and len(columns) == 1
    }
    chosen: dict[Slot, list[int]] = {}
    same: set[int] = set()
    for slot, columns in feeding.items():
        sure = [known for known in columns if known.confidence == 1] or columns
        near = [known for known in sure if _group(known) == groups.get(slot.indicator)] or sure
        chosen[slot] = [known.column for known in near]
        if _are_equal(sheet, first, columns):
            chosen[slot] = chosen[slot][:1]
            same |= {known.column for known in columns}
    doubtful = {number for numbers in chosen.values() if len(numbers) > 1 for number in numbers}
    for known in proposed:
        if known.role is not Role.FIGURE:
            yield known
        elif kept := tuple(slot for slot in known.slots if known.column in chosen[slot]):
            sure_of = min(known.confidence, CONFLICT) if known.column in doubtful else 1
            yield replace(known, slots=kept, confidence=min(known.confidence, sure_of))
        else:
            yield _superseded(known, is_copy=known.column in same)


def _are_equal(sheet: Sheet, first: int, columns: Sequence[ColumnPlan]) -> bool:
    """Tell whether several columns say the same in every row."""
    if len(columns) == 1:
        return False
    cells = {tuple(map(text, column(sheet, known.column, first))) for known in columns}
    return len(cells) == 1


def _superseded(known: ColumnPlan, *, is_copy: bool) -> ColumnPlan:
    """Leave out a copy of another column; tell of anything else that it is not read."""
    bare = replace(known, slots=(), confidence=1.0)
    if is_copy:
        return replace(bare, role=Role.REMARK, suggestions=())
    return replace(bare, role=Role.UNKNOWN, suggestions=(known.slots, *known.suggestions))


def _group(known: ColumnPlan) -> str:
    return known.heading.rpartition("/")[0]
