"""The registers: what stands in them, what they come to, and what is entered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from lib.adapters import uploads
from lib.adapters.rule_files import catalogue
from lib.adapters.workbooks import register_form
from lib.model.authors import Author
from lib.model.intake.names import NameIndex, name_index
from lib.model.journal import Posting
from lib.model.parameters import DatedValue
from lib.model.registers import accreditation, checks, contract, declarations, ledger, sheets
from lib.model.registers import kpis as figures
from lib.model.registers.contract import Hidden
from lib.model.registers.declarations import Declarations, Register, Values
from lib.model.registers.kpis import Held, Kpis, Strip
from lib.model.registers.ledger import Change, Entry, Wish
from lib.model.registers.sheets import Desk, Reading
from lib.model.roster import INSTITUTION_KINDS
from lib.project import Project
from pages.ui import load, state
from pages.ui.load import clock, journal

BOOKS = ("accreditation", "contract", "staff", "investment", "practice")
_KEPT = 4


def kpis() -> Kpis:
    """Return the figures of the county on the day looked at."""
    return figures.kpis(held())


def of_institution(code: str) -> Strip:
    """Return the figures of one institution on the day looked at."""
    return figures.strip(held(), code)


def held(day: date | None = None) -> Held:
    """Return everything the registers hold, read on a day."""
    return _held(_version(), day or as_of())


def as_of() -> date:
    """Return the day the registers are read on: today, or the end of an earlier period."""
    chosen, newest = state.filters(), next(iter(load.periods()), "")
    return clock.today() if chosen.period == newest else chosen.day


def register(code: str) -> Register:
    """Return the declaration of a register."""
    return _declarations(load.version()).registers[code]


def of_book(book: str) -> tuple[Register, ...]:
    """Return the registers that a book holds."""
    return _declarations(load.version()).of_book(book)


def parameter(name: str) -> DatedValue:
    """Return a parameter of data/registers.yaml, with its source."""
    return _declarations(load.version()).parameters[name].at(as_of())


def entries(code: str) -> dict[str, Entry]:
    """Return the rows that stand in a register."""
    one = register(code)
    return ledger.of(one, _standing(journal.version(one.book), one.book))


def changes(code: str) -> tuple[Change, ...]:
    """Return every change of a register, the newest first."""
    one = register(code)
    every = _history(journal.version(one.book), one.book)
    return tuple(c for c in reversed(every) if c.entry.subject.startswith(f"{code}/"))


def seen(code: str, subject: str) -> int:
    """Return the number of the last posting of a row; 0 if there never was one."""
    one = register(code)
    return _seen(journal.version(one.book), one.book).get(subject, 0)


def hidden() -> Hidden:
    """Return which small counts of family doctors may not be shown."""
    return _hidden(journal.version("contract"), load.version(), load.rules().small_cell)


def covered() -> frozenset[str]:
    """Return the subjects of the rows whose counts may not be shown."""
    return frozenset(f"contract/{year}/{area}/{group}" for area, year, group in hidden().reasons)


def enter(code: str, wishes: Sequence[Wish], key: str, author: Author) -> tuple[Posting, ...]:
    """Enter rows, all or none.

    Raises
    ------
    InputError
        Naming the first fault, or who was quicker.
    """
    one = register(code)
    return journal.post(ledger.enter(one, wishes, _checker()), key, author, one.book)


def withdraw(code: str, row: Entry, key: str, author: Author) -> tuple[Posting, ...]:
    """Take a row out, for the reason the author gives.

    Raises
    ------
    InputError
        If there is no reason, or somebody was quicker.
    """
    one = register(code)
    deed = ledger.withdraw(one, row.subject, row.number, author.reason)
    return journal.post(deed, key, author, one.book)


def opened(code: str, content: bytes, name: str) -> Reading:
    """Read a file of a register.

    Raises
    ------
    FindingsError
        With every bad cell and its address; nothing is stored either way.
    """
    one = register(code)
    rows = _standing(journal.version(one.book), one.book)
    last = _seen(journal.version(one.book), one.book)
    desk = Desk(one, _names(load.version()), rows, last, _checker())
    return sheets.read(uploads.read(content, name), desk)


def rows(code: str) -> list[dict[str, object]]:
    """Return the rows of a register as they stand in a file that can be brought in again."""
    areas, unseen = load.institutions(), covered()
    standing = sorted(entries(code).values(), key=lambda entry: entry.subject)
    return sheets.rows(
        register(code),
        standing,
        lambda area: areas[area].name if area in areas else area,
        lambda entry: contract.COUNTS if entry.subject in unseen else frozenset(),
    )


def form(
    code: str, filled: Sequence[Mapping[str, object]], say: Callable[[str], str], remark: str
) -> bytes:
    """Make the workbook of a register, empty or with rows."""
    names = [area.name for area in load.institutions().values()]
    return register_form.form(register(code), filled, names, say, remark)


def _version() -> str:
    return f"{load.version()}|{journal.version(*BOOKS)}"


def _checker() -> checks.Checker:
    return checks.Checker(
        _declarations(load.version()), frozenset(load.institutions()), clock.today()
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _declarations(version: str) -> Declarations:
    data = Project().data
    items = catalogue.load_service_items(data / "service_items.csv")
    indicators = catalogue.load_indicators(data / "indicators.csv")
    words = {
        "items": {item.code: item.name for item in items.history},
        "indicators": {code: indicator.name for code, indicator in indicators.items()},
    }
    return Project().read("registers.yaml", lambda content: declarations.parse(content, words))


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(version: str) -> NameIndex:
    return name_index(load.roster().of_kind(*INSTITUTION_KINDS))


@st.cache_resource(max_entries=2 * len(BOOKS), show_spinner=False)
def _standing(version: str, book: str) -> dict[str, Entry]:
    return ledger.stand(journal.postings(book))


@st.cache_resource(max_entries=2 * len(BOOKS), show_spinner=False)
def _history(version: str, book: str) -> tuple[Change, ...]:
    return ledger.history(journal.postings(book))


@st.cache_resource(max_entries=2 * len(BOOKS), show_spinner=False)
def _seen(version: str, book: str) -> dict[str, int]:
    return ledger.seen(journal.postings(book))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _hidden(version: str, rules: str, threshold: int | None) -> Hidden:
    return contract.hidden(register("contract"), _values("contract"), threshold)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _held(version: str, day: date) -> Held:
    areas = load.roster().on(day).of_kind(*INSTITUTION_KINDS)
    served = {area.code: area.served for area in areas if area.served is not None}
    told = _declarations(load.version())
    validity, notice = (
        told.parameters[f"accreditation_{name}"].at(day).value for name in ("validity", "notice")
    )
    rules = accreditation.Rules(validity, notice)
    found = {code: _values(code) for code in told.registers}
    return Held(
        tuple(area.code for area in areas),
        day,
        rules,
        found,
        contract.figures(found["contract"], served),
        {area.code: area.population for area in areas},
    )


def _values(code: str) -> list[Values]:
    return [entry.values for entry in entries(code).values()]
