"""Sheet reading: the figures of one sheet by its plan, before months are added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lib.model.intake import cell_findings, column_values, doubts, lines, long_tables
from lib.model.intake.column_values import Counts, Values
from lib.model.intake.findings import Finding
from lib.model.intake.grids import column
from lib.model.intake.lines import Lines
from lib.model.intake.pairing import Column, Pair, pair
from lib.model.intake.plans import ColumnPlan, Part, Role, Shape, SheetPlan
from lib.model.intake.sheets import Sheet, address
from lib.model.intake.understanding import Known, is_own
from lib.model.observations import NO_COUNT

_COUNTS = frozenset({Part.NUMERATOR, Part.DENOMINATOR})

Parts = Mapping[Part, Column]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The figures of one indicator on one sheet."""

    plan: SheetPlan
    indicator: str
    lines: Lines
    pair: Pair


def read_sheet(
    sheet: Sheet, plan: SheetPlan, known: Known, names: Mapping[str, str]
) -> tuple[list[Block], list[Finding]]:
    """Read one sheet that is not skipped.

    Parameters
    ----------
    sheet, plan
        The sheet and how it is understood.
    known
        Catalogue and roster.
    names
        Answers: name as written → code, empty to leave its rows out.
    """
    feeding = [each for each in plan.columns if each.role is Role.FIGURE and each.slots]
    below = plan.header[1] + 1
    held = [column_values.read(column(sheet, each.column, below)) for each in feeding]
    rows, told = lines.read(sheet, plan, held, known, names)
    findings = [*doubts.of_sheet(plan), *doubts.of_columns(sheet, plan), *told]
    columns = []
    for each, values in zip(feeding, held, strict=True):
        kept, wrong = _column(sheet, each, values, (rows, below))
        columns.append(kept)
        findings += wrong
    blocks, doubtful = _blocks(sheet, plan, known, (rows, columns))
    return blocks, [*findings, *doubtful]


def _column(
    sheet: Sheet, known: ColumnPlan, values: Values, at: tuple[Lines, int]
) -> tuple[Column, list[Finding]]:
    """Read the cells of a column that lie in lines of figures."""
    rows, below = at
    kept = values.take(rows.rows)
    places = (rows.rows + below).tolist()
    letters = address(0, known.column)[:-1]
    addresses = np.array([f"{letters}{row + 1}" for row in places], dtype=object)
    money = "元" in known.unit or "金额" in known.heading
    counts = Counts(kept.kinds, np.full(len(places), NO_COUNT))
    faults = column_values.rate_faults(kept)
    if any(slot.part in _COUNTS for slot in known.slots):
        counts, faults = column_values.count(kept, known.unit, money=money)
    faults = tuple((rule, position) for rule, position in faults if not rows.is_total[position])
    told = cell_findings.told(faults, sheet, known, places, money=money)
    return Column(known, kept, counts, addresses), list(told)


def _blocks(
    sheet: Sheet, plan: SheetPlan, known: Known, read: tuple[Lines, Sequence[Column]]
) -> tuple[list[Block], list[Finding]]:
    rows, columns = read
    if plan.shape is Shape.LONG:
        groups, findings = long_tables.split(sheet, plan, known, rows)
        parts = {slot.part: each for each in columns for slot in each.plan.slots}
        of_row = {
            code: (rows.take(chosen), {part: each.take(chosen) for part, each in parts.items()})
            for code, chosen in groups.items()
        }
    else:
        findings = []
        of_row = {code: (rows, parts) for code, parts in _by_indicator(columns).items()}
    blocks = []
    for code, (some, parts) in of_row.items():
        if code in known.indicators and _makes_figures(parts):
            by_row = plan.shape is Shape.LONG
            found = pair(some, known.indicators[code], parts, by_row=by_row)
            blocks.append(Block(plan, code, some, found))
            findings += _doubts(blocks[-1], known, parts)
    if plan.shape is Shape.LONG:
        findings += long_tables.set_statuses(sheet, plan, [(b.lines, b.pair) for b in blocks])
    return blocks, findings


def _by_indicator(columns: Sequence[Column]) -> dict[str, dict[Part, Column]]:
    found: dict[str, dict[Part, Column]] = defaultdict(dict)
    for each in columns:
        for slot in each.plan.slots:
            found[slot.indicator].setdefault(slot.part, each)
    return found


def _makes_figures(parts: Parts) -> bool:
    return parts.keys() >= _COUNTS or bool(parts.keys() - _COUNTS)


def _doubts(block: Block, known: Known, parts: Parts) -> Iterator[Finding]:
    yield from doubts.of_pair(block.plan.sheet, block.pair, parts)
    rate = parts.get(Part.RATE, parts.get(Part.VALUE))
    counts_tell = parts.keys() >= _COUNTS and block.plan.shape is Shape.WIDE
    if rate is not None and not counts_tell and not is_own(block.plan):
        is_body = (block.pair.texts != "") & ~block.pair.is_total
        indicator = known.indicators[block.indicator]
        yield from doubts.of_shares(block.plan.sheet, rate, indicator, is_body)
