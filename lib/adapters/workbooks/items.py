"""Item pools (分项目切块): the pool cut by service item, and every item over the institutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lib.adapters.workbooks.book import Book, Live, Sheet, span_of, sum_of
from lib.adapters.workbooks.calculation import Basis, Case, Units
from lib.adapters.workbooks.division import digits_for, whole_weights
from lib.adapters.workbooks.sharing import Line, Sharing
from lib.errors import N_
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.money_rules import EmptyItem, ItemPools

_FIRST_ROW = 5
_FEN = 100


class Items:
    """Writes the sheet of item pools, and the working sheet it follows from."""

    def __init__(self, book: Book, case: Case, names: Mapping[str, str]) -> None:
        if case.claims.items is None:
            message = "no item was counted"
            raise ValueError(message)
        self._book = book
        self._say = book.imprint.say
        self._case = case
        self._claims = case.claims.items
        self._names = names
        self._codes = tuple(case.allocation.item_pools)
        self._unit = ROUNDING_UNITS[case.rules.rounding_unit]
        title = self._say(N_("Item pools"))
        heads = [self._say(N_("No.")), self._say(N_("Institution"))]
        heads += [f"{code} {names.get(code, '')}".rstrip() for code in self._codes]
        heads.append(self._say(N_("Together")))
        widths = [6, 26, *[15] * (len(heads) - 2)]
        self.sheet: Sheet = book.sheet(title, widths, heading=title)
        self.sheet.text(_FIRST_ROW - 2, 0, self._say(N_("Unit: yuan")), "remark")
        self.sheet.header(_FIRST_ROW - 1, heads, height=48)

    def write(self, basis: Sequence[Basis]) -> Units:
        """Cut the pool, share every item; returns the performance part in units."""
        weights = {code: self._weights(code) for code in self._codes}
        cut, left = self._cut()
        most = max([sum(cut.values()), *(sum(found) for found in weights.values())])
        work = Sharing(self._book, self._say(N_("Item calculation")), digits_for(most))
        pools = self._pools(work, cut, left)
        columns = {}
        for code in self._codes:
            title = self._say(N_("Pool of item {item}")).format(item=self._called(code))
            columns[code] = self._shared(work, (title, pools[code]), basis, weights[code])
        return self._table(basis, columns)

    def _weights(self, code: str) -> list[int]:
        """Make the claims on an item whole; a veto may have taken them."""
        column = self._claims.codes.index(code)
        claims = [
            Fraction(0) if no else Fraction(weight)
            for weight, no in zip(
                self._claims.weights[:, column], self._case.claims.barred.tolist(), strict=True
            )
        ]
        return whole_weights(claims, self._case.allocation.item_pools[code] // self._unit)

    def _cut(self) -> tuple[dict[str, int], list[str]]:
        """Return the share of each item that takes part, made whole, and the others."""
        rule = self._case.rules.item_pools or ItemPools()
        every = dict(zip(self._claims.codes, map(Fraction, self._claims.shares), strict=True))
        if rule.empty == EmptyItem.RESPREAD:
            every = {code: share for code, share in every.items() if code in self._codes}
        total = self._case.allocation.performance_pool // self._unit
        found = dict(zip(every, whole_weights(list(every.values()), total), strict=True))
        return found, [code for code in every if code not in self._codes]

    def _pools(self, work: Sharing, cut: Mapping[str, int], left: Sequence[str]) -> dict[str, Live]:
        work.caption(self._say(N_("Performance pool, cut by service item")))
        total = self._case.allocation.performance_pool // self._unit
        lines = [Line(c, self._names.get(c, ""), Live(str(n), n)) for c, n in cut.items()]
        cells = work.share(Live("performance_units", total), lines)
        found = dict(zip(cut, cells, strict=True))
        return {code: cell for code, cell in found.items() if code not in left}

    def _shared(
        self,
        work: Sharing,
        pool: tuple[str, Live],
        basis: Sequence[Basis],
        weights: Sequence[int],
    ) -> Units:
        """Share one item over the institutions by what they claim."""
        title, total = pool
        work.caption(title)
        lines = [
            Line(b.code, b.name, Live(str(count), count))
            for b, count in zip(basis, weights, strict=True)
        ]
        return work.share(total, lines)

    def _table(self, basis: Sequence[Basis], columns: Mapping[str, Units]) -> Units:
        """Write yuan by institution and item, and their sums; returns units together."""
        together = []
        for line, part in enumerate(basis):
            at = _FIRST_ROW + line
            self.sheet.number(at, 0, line + 1, "centre")
            self.sheet.text(at, 1, part.name)
            units = [columns[code][line] for code in self._codes]
            cells = [
                self.sheet.formula(at, column, self._yuan(unit), "yuan")
                for column, unit in enumerate(units, 2)
            ]
            if cells:
                text = f"ROUND(SUM({span_of(cells)}),2)"
                whole = sum(unit.whole for unit in units) * self._unit / _FEN
                self.sheet.formula(at, 2 + len(cells), Live(text, whole), "yuan")
            added = "+".join(unit.text for unit in units) or "0"
            together.append(Live(added, sum(unit.whole for unit in units)))
        self._sums(len(basis), columns)
        return together

    def _sums(self, count: int, columns: Mapping[str, Units]) -> None:
        line = _FIRST_ROW + count
        self.sheet.text(line, 0, "", "sum text")
        self.sheet.text(line, 1, self._say(N_("Total")), "sum text")
        for column, code in enumerate(self._codes, 2):
            cells = [self._cell(row, column, unit) for row, unit in enumerate(columns[code])]
            self.sheet.formula(line, column, sum_of(cells), "sum")

    def _cell(self, row: int, column: int, unit: Live) -> Live:
        return self.sheet.refer(_FIRST_ROW + row, column, unit.whole * self._unit / _FEN)

    def _yuan(self, unit: Live) -> Live:
        return Live(f"{unit.text}*rounding_fen/{_FEN}", unit.whole * self._unit / _FEN)

    def _called(self, code: str) -> str:
        return f"{code} {self._names.get(code, '')}".rstrip()
