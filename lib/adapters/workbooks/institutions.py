"""The allocation table (资金分配表): one line for each institution, and its checks."""

from __future__ import annotations

from collections.abc import Sequence

from lib.adapters.workbooks.book import Book, Imprint, Live, Sheet, sum_of
from lib.adapters.workbooks.calculation import Basis, Worked
from lib.adapters.workbooks.parameters import Instalment
from lib.errors import N_
from lib.model.allocation import Allocation
from lib.model.roster import Area

FIRST_ROW = 5
_FEN = 100
_PEOPLE, _SCORE, _COEFFICIENT = 2, 3, 4
_BASE, _PERFORMANCE, _ADJUSTMENT, _AMOUNT, _PAID, _DUE, _SETTLEMENT, _VILLAGE = range(5, 13)
_REMARK = 13
_COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("No."), 5),
    (N_("Institution"), 25),
    (N_("Residents served"), 11),
    (N_("Score"), 8),
    (N_("Coefficient"), 9),
    (N_("Base"), 15),
    (N_("Performance"), 15),
    (N_("Floors and caps"), 12),
    (N_("Amount"), 16),
    (N_("Advance paid"), 15),
    (N_("Advance not yet due"), 14),
    (N_("Settlement"), 15),
    (N_("Of which villages"), 15),
    (N_("Remark"), 16),
)


