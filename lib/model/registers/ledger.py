"""What stands in a register, what stood before, and the deeds that change it.

A row is set as a whole or withdrawn; every posting is one state of one row, so that what stood
on any day can be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from lib.errors import N_, InputError
from lib.model.intake import personal
from lib.model.journal import Attachment, Decide, Draft, Posting, refuse_stale, refuse_text
from lib.model.registers import cells
from lib.model.registers.cells import Fault
from lib.model.registers.declarations import Register, Shape, Value, Values

SET, WITHDRAWN = "set", "withdrawn"
_LONGEST_REASON = 200
_BELONGS = N_("It stands in “{column}”.")

Rows = Mapping[str, "Entry"]
"""What stands, by subject; in the order in which the rows first came."""
Check = Callable[[Register, Values, Rows], Sequence[Fault]]
"""Tells what is wrong with a row, given all that would stand in its book."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was handed in with a row."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it stands."""

    subject: str
    values: Values
    number: int
    """Of its last posting; 0 before it is posted."""
    by: str = ""
    at: datetime | None = None
    origin: str = ""
    """File and line it was read in; empty if it was typed in."""
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One state of a row, and the one before it."""

    entry: Entry
    before: Values | None
    """None if there was no row."""
    after: Values | None
    """None if the row was withdrawn."""
    reason: str

    def columns(self) -> tuple[str, ...]:
        """Return the codes of the columns that changed."""
        old, new = self.before or {}, self.after or {}
        return tuple(c for c in {**old, **new} if old.get(c) != new.get(c))


@dataclass(frozen=True, slots=True)
class Wish:
    """A row to be entered."""

    values: Values
    origin: str = ""
    seen: int | None = None
    """Number of the posting that was looked at; 0 for a new row, None if nobody looked."""
    files: tuple[Attachment, ...] = ()
    kept: tuple[File, ...] | None = None
    """Files handed in before that stay with the row; None for all of them."""


def stand(postings: Iterable[Posting]) -> dict[str, Entry]:
    """Return the rows that stand in a book.

    Examples
    --------
    >>> told = ("staff", "staff/2025/B05", "set", {"values": {"nurses": 3}})
    >>> stand([Posting(7, *told, "王敏", datetime(2026, 1, 5))])["staff/2025/B05"].values
    {'nurses': 3}
    """
    rows: dict[str, Entry] = {}
    for posting in postings:
        if posting.kind == WITHDRAWN:
            rows.pop(posting.subject, None)
        else:
            rows[posting.subject] = _entry(posting)
    return rows


def history(postings: Iterable[Posting]) -> tuple[Change, ...]:
    """Return every change of a book, oldest first."""
    standing: dict[str, Values] = {}
    found = []
    for posting in postings:
        entry, before = _entry(posting), standing.pop(posting.subject, None)
        gone = posting.kind == WITHDRAWN
        if not gone:
            standing[posting.subject] = entry.values
        found.append(Change(entry, before, None if gone else entry.values, posting.reason))
    return tuple(found)


def seen(postings: Iterable[Posting]) -> dict[str, int]:
    """Return the number of the last posting of every subject, withdrawn ones included."""
    return {posting.subject: posting.number for posting in postings}


def of(register: Register, rows: Rows) -> dict[str, Entry]:
    """Return the rows of one register among those of its book."""
    return {s: e for s, e in rows.items() if s.startswith(f"{register.code}/")}


