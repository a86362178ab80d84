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

LIKELY = 0.75
"""From this resemblance on a column is proposed as a figure, to be confirmed."""
CONFLICT = 0.5
"""Confidence of columns that would feed the same figure."""

_POINTS = re.compile(r"[(（]\s*(?:满分|计)?\s*[0-9]+(?:\.[0-9]+)?\s*分\s*[)）]|得分|扣分|工分")
_SAMPLE = 400
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
    if not chosen:
        others = [known for known in proposed if known.role is Role.PARENT] or [
            known for known in proposed if known.role is Role.UNKNOWN
        ]
        chosen = [known for known in others if _share(sheet, known, first, names) >= _NAMES]
    if not chosen:
        return list(proposed)
    distinct = {known.column: len(set(_names(sheet, known, first))) for known in chosen}
    finest = chosen[0]
    if len(chosen) > 1:
        shares = {known.column: _share(sheet, known, first, names) for known in chosen}
        finest = max(chosen, key=lambda known: (shares[known.column] > 0, distinct[known.column]))
    return [_with_role(known, finest, distinct) for known in proposed]


def _with_role(known: ColumnPlan, finest: ColumnPlan, distinct: dict[int, int]) -> ColumnPlan:
    if known.column == finest.column:
        return replace(known, role=Role.AREA, suggestions=())
    if known.column not in distinct:
        return known
    wider = distinct[known.column] < distinct[finest.column]
    return replace(known, role=Role.PARENT if wider else Role.REMARK, suggestions=())


def _names(sheet: Sheet, known: ColumnPlan, first: int) -> list[str]:
    cells = column(sheet, known.column, first, fill=True)[:_SAMPLE]
    written = (text(cell) for cell in cells if parse(cell).kind is not Kind.MISSING)
    return [word for word in written if word]


def _share(sheet: Sheet, known: ColumnPlan, first: int, names: NameIndex) -> float:
    written = set(_names(sheet, known, first))
    return sum(bool(names.resolve(name).code) for name in written) / max(len(written), 1)


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
    """Let one column feed each figure; where several could, somebody has to say which."""
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
    for slot, columns in feeding.items():
        near = [known for known in columns if _group(known) == groups.get(slot.indicator)]
        chosen[slot] = _equal(sheet, first, near or columns)
    doubtful = {number for numbers in chosen.values() if len(numbers) > 1 for number in numbers}
    for known in proposed:
        yield _chosen(known, chosen, known.column in doubtful)


def _equal(sheet: Sheet, first: int, columns: Sequence[ColumnPlan]) -> list[int]:
    """Return the first of columns that say the same, all of them if they differ."""
    numbers = [known.column for known in columns]
    if len(numbers) == 1:
        return numbers
    cells = {tuple(map(text, column(sheet, number, first))) for number in numbers}
    return numbers[:1] if len(cells) == 1 else numbers


def _chosen(
    known: ColumnPlan,
    chosen: dict[Slot, list[int]],
    doubtful: bool,  # noqa: FBT001 (private)
) -> ColumnPlan:
    if known.role is not Role.FIGURE:
        return known
    slots = tuple(slot for slot in known.slots if known.column in chosen[slot])
    if not slots:
        return replace(known, role=Role.REMARK, slots=(), confidence=1.0, suggestions=())
    sure = min(known.confidence, CONFLICT) if doubtful else known.confidence
    return replace(known, slots=slots, confidence=sure)


def _group(known: ColumnPlan) -> str:
    return known.heading.rpartition("/")[0]
