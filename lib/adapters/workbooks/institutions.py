"""The allocation table (资金分配表): one line for each institution, and its checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from lib.adapters.workbooks import columns
from lib.adapters.workbooks.book import Book, Imprint, Live, Sheet, sum_of
from lib.adapters.workbooks.calculation import Basis, Worked
from lib.adapters.workbooks.parameters import Instalment
from lib.adapters.workbooks.rule_cells import against_mean, tier_rate
from lib.errors import N_
from lib.model.allocation import Allocation, Row, performance_pay
from lib.model.formulas.chain import WEIGHED
from lib.model.roster import Area
from lib.model.rules import AllocationRules, Formula

FIRST_ROW = 5
_FEN = 100


class Institutions:
    """Writes the allocation table of the workbook."""

    def __init__(
        self, book: Book, areas: Sequence[Area], allocation: Allocation, rules: AllocationRules
    ) -> None:
        self._book = book
        self._imprint: Imprint = book.imprint
        self._say = book.imprint.say
        self._areas = areas
        self._allocation = allocation
        self._rules = rules
        self._below: list[bool] = []
        self._columns = columns.of(allocation, rules)
        self._at = {column.code: place for place, column in enumerate(self._columns)}
        title = self._say(N_("Allocation"))
        widths = [column.width for column in self._columns]
        self.sheet: Sheet = book.sheet(title, widths, heading=title)
        self.sheet.text(FIRST_ROW - 2, 0, self._say(N_("Unit: yuan")), "remark")
        self.sheet.header(FIRST_ROW - 1, [self._say(column.title) for column in self._columns])

    @property
    def people(self) -> Live:
        """Refer to the sum of the residents."""
        rows = self._allocation.rows
        return Live(f"SUM({self.span('people')})", sum(row.population for row in rows))

    def span(self, code: str) -> str:
        """Refer to a whole column."""
        letter, last = self._letter(code), FIRST_ROW + len(self._areas)
        return f"'{self.sheet.title}'!${letter}${FIRST_ROW + 1}:${letter}${last}"

    def write_basis(
        self, scores: Sequence[Live], barred: Sequence[bool], decimals: int
    ) -> list[Basis]:
        """Write names, residents, scores and coefficients, or work points."""
        basis = []
        line_of_pass = float(self._rules.pass_line)
        self._below = [float(score.value) < line_of_pass for score in scores]
        struck = barred if self._rules.veto_money.bars else [False] * len(barred)
        for i, (area, row) in enumerate(zip(self._areas, self._allocation.rows, strict=True)):
            line, name = FIRST_ROW + i, self._imprint.name(area)
            self.sheet.number(line, 0, i + 1, "centre")
            self.sheet.text(line, 1, name)
            people = self.sheet.number(line, self._at["people"], row.population, "input whole")
            score = self.sheet.formula(line, self._at["score"], scores[i], "score")
            coefficient = Live("0", 0)
            if "coefficient" in self._at:
                text = "0" if struck[i] else self._coefficient(score.text, decimals)
                live = Live(text, float(row.coefficient))
                coefficient = self.sheet.formula(line, self._at["coefficient"], live, "ratio")
            if "work" in self._at:
                self.sheet.number(line, self._at["work"], float(row.work), "score")
            basis.append(Basis(area.code, name, people, score, coefficient))
        return basis

    def write_amounts(self, worked: Worked, instalments: Sequence[Instalment]) -> None:
        """Turn units into yuan, line by line, then add up and check."""
        units = {**worked.parts, "amount": worked.amount, "village": worked.village}
        written: dict[str, list[Live]] = {
            code: [self._yuan(cell, code, i) for i, cell in enumerate(cells)]
            for code, cells in units.items()
            if code in self._at
        }
        written["advance"] = self._advances(worked, instalments, "advance")
        written["due"] = self._advances(worked, instalments, "due")
        for code in ("recovered", "settlement", "pay"):
            if code in self._at:
                cells = enumerate(self._allocation.rows)
                written[code] = [self._following(code, i, row) for i, row in cells]
        for i in range(len(self._areas)):
            self._remark(i)
        self._finish(written)

    def _coefficient(self, score: str, decimals: int) -> str:
        """Write the coefficient that follows from a score, by formula."""
        if self._rules.formula == Formula.F3:
            return tier_rate(f"ROUND({score},{decimals})", self._rules)
        passing = f"IF({score}>=pass_line,1,below_factor)"
        if self._rules.formula == Formula.F5:
            return f"{against_mean(score, self._rules)}*{passing}"
        return f"{score}/100*{passing}"

    def _yuan(self, units: Live, code: str, line: int) -> Live:
        fen = getattr(self._allocation.rows[line], code)
        live = Live(f"({units.text})*rounding_fen/{_FEN}", fen / _FEN)
        return self.sheet.formula(FIRST_ROW + line, self._at[code], live, "yuan")

    def _advances(self, worked: Worked, instalments: Sequence[Instalment], code: str) -> list[Live]:
        """Add up the instalments that are paid, or those that are not yet."""
        written = []
        for i, row in enumerate(self._allocation.rows):
            counts = [
                p.paid.text if code == "advance" else f"(1-{p.paid.text})" for p in instalments
            ]
            parts = [
                f"{part[i].text}*{count}"
                for part, count in zip(worked.advances, counts, strict=True)
            ]
            fen = row.advance if code == "advance" else sum(row.advances) - row.advance
            live = Live(f"({'+'.join(parts) or 0})*rounding_fen/{_FEN}", fen / _FEN)
            written.append(self.sheet.formula(FIRST_ROW + i, self._at[code], live, "yuan"))
        return written

    def _following(self, code: str, line: int, row: Row) -> Live:
        """Write what is owed from last year, what is settled, the base of performance pay."""
        at = FIRST_ROW + line
        if code == "recovered":
            return self.sheet.number(at, self._at[code], row.recovered / _FEN, "input yuan")
        if code == "pay":
            kept = f"ROUND(({self._cell('amount', line)}-{self._cell('village', line)})*{_FEN},0)"
            half = f"2*{kept}*ROUND(pay_share*share_scale,0)+share_scale*rounding_fen"
            text = f"INT(({half})/(2*share_scale*rounding_fen))*rounding_fen/{_FEN}"
            live = Live(text, (performance_pay(row, self._rules) or 0) / _FEN)
            return self.sheet.formula(at, self._at[code], live, "yuan")
        minus = ["advance", "due", *(["recovered"] if "recovered" in self._at else [])]
        paid = "".join(f"-{self._cell(name, line)}" for name in minus)
        live = Live(f"ROUND({self._cell('amount', line)}{paid},2)", row.settlement / _FEN)
        return self.sheet.formula(at, self._at[code], live, "yuan")

    def _remark(self, line: int) -> None:
        """Say what a reader has to notice; the words follow the figures."""
        row = self._allocation.rows[line]
        owed = self._say(N_("To be recovered"))
        texts = [f'IF({self._cell("settlement", line)}<0,"{owed} ","")']
        words = [owed] if row.settlement < 0 else []
        if self._rules.formula in WEIGHED:
            below, score = self._say(N_("Below the pass line")), self._cell("score", line)
            texts.append(f'IF({score}<pass_line,"{below} ","")')
            words += [below] if self._below[line] else []
        none = self._say(N_("No performance money"))
        texts.append(f'IF({self._cell("performance", line)}=0,"{none}","")')
        words += [none] if row.performance == 0 else []
        live = Live(f"TRIM({'&'.join(texts)})", " ".join(words))
        self.sheet.formula(FIRST_ROW + line, self._at["remark"], live, "text")

    def _finish(self, written: Mapping[str, list[Live]]) -> None:
        """Write sums, and below each the check that it equals what it was shared from."""
        line = FIRST_ROW + len(self._areas)
        for column in self._columns:
            self.sheet.text(line, self._at[column.code], "", "sum text")
        self.sheet.text(line, 1, self._say(N_("Total")), "sum text")
        self.sheet.formula(line, self._at["people"], self.people, "sum whole")
        sums = {
            code: self.sheet.formula(line, self._at[code], sum_of(cells), "sum")
            for code, cells in written.items()
        }
        self._carried(line + 1, sums)
        self._checks(line + 2, sums)
        signed = (N_("Drawn up by:"), N_("Checked by:"), N_("Date:"))
        places = (1, self._at["performance"], self._at["settlement"])
        for place, words in zip(places, signed, strict=True):
            self.sheet.text(line + 4, place, self._say(words), "remark")

    def _carried(self, line: int, sums: Mapping[str, Live]) -> None:
        """Write what the rules leave undistributed, and give it a name."""
        left = "pool_fen-whole_units*rounding_fen"
        if self._rules.formula in WEIGHED:
            earned = f"SUMPRODUCT({self.span('people')},{self.span('coefficient')})"
            nobody = f'AND({earned}=0,formula_code="F2",nobody_rule="carry_over")'
            left += f"+IF({nobody},performance_units*rounding_fen,0)"
        else:
            left += "+performance_units*rounding_fen"
            left += "".join(
                f"-{sums[code].text}*{_FEN}" for code in ("performance", "award") if code in sums
            )
        given = [f"-{sums[code].text}*{_FEN}" for code in columns.MAY_LEAVE if code in sums]
        text = f"ROUND({left}{''.join(given)},0)/{_FEN}"
        live = Live(text, self._allocation.carried_over / _FEN)
        self.sheet.text(line, 1, self._say(N_("Carried over")), "sum text")
        self._book.define("carried_yuan", self.sheet.formula(line, self._at["amount"], live, "sum"))

    def _checks(self, line: int, sums: Mapping[str, Live]) -> None:
        self.sheet.text(line, 1, self._say(N_("Check: adds up to its pool")), "centre")
        amount = sums["amount"].text
        parts = "".join(f"-{sums[code].text}" for code in columns.PARTS if code in sums)
        paid = "".join(
            f"-{sums[code].text}"
            for code in ("advance", "due", "recovered", "settlement")
            if code in sums
        )
        checks = {
            "base": f"{sums['base'].text}*100-base_units*rounding_fen" if "base" in sums else "",
            "performance": f"({amount}{parts})*100",
            **{code: f"{sums[code].text}*100" for code in columns.MOVE if code in sums},
            "amount": f"({amount}+carried_yuan)*100-pool_fen",
            "settlement": f"({amount}{paid})*100",
        }
        for code, difference in checks.items():
            if difference:
                live = Live(f'IF(ROUND({difference},0)=0,"✓","✗")', "✓")
                self.sheet.formula(line, self._at[code], live, "centre")

    def _letter(self, code: str) -> str:
        return str(xl_col_to_name(self._at[code]))

    def _cell(self, code: str, line: int) -> str:
        return f"{self._letter(code)}{FIRST_ROW + line + 1}"
