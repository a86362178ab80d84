"""The village split (村级分配): every institution's share, over its clinics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from lib.adapters.workbooks.book import Book, Live, Sheet, span_of, sum_of
from lib.adapters.workbooks.division import rounded, whole_weights
from lib.adapters.workbooks.sharing import Line, Sharing
from lib.errors import N_
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.roster import Area
from lib.model.rules import AllocationRules, VillageSplit
from lib.model.villages import Village, VillageRow

_FIRST_ROW = 5
_FEN = 100
_PEOPLE, _SCORE, _AMOUNT = 4, 5, 6
_COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("No."), 6),
    (N_("Institution"), 26),
    (N_("Village clinic"), 28),
    (N_("Code"), 16),
    (N_("Residents"), 12),
    (N_("Score"), 10),
    (N_("Amount"), 18),
)


def is_counted(rules: AllocationRules) -> bool:
    """Tell whether the weights of the clinics are counted by the system, not by formulas."""
    workload = rules.village_split == VillageSplit.WORKLOAD
    return workload or bool(rules.remoteness) or bool(rules.village_steps)


class Villages:
    """Writes the village split; clinics stand together by institution, in order of codes."""

    def __init__(
        self, book: Book, village: Village, names: Mapping[str, Area], rules: AllocationRules
    ) -> None:
        self._rules = rules
        self._unit = ROUNDING_UNITS[rules.rounding_unit]
        self._say = book.imprint.say
        self._name = book.imprint.name
        self._names = names
        self._rows = sorted(village.rows, key=lambda row: (row.institution, row.area))
        title = self._say(N_("Villages"))
        self.sheet: Sheet = book.sheet(title, [width for _, width in _COLUMNS], heading=title)
        self.sheet.text(_FIRST_ROW - 2, 0, self._say(N_("Unit: yuan")), "remark")
        self.sheet.header(_FIRST_ROW - 1, [self._say(head) for head, _ in _COLUMNS])

    def write(self, work: Sharing, parts: Mapping[str, Live], scale: int) -> None:
        """Share every institution's part; a floor of the clinics is solved by the system.

        Parameters
        ----------
        work
            Working sheet.
        parts
            Units of the village share by institution.
        scale
            What residents times score is multiplied by to be whole.
        """
        raw = self._weights(work, parts, scale)
        if self._rules.village_floor is not None:
            self._finish(self._solved(work), parts)
            return
        work.caption(self._say(N_("Village share, split over the clinics")))
        cells: list[Live] = []
        at = 0
        for institution, members in groupby(self._rows, key=lambda row: row.institution):
            rows = list(members)
            own = raw[at : at + len(rows)]
            lines = [
                Line(row.area, self._called(row.area), self._or_people(weight, own, at + i))
                for i, (row, weight) in enumerate(zip(rows, own, strict=True))
            ]
            at += len(rows)
            units = work.share(parts[institution], lines, last=at == len(self._rows))
            cells += [self._amount(at - len(rows) + i, unit) for i, unit in enumerate(units)]
        self._finish(cells, parts)

    def _solved(self, work: Sharing) -> list[Live]:
        """Write the amounts of the clinics as the system solved them."""
        caption = self._say(N_("Village share, split over the clinics"))
        table = work.table(caption, [(row.area, self._called(row.area)) for row in self._rows])
        units = [row.amount // self._unit for row in self._rows]
        told = self._say(N_("Solved by the system, units"))
        cells = table.column(told, [Live(str(count), count) for count in units])
        return [self._amount(line, cell) for line, cell in enumerate(cells)]

    def _weights(self, work: Sharing, parts: Mapping[str, Live], scale: int) -> list[Live]:
        """Write residents and scores, and the weight that follows from them."""
        table = work.table(
            self._say(N_("Weights of the clinics")),
            [(row.area, self._called(row.area)) for row in self._rows],
        )
        workload = table.column(self._say(N_("Work points")), self._workload(parts))
        raw = []
        for i, row in enumerate(self._rows):
            people, score = self._basis(i, row)
            by_score = rounded([row.population * (row.score or Fraction())], scale)[0]
            if is_counted(self._rules):
                raw.append(workload[i])
                continue
            values = {
                VillageSplit.POPULATION: row.population,
                VillageSplit.POPULATION_SCORE: by_score,
            }
            text = (
                f'IF(village_split="population",{people},ROUND({people}*{score}*village_scale,0))'
            )
            raw.append(Live(text, values[self._rules.village_split]))
        return table.column(self._say(N_("Weight")), raw)

    def _basis(self, line: int, row: VillageRow) -> tuple[str, str]:
        """Write one clinic; returns the cells of its residents and of its score."""
        at = _FIRST_ROW + line
        self.sheet.number(at, 0, line + 1, "centre")
        self.sheet.text(at, 1, self._called(row.institution))
        self.sheet.text(at, 2, self._called(row.area))
        self.sheet.text(at, 3, row.area)
        people = self.sheet.number(at, _PEOPLE, row.population, "input whole")
        if row.score is None:
            self.sheet.blank(at, _SCORE)
        else:
            self.sheet.number(at, _SCORE, float(row.score), "input score")
        score = people.text.replace("$E$", "$F$")
        return people.text, score

    def _workload(self, parts: Mapping[str, Live]) -> list[Live]:
        """Write weights as the system counted them, made whole; none where they are live."""
        if not is_counted(self._rules):
            return [Live("0", 0)] * len(self._rows)
        found: list[Live] = []
        for institution, members in groupby(self._rows, key=lambda row: row.institution):
            weights = [row.weight for row in members]
            whole = whole_weights(weights, parts[institution].whole)
            found += [Live(str(points), points) for points in whole]
        return found

    def _or_people(self, weight: Live, own: Sequence[Live], line: int) -> Live:
        """Where no clinic of an institution has a weight, residents count."""
        row = self._rows[line]
        people = f"'{self.sheet.title}'!$E${_FIRST_ROW + line + 1}"
        value = weight.value if any(cell.value for cell in own) else row.population
        return Live(f"IF(SUM({span_of(own)})=0,{people},{weight.text})", value)

    def _amount(self, line: int, units: Live) -> Live:
        live = Live(f"{units.text}*rounding_fen/{_FEN}", self._rows[line].amount / _FEN)
        return self.sheet.formula(_FIRST_ROW + line, _AMOUNT, live, "yuan")

    def _finish(self, cells: Sequence[Live], parts: Mapping[str, Live]) -> None:
        """Add up, and check against the shares of the institutions that have clinics."""
        line = _FIRST_ROW + len(cells)
        for column in range(_PEOPLE + 2):
            self.sheet.text(line, column, "", "sum text")
        self.sheet.text(line, 1, self._say(N_("Total")), "sum text")
        people = f"SUM(E{_FIRST_ROW + 1}:E{line})"
        total = sum(row.population for row in self._rows)
        self.sheet.formula(line, _PEOPLE, Live(people, total), "sum whole")
        summed = self.sheet.formula(line, _AMOUNT, sum_of(cells), "sum")
        served = {row.institution for row in self._rows}
        shares = "+".join(parts[code].text for code in sorted(served))
        check = f'IF(ROUND({summed.text}*100-({shares})*rounding_fen,0)=0,"✓","✗")'
        self.sheet.text(line + 1, 1, self._say(N_("Check: adds up to its pool")), "centre")
        self.sheet.formula(line + 1, _AMOUNT, Live(check, "✓"), "centre")

    def _called(self, code: str) -> str:
        return self._name(self._names[code])
