"""The rectification ledger and the parts of payments held for it, read and written.

Caches are keyed by the files and by the number of the last posting of the two books.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from lib.adapters.workbooks.ledger import write_ledger
from lib.model.authors import Author
from lib.model.journal import Draft, Posting
from lib.model.problems import Problem
from lib.model.quarters import Quarter, quarter_of
from lib.model.rectification import deeds, items, openings, paying
from lib.model.rectification import held as accounts
from lib.model.rectification import rates as rated
from lib.model.rectification.acts import Act, Wish
from lib.model.rectification.held import Account, Due, Purse
from lib.model.rectification.items import Item, Ledger
from lib.model.rectification.rates import Rates
from lib.model.rectification.rules import LedgerRules, parse_rules
from lib.model.rectification.states import Deed
from lib.project import Project
from pages.ui import load
from pages.ui.load import clock, journal

BOOKS = (items.BOOK, accounts.BOOK)
_PROJECT = Project()


def rules() -> LedgerRules:
    """Return deadlines, recurrence and shares held through time."""
    return _rules(load.version())


def ledger(day: date | None = None) -> Ledger:
    """Return every item, as it stands now or as it stood at the end of a day."""
    return _ledger(journal.version(items.BOOK), day)


def recurrences(day: date | None = None) -> dict[str, str]:
    """Return the number of the earlier item, by number of the item that came back."""
    quarters = rules().recurrence_on(clock.today()).quarters
    return _recurrences(journal.version(items.BOOK), day, quarters)


def rates(quarter: Quarter) -> Rates:
    """Return the rates of a quarter as it ended, or as it stands while it goes on."""
    day = rated.end_of(quarter, clock.today())
    return rated.rates(ledger(day).items.values(), recurrences(day), quarter, day)


def grouped(key: Callable[[Item], str], quarter: Quarter) -> dict[str, Rates]:
    """Return the rates of a quarter for every group of items."""
    day = rated.end_of(quarter, clock.today())
    return rated.grouped(ledger(day), recurrences(day), key, quarter, day)


def of_institution(code: str) -> tuple[Item, ...]:
    """Return the items of an institution, in order of opening."""
    return ledger().of_area(code)


def overdue() -> tuple[Item, ...]:
    """Return the open items past their deadline, the longest first."""
    return ledger().overdue(clock.today())


def purse() -> Purse:
    """Return every payment with what is held of it."""
    return _purse(journal.version(accounts.BOOK))


def held(code: str) -> tuple[Account, ...]:
    """Return the payments of an institution, each with what is held and released."""
    return purse().of_area(code)


def open_origins() -> dict[str, str]:
    """Return the number of the item that each origin has opened; closed ones included."""
    return ledger().origins


def act(by: str = "", on: date | None = None, *, author: Author) -> Act:
    """Say who does something on which day; the operator today, if not told otherwise."""
    return Act(by.strip() or author.name, on or clock.today(), clock.today())


def open_items(problems: Sequence[Problem], key: str, author: Author) -> tuple[Posting, ...]:
    """Open an item for each problem."""
    now = act(author=author)
    return journal.post(
        lambda known: openings.open_items(known, problems, now), key, author, items.BOOK
    )


def reopen(wish: Wish, by: Act, key: str, author: Author) -> tuple[Posting, ...]:
    """Open a new item for a closed one, found in the quarter of the day."""
    quarter = str(quarter_of(by.on))
    return journal.post(
        lambda known: openings.reopen(known, wish, quarter, by), key, author, items.BOOK
    )


def issue(wishes: Sequence[Wish], by: Act, key: str, author: Author) -> tuple[Posting, ...]:
    """Issue new items, all or none."""
    held_rules = rules()
    return journal.post(
        lambda known: deeds.issue(known, wishes, by, held_rules), key, author, items.BOOK
    )


def do(deed: Deed, wish: Wish, by: Act, key: str, author: Author) -> tuple[Posting, ...]:
    """Do something to one item; a close-out releases in the same breath what it held."""
    held_rules = rules()

    def decide(known: tuple[Posting, ...]) -> Sequence[Draft]:
        if deed == Deed.EXTEND:
            return deeds.extend(known, wish, by, held_rules)
        if deed == Deed.CLOSE:
            return paying.close_out(known, wish, by)
        return deeds.SINGLE[deed](known, wish, by)

    return journal.post(decide, key, author, *BOOKS)


def pay(dues: Sequence[Due], by: Act, key: str, author: Author) -> tuple[Posting, ...]:
    """Post payments with the parts held for the items open on their day."""
    held_rules = rules()
    return journal.post(lambda known: paying.pay(known, dues, by, held_rules), key, author, *BOOKS)


def cancel(number: str, reason: str, by: Act, key: str, author: Author) -> tuple[Posting, ...]:
    """Take back a payment that was never made."""
    return journal.post(lambda known: paying.cancel(known, number, reason, by), key, author, *BOOKS)


def workbook(title: str, rows: Sequence[Mapping[str, object]], remark: str) -> bytes:
    """Write the ledger as an Excel table."""
    return write_ledger(title, rows, remark)


@st.cache_resource(max_entries=2, show_spinner=False)
def _rules(version: str) -> LedgerRules:
    return _PROJECT.read("rectification.yaml", parse_rules)


@st.cache_resource(max_entries=8, show_spinner=False)
def _ledger(version: str, day: date | None) -> Ledger:
    return items.stand(journal.postings(items.BOOK), day)


@st.cache_resource(max_entries=8, show_spinner=False)
def _recurrences(version: str, day: date | None, quarters: int) -> dict[str, str]:
    return rated.recurrences(_ledger(version, day), quarters)


@st.cache_resource(max_entries=2, show_spinner=False)
def _purse(version: str) -> Purse:
    return accounts.stand_money(journal.postings(accounts.BOOK))
