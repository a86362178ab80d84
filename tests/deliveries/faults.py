"""Good deliveries with exactly one fault planted, and the rule that has to find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from lib.model.intake.sheets import address
from tests.deliveries.county import INDICATORS, ROSTER, chance, counts
from tests.deliveries.fixtures import identity
from tests.deliveries.generators import (
    DENOMINATOR,
    NAME,
    NUMBERS,
    NUMERATOR,
    RATE,
    RATES,
    Delivery,
    Laid,
    Place,
    Wishes,
    good,
)
from tests.deliveries.writing import Grid


@dataclass(frozen=True)
class Broken:
    """A delivery with one fault."""

    delivery: Delivery
    rules: frozenset[str]
    """Rules of which one has to find the fault."""
    sheet: str
    cell: str = ""
    """Where it was planted; empty if the whole sheet is meant."""


@dataclass(frozen=True)
class Fault:
    """A way to break a delivery."""

    wishes: Wishes
    plant: Callable[..., Broken]
    """Takes draw and a good delivery."""


def broken(fault: str) -> st.SearchStrategy[Broken]:
    """Draw a good delivery and plant one fault in it."""

    @st.composite
    def planted(draw):
        return FAULTS[fault].plant(draw, draw(good(FAULTS[fault].wishes)))

    return planted()


def _changed(delivery: Delivery, number: int, at: Place, cell: object, *rules: str) -> Broken:
    """Change one cell of one sheet."""
    rows = [list(row) for row in delivery.sheets[number].grid.rows]
    rows[at[0]][at[1]] = cell
    return _replaced(delivery, number, rows, rules, address(*at))


def _replaced(delivery: Delivery, number: int, rows, rules, cell: str = "") -> Broken:
    laid = delivery.sheets[number]
    grid = replace(laid.grid, rows=rows)
    sheets = list(delivery.sheets)
    sheets[number] = replace(laid, grid=grid)
    told = delivery.name.rpartition(".")[0] if delivery.is_text else grid.name
    return Broken(replace(delivery, sheets=tuple(sheets)), frozenset(rules), told, cell)


def _pick(draw, delivery: Delivery, *codes: str):
    """Choose an area and an indicator of a delivery."""
    pairs = sorted({(area, code) for area, code, _ in delivery.truth})
    chosen = [pair for pair in pairs if not codes or pair[1] in codes]
    area, code = draw(st.sampled_from(chosen))
    return ROSTER.find(area), code


def _instead(text: str, rule: str) -> Fault:
    """Put something else where a numerator belongs."""

    def plant(draw, delivery):
        area, code = _pick(draw, delivery)
        at = delivery.sheets[-1].places[area.code, code, NUMERATOR]
        return _changed(delivery, -1, at, text, rule)

    return Fault(Wishes(), plant)


def _number(part: str, new: Callable[[int, int], int], *rules: str, **wishes) -> Fault:
    """Give one count of the last month another value, made from numerator and denominator."""

    def plant(draw, delivery):
        area, code = _pick(draw, delivery, *wishes.get("codes", ()))
        at = delivery.sheets[-1].places[area.code, code, part]
        return _changed(delivery, -1, at, new(*counts(code, area)), *rules)

    return Fault(Wishes(**wishes), plant)


def _fall(draw, delivery):
    area, code = _pick(draw, delivery, "MAT02")
    at = delivery.sheets[-1].places[area.code, code, NUMERATOR]
    before = counts(code, area, 8)[0]
    return _changed(delivery, -1, at, before - draw(st.integers(1, before)), "cumulative_fell")


def _part_above(draw, delivery):
    area, _ = _pick(draw, delivery)
    at = delivery.sheets[-1].places[area.code, "EHR02", NUMERATOR]
    records = counts("EHR01", area)[0]
    return _changed(delivery, -1, at, records + draw(st.integers(1, 9)), "part_above_whole")


def _rate(draw, delivery):
    area, code = _pick(draw, delivery)
    at = delivery.sheets[-1].places[area.code, code, RATE]
    numerator, denominator = counts(code, area)
    wrong = 100 * numerator / denominator - draw(st.sampled_from([0.5, 3, 20]))
    return _changed(delivery, -1, at, RATES["percent as text"](wrong), "rate_differs")


def _total(draw, delivery):
    _, code = _pick(draw, delivery)
    at = delivery.sheets[-1].places["", code, NUMERATOR]
    whole = sum(counts(code, ROSTER.find(area))[0] for area in _areas(delivery))
    return _changed(delivery, -1, at, whole + draw(st.sampled_from([-10, 1, 500])), "total_differs")


def _areas(delivery: Delivery) -> set[str]:
    return {area for area, _, _ in delivery.truth}


def _rows_of(laid: Laid, area: str) -> list[int]:
    """Rows an area stands in: several on a long sheet."""
    return sorted({at[0] for (of, _, _), at in laid.places.items() if of == area})


def _missing(draw, delivery):
    area, _ = _pick(draw, delivery)
    gone = _rows_of(delivery.sheets[-1], area.code)
    rows = [row for at, row in enumerate(delivery.sheets[-1].grid.rows) if at not in gone]
    return _replaced(delivery, -1, rows, ["area_missing"])


def _twice(draw, delivery):
    area, _ = _pick(draw, delivery)
    laid = delivery.sheets[-1]
    row = _rows_of(laid, area.code)[0]
    rows = list(laid.grid.rows)
    rows.insert(row + 1, rows[row])
    column = laid.places[area.code, "", NAME][1]
    return _replaced(delivery, -1, rows, ["area_twice"], address(row + 1, column))


def _stranger(draw, delivery):
    area, _ = _pick(draw, delivery)
    at = delivery.sheets[-1].places[area.code, "", NAME]
    name = draw(
        st.sampled_from(["龙门县永汉镇卫生院", "城关医院", "湖", "第三分院", "罗阳街道(含义和)"])
    )
    return _changed(delivery, -1, at, name, "area_unknown", "area_uncertain")


def _beside(heading: str, cells: Callable[[int], object], rule: str, *, below: int) -> Fault:
    """Add a column to the right; the cell is so many rows below the last row of the header."""

    def plant(draw, delivery):
        laid = delivery.sheets[-1]
        body = {row for area in _areas(delivery) for row in _rows_of(laid, area)}
        rows = [
            [*row, heading if at == laid.header else cells(at) if at in body else None]
            for at, row in enumerate(laid.grid.rows)
        ]
        at = (laid.header + below, len(rows[0]) - 1)
        return _replaced(delivery, -1, rows, [rule], address(*at))

    return Fault(Wishes(), plant)


def _hidden(draw, delivery):
    first = delivery.sheets[0]
    sheets = (replace(first, grid=replace(first.grid, hidden=True)), *delivery.sheets[1:])
    return Broken(replace(delivery, sheets=sheets), frozenset(["hidden_sheet"]), first.grid.name)


def _told_by_nobody(draw, delivery):
    return Broken(delivery, frozenset(["period_unknown"]), _name(delivery))


def _of_the_month_alone(draw, delivery):
    return Broken(delivery, frozenset(["basis_unknown"]), _name(delivery))


def _name(delivery: Delivery) -> str:
    return delivery.name.rpartition(".")[0] if delivery.is_text else delivery.sheets[0].grid.name


def _fractions(draw, delivery):
    """Leave nothing but rates, written as shares of one under a heading in per cent."""
    _, code = _pick(draw, delivery)
    rows = [
        [ROSTER.find(area).name, round(0.6 + 0.3 * chance(area), 3)] for area in _areas(delivery)
    ]
    heading = f"{INDICATORS[code].name.zh}（%）"
    grid = Grid("率", [["2025年1-9月", None], ["机构名称", heading], *sorted(rows)])
    alone = replace(delivery, kind="xlsx", sheets=(Laid(grid, {}, 1),))
    return Broken(alone, frozenset(["fraction_in_percent"]), "率", "B3")


def _all_alike(draw, delivery):
    laid = delivery.sheets[-1]
    rows = [list(row) for row in laid.grid.rows]
    _, code = _pick(draw, delivery)
    for area in _areas(delivery):
        row, column = laid.places[area, code, NUMERATOR]
        above = round(0.9 * counts(code, ROSTER.find(area))[1])
        rows[row][column] = NUMBERS["numbers"](above)
    return _replaced(delivery, -1, rows, ["too_even"])


_ONE = {"sheets": 1, "institutions": True}
FAULTS: dict[str, Fault] = {
    "a word for a number": _instead("约三百", "not_a_number"),
    "two figures in a cell": _instead("85.00%/100.00%", "compound_cell"),
    "a bound for a number": _instead("≥90", "bound_value"),
    "a hidden small count": _instead("<5", "suppressed_value"),
    "more than there are": _number(
        NUMERATOR, lambda _, below: below + 1, "numerator_above_denominator",
        codes=("EHR02", "VAC01", "SMI02"), layout={"rates": ""},
    ),
    "some of nobody": _number(DENOMINATOR, lambda *_: 0, "zero_denominator", codes=("VAC01",)),
    "a part above its whole": Fault(
        Wishes(codes=("EHR01", "EHR02"), institutions=True), _part_above
    ),
    "a count that falls": Fault(Wishes(sheets=2, codes=("MAT02",)), _fall),
    "a count that leaps": _number(
        NUMERATOR, lambda above, _: above // 4, "big_change", sheets=2, codes=("EHR01",),
        institutions=True,
    ),
    "a base that changes": _number(
        DENOMINATOR, lambda _, below: below * 9 // 8, "denominator_changed",
        sheets=2, codes=("ELD01",), institutions=True,
    ),
    "residents nobody knows": _number(
        DENOMINATOR, lambda _, below: below * 5 // 4, "population_differs", codes=("EHR01",), **_ONE
    ),
    "far from all others": _number(
        NUMERATOR, lambda above, _: above // 5, "outlier", codes=("VAC01",), **_ONE
    ),
    "all alike": Fault(Wishes(codes=("VAC01",), **_ONE), _all_alike),
    "a rate of its own": Fault(Wishes(layout={"shape": "flat", "rates": "percent as text"}), _rate),
    "a total that is none": Fault(Wishes(layout={"shape": "flat", "total": "合计"}), _total),
    "an area less": Fault(Wishes(institutions=True, layout={"total": ""}), _missing),
    "an area twice": Fault(Wishes(layout={"total": ""}), _twice),
    "an area from elsewhere": Fault(Wishes(institutions=True), _stranger),
    "identity numbers": _beside("身份证号", identity, "personal_column", below=1),
    "a column of something": _beside("其他情况", lambda row: row, "column_unknown", below=0),
    "a hidden sheet": Fault(Wishes(sheets=2), _hidden),
    "no month": Fault(Wishes(sheets=1, periods=()), _told_by_nobody),
    "a month alone or not": Fault(
        Wishes(sheets=1, codes=("HTN02",), periods=("2025年{month}月",)), _of_the_month_alone
    ),
    "shares under per cent": Fault(Wishes(**_ONE), _fractions),
}  # fmt: skip
"""Ways to break a delivery, by what is wrong with it."""