def enter(register: Register, wishes: Sequence[Wish], check: Check) -> Decide:
    """Enter rows, all or none; a row that stands as wished is left alone.

    Parameters
    ----------
    register
        Their register.
    wishes
        The rows; no two may have the same key.
    check
        What else a row must satisfy.

    Returns
    -------
    Decide
        Raises `InputError` naming the first fault, or if somebody was quicker.
    """

    def decide(postings: tuple[Posting, ...]) -> list[Draft]:
        rows = stand(postings)
        wanted = {}
        for wish in wishes:
            values = canonical(register, wish.values)
            subject = register.subject(values)
            if wish.seen is not None:
                refuse_stale(postings, subject, wish.seen)
            if subject in wanted:
                raise InputError(N_("Two rows have the same key: {key}."), key=subject)
            wanted[subject] = (values, wish)
        then = {**rows, **{s: Entry(s, values, 0) for s, (values, _) in wanted.items()}}
        for values, _ in wanted.values():
            refuse_faults(check(register, values, then))
        made = (
            _draft(register, values, wish, rows.get(subject))
            for subject, (values, wish) in wanted.items()
        )
        return [draft for draft in made if draft is not None]

    return decide


def withdraw(register: Register, subject: str, seen: int, reason: str) -> Decide:
    """Take a row out; it stays in the history.

    Returns
    -------
    Decide
        Raises `InputError` if there is no reason or no such row, or somebody was quicker.
    """

    def decide(postings: tuple[Posting, ...]) -> list[Draft]:
        refuse_text(reason, N_("Reason"), limit=_LONGEST_REASON)
        refuse_personal((reason,))
        refuse_stale(postings, subject, seen)
        rows = stand(postings)
        if subject not in rows:
            raise InputError(N_("There is no row {key}."), key=subject)
        leaning = [s for s in rows if s.startswith(f"gaps/{subject.partition('/')[2]}/")]
        if register.code == "accreditation" and leaning:
            raise InputError(
                N_("{count} gaps belong to this round; they have to be withdrawn first."),
                count=len(leaning),
            )
        return [Draft(register.book, subject, WITHDRAWN, {"reason": reason})]

    return decide


def canonical(register: Register, values: Values) -> dict[str, Value]:
    """Return a row as a file would give it back: every column, texts tidied.

    Raises
    ------
    InputError
        If a value cannot be what its column asks for.
    """
    kept: dict[str, Value] = {}
    for code, column in register.columns.items():
        try:
            kept[code] = cells.read(column, cells.written(column, values.get(code), str), str)
        except cells.CellError as error:
            told = {**error.values, "column": column.heading}
            raise Fault(code, error.message, told).refusal(_BELONGS) from error
    texts = [str(v) for c, v in kept.items() if v and register.columns[c].shape is Shape.TEXT]
    refuse_personal(texts)
    return kept


def refuse_personal(texts: Sequence[str]) -> None:
    """Refuse identity and telephone numbers in texts.

    Raises
    ------
    InputError
        Without repeating what was found.
    """
    for text in texts:
        personal.refuse_text(text, N_("Remark"), needed=False)


def refuse_faults(found: Sequence[Fault]) -> None:
    """Raise the first fault as a sentence.

    Raises
    ------
    InputError
        If there is one.
    """
    for fault in found:
        raise fault.refusal()


def _entry(posting: Posting) -> Entry:
    content = posting.content
    values, files = content.get("values", {}), content.get("files", [])
    return Entry(
        posting.subject,
        dict(values) if isinstance(values, Mapping) else {},
        posting.number,
        posting.by,
        posting.at,
        str(content.get("origin", "")),
        tuple(File(**told) for told in files) if isinstance(files, list) else (),
    )


def _draft(register: Register, values: Values, wish: Wish, standing: Entry | None) -> Draft | None:
    """Write down a row as wished; None if it stands so already."""
    before = standing.files if standing is not None else ()
    kept = before if wish.kept is None else wish.kept
    new = tuple(File(sha256(one.content).hexdigest(), one.name) for one in wish.files)
    files = tuple(dict.fromkeys((*kept, *new)))
    if standing is not None and dict(standing.values) == dict(values) and files == before:
        return None
    content: dict[str, object] = {"values": dict(values)}
    if wish.origin:
        content["origin"] = wish.origin
    if files:
        content["files"] = [{"sha256": one.sha256, "name": one.name} for one in files]
    return Draft(register.book, register.subject(values), SET, content, wish.files)