class Institutions:
    """Writes the allocation table of the workbook."""

    def __init__(self, book: Book, areas: Sequence[Area], allocation: Allocation) -> None:
        self._book = book
        self._imprint: Imprint = book.imprint
        self._say = book.imprint.say
        self._areas = areas
        self._allocation = allocation
        title = self._say(N_("Allocation"))
        self.sheet: Sheet = book.sheet(title, [width for _, width in _COLUMNS], heading=title)
        self.sheet.text(FIRST_ROW - 2, 0, self._say(N_("Unit: yuan")), "remark")
        self.sheet.header(FIRST_ROW - 1, [self._say(head) for head, _ in _COLUMNS])

    @property
    def people(self) -> Live:
        """Refer to the sum of the residents."""
        rows = self._allocation.rows
        cells = f"'{self.sheet.title}'!$C${FIRST_ROW + 1}:$C${FIRST_ROW + len(rows)}"
        return Live(f"SUM({cells})", sum(row.population for row in rows))

    def write_basis(self, scores: Sequence[Live], barred: Sequence[bool]) -> list[Basis]:
        """Write names, residents, scores and coefficients."""
        basis = []
        rows = self._allocation.rows
        for i, (area, row) in enumerate(zip(self._areas, rows, strict=True)):
            line, name = FIRST_ROW + i, self._imprint.name(area)
            self.sheet.number(line, 0, i + 1, "centre")
            self.sheet.text(line, 1, name)
            people = self.sheet.number(line, _PEOPLE, row.population, "input whole")
            score = self.sheet.formula(line, _SCORE, scores[i], "score").text
            text = "0" if barred[i] else f"{score}/100*IF({score}>=pass_line,1,below_factor)"
            live = Live(text, float(row.coefficient))
            coefficient = self.sheet.formula(line, _COEFFICIENT, live, "ratio")
            basis.append(Basis(area.code, name, people, coefficient))
        return basis

    def write_amounts(self, worked: Worked, instalments: Sequence[Instalment]) -> None:
        """Turn units into yuan, line by line, then add up and check."""
        columns = {
            _BASE: [self._yuan(units, _BASE, i) for i, units in enumerate(worked.base)],
            _PERFORMANCE: [
                self._yuan(units, _PERFORMANCE, i) for i, units in enumerate(worked.performance)
            ],
            _AMOUNT: [self._yuan(units, _AMOUNT, i) for i, units in enumerate(worked.amount)],
            _VILLAGE: [self._yuan(units, _VILLAGE, i) for i, units in enumerate(worked.village)],
        }
        columns[_ADJUSTMENT] = [self._adjustment(i) for i in range(len(self._areas))]
        columns[_PAID] = self._advances(worked, instalments, _PAID)
        columns[_DUE] = self._advances(worked, instalments, _DUE)
        columns[_SETTLEMENT] = [self._settlement(i) for i in range(len(self._areas))]
        for i in range(len(self._areas)):
            self._remark(i)
        self._finish(columns)

    def _yuan(self, units: Live, column: int, line: int) -> Live:
        row = self._allocation.rows[line]
        fen = {
            _BASE: row.base,
            _PERFORMANCE: row.performance,
            _AMOUNT: row.amount,
            _VILLAGE: row.village,
        }[column]
        live = Live(f"({units.text})*rounding_fen/{_FEN}", fen / _FEN)
        return self.sheet.formula(FIRST_ROW + line, column, live, "yuan")

    def _adjustment(self, line: int) -> Live:
        row, at = self._allocation.rows[line], FIRST_ROW + line + 1
        live = Live(f"ROUND(I{at}-F{at}-G{at},2)", row.adjustment / _FEN)
        return self.sheet.formula(at - 1, _ADJUSTMENT, live, "yuan")

    def _advances(
        self, worked: Worked, instalments: Sequence[Instalment], column: int
    ) -> list[Live]:
        """Add up the instalments that are paid, or those that are not yet."""
        written = []
        for i, row in enumerate(self._allocation.rows):
            counts = [p.paid.text if column == _PAID else f"(1-{p.paid.text})" for p in instalments]
            parts = [
                f"{part[i].text}*{count}"
                for part, count in zip(worked.advances, counts, strict=True)
            ]
            fen = row.advance if column == _PAID else sum(row.advances) - row.advance
            live = Live(f"({'+'.join(parts) or 0})*rounding_fen/{_FEN}", fen / _FEN)
            written.append(self.sheet.formula(FIRST_ROW + i, column, live, "yuan"))
        return written

    def _settlement(self, line: int) -> Live:
        row, at = self._allocation.rows[line], FIRST_ROW + line + 1
        live = Live(f"ROUND(I{at}-J{at}-K{at},2)", row.settlement / _FEN)
        return self.sheet.formula(at - 1, _SETTLEMENT, live, "yuan")

    def _remark(self, line: int) -> None:
        """Say what a reader has to notice; the words follow the figures."""
        row, at = self._allocation.rows[line], FIRST_ROW + line + 1
        back, below = self._say(N_("To be recovered")), self._say(N_("Below the pass line"))
        words = [back] if row.settlement < 0 else []
        if row.coefficient == 0:
            words.append(self._say(N_("No performance money")))
        none = f'IF(E{at}=0,"{self._say(N_("No performance money"))}","")'
        text = f'TRIM(IF(L{at}<0,"{back} ","")&IF(D{at}<pass_line,"{below} ","")&{none})'
        self.sheet.formula(at - 1, _REMARK, Live(text, " ".join(words)), "text")

    def _finish(self, columns: dict[int, list[Live]]) -> None:
        """Write sums, and below each the check that it equals what it was shared from."""
        line = FIRST_ROW + len(self._areas)
        self.sheet.text(line, 0, "", "sum text")
        self.sheet.text(line, 1, self._say(N_("Total")), "sum text")
        self.sheet.formula(line, _PEOPLE, self.people, "sum whole")
        for column in (_SCORE, _COEFFICIENT, _REMARK):
            self.sheet.text(line, column, "", "sum text")
        sums = {
            column: self.sheet.formula(line, column, sum_of(cells), "sum")
            for column, cells in columns.items()
        }
        self._carried(line + 1)
        self._checks(line + 2, sums)
        signed = (N_("Drawn up by:"), N_("Checked by:"), N_("Date:"))
        for column, words in zip((1, _PERFORMANCE, _SETTLEMENT), signed, strict=True):
            self.sheet.text(line + 4, column, self._say(words), "remark")

    def _carried(self, line: int) -> None:
        """Write what the rules leave undistributed, and give it a name."""
        rows = (FIRST_ROW + 1, FIRST_ROW + len(self._areas))
        earned = "SUMPRODUCT({},{})".format(*(f"{c}{rows[0]}:{c}{rows[1]}" for c in "CE"))
        nobody = f'AND({earned}=0,formula_code="F2",nobody_rule="carry_over")'
        left = "pool_fen-whole_units*rounding_fen"
        live = Live(
            f"({left}+IF({nobody},performance_units*rounding_fen,0))/{_FEN}",
            self._allocation.carried_over / _FEN,
        )
        self.sheet.text(line, 1, self._say(N_("Carried over")), "sum text")
        self._book.define("carried_yuan", self.sheet.formula(line, _AMOUNT, live, "sum"))

    def _checks(self, line: int, sums: dict[int, Live]) -> None:
        self.sheet.text(line, 1, self._say(N_("Check: adds up to its pool")), "centre")
        amount, unit = sums[_AMOUNT].text, "rounding_fen"
        checks = {
            _BASE: f"{sums[_BASE].text}*100-base_units*{unit}",
            _ADJUSTMENT: f"{sums[_ADJUSTMENT].text}*100",
            _AMOUNT: f"({amount}+carried_yuan)*100-pool_fen",
            _SETTLEMENT: f"({amount}-{sums[_PAID].text}-{sums[_DUE].text}"
            f"-{sums[_SETTLEMENT].text})*100",
        }
        for column, difference in checks.items():
            live = Live(f'IF(ROUND({difference},0)=0,"✓","✗")', "✓")
            self.sheet.formula(line, column, live, "centre")
