"""What is wrong with a row: by its declaration, and by what its register means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.errors import N_
from lib.model.registers import accreditation, cells, contract, ledger, practice
from lib.model.registers.cells import Fault
from lib.model.registers.declarations import Declarations, Register, Shape, Values
from lib.model.registers.ledger import Rows


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks rows on a day, for the institutions there are; it is a `ledger.Check`."""

    declarations: Declarations
    areas: frozenset[str]
    today: date

    def __call__(self, register: Register, values: Values, rows: Rows) -> Sequence[Fault]:
        """Return every fault of a row; those of its meaning only if its cells are right."""
        found = _generic(register, values, self.today)
        found += self._strangers(register, values)
        if found or register.code not in _MEANT:
            return found
        return _MEANT[register.code](values, self._others(register, rows))

    def _strangers(self, register: Register, values: Values) -> list[Fault]:
        message = N_("“{text}” is no institution of the roster.")
        return [
            Fault(code, message, {"text": values[code]})
            for code, column in register.columns.items()
            if column.shape is Shape.AREA
            and values.get(code) is not None
            and values[code] not in self.areas
        ]

    def _others(self, register: Register, rows: Rows) -> list[Values]:
        """Return the rows a register's meaning leans on: rounds for gaps, else its own."""
        other = "accreditation" if register.code == "gaps" else register.code
        held = ledger.of(self.declarations.registers[other], rows).values()
        return [entry.values for entry in held]


def _round_faults(values: Values, _rows: Sequence[Values]) -> list[Fault]:
    return accreditation.faults(values)


_MEANT: Mapping[str, Callable[[Values, Sequence[Values]], list[Fault]]] = {
    "accreditation": _round_faults,
    "gaps": accreditation.gap_faults,
    "contract": contract.faults,
    "practice": practice.faults,
}


def _generic(register: Register, values: Values, today: date) -> list[Fault]:
    """Tell what is wrong with a row by the declaration of its register alone."""
    found = []
    for code, column in register.columns.items():
        value = values.get(code)
        found += cells.faults(column, value)
        if value is not None:
            found += _misfits(register, code, values, today)
    return found


def _misfits(register: Register, code: str, values: Values, today: date) -> list[Fault]:
    column, value, found = register.columns[code], values[code], []
    told: dict[str, object] = {"column": column.heading}
    limit = values.get(column.at_most) if column.at_most else None
    if isinstance(limit, int) and isinstance(value, int) and value > limit:
        other = register.columns[column.at_most].heading
        message = N_("“{column}” {value} exceeds “{other}” {limit}.")
        found.append(Fault(code, message, told | {"value": value, "other": other, "limit": limit}))
    for condition, word in (column.only or {}).items():
        if values.get(condition) != word:
            option = (register.columns[condition].options or {})[word]
            message = N_("“{column}” is filled only for {word}.")
            found.append(Fault(code, message, told | {"word": option.name}))
    if column.past and str(value) > today.isoformat():
        message = N_("“{column}” {value} lies ahead of today, {today}.")
        told_days = {"value": value, "today": today.isoformat()}
        found.append(Fault(code, message, told | told_days))
    if column.within and values.get(column.within) is not None:
        year = values[column.within]
        if str(value)[:4] != str(year):
            message = N_("“{column}” {value} does not lie in {year}.")
            found.append(Fault(code, message, told | {"value": value, "year": year}))
    return found
