"""Issuing: every paper that leaves the house is registered with its file and its seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lib.errors import N_, InputError
from lib.model.authors import Author
from lib.model.journal import Attachment, Draft, Posting, content_of, read
from lib.model.papers.content import Kind
from lib.model.papers.stamp import Stamp

BOOK = "paper"
ISSUED = "issued"
_LEAST = 8
"""Letters of a seal or mark that are needed to look for it."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the register keeps of a paper."""

    kind: Kind
    title: str
    form: str
    """docx, pptx or xlsx."""
    seal: str
    scheme: str
    scheme_name: str
    rules: str
    day: date
    revision: int
    operator: str
    made: str
    """County time, to the second."""
    demonstration: bool
    sha256: str
    """Of the file."""
    file: str
    """Its name."""
    number: str = ""
    """发文字号, if it was known."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """Rules in use then, by path: with the data version they make the result again."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A registered paper."""

    mark: str
    """登记码."""
    record: Record
    by: str
    posted: int
    """Number of its posting."""


def record(
    stamp: Stamp, named: tuple[Kind, str], file: tuple[str, str], documents: Mapping[str, str]
) -> Record:
    """Make the register's line of a paper.

    Parameters
    ----------
    stamp
        Its stamp.
    named
        Kind and title.
    file
        Name and SHA-256 of the file.
    documents
        Fingerprints of the rules in use, by path.
    """
    name, sha256 = file
    return Record(
        kind=named[0],
        title=named[1],
        form=name.rpartition(".")[2],
        seal=stamp.seal,
        scheme=stamp.scheme,
        scheme_name=stamp.scheme_name,
        rules=stamp.rules,
        day=stamp.day,
        revision=stamp.revision,
        operator=stamp.operator,
        made=stamp.made.isoformat(timespec="seconds"),
        demonstration=stamp.demonstration,
        sha256=sha256,
        file=name,
        documents=dict(documents),
    )


def issue(
    postings: Iterable[Posting], mark: str, record: Record, content: bytes, author: Author
) -> tuple[Draft, ...]:
    """Register a paper together with its file.

    Raises
    ------
    InputError
        If the mark is taken, or the operator is not the one in the stamp.
    """
    if any(posting.subject == mark for posting in postings):
        raise InputError(
            N_("The mark {mark} is already taken by another paper."),
            hint=N_("Make the paper again."),
            mark=mark,
        )
    if author.name != record.operator:
        raise InputError(
            N_("The paper was made by {maker}, but {name} issues it."),
            hint=N_("Make the paper again under your own name."),
            maker=record.operator,
            name=author.name,
        )
    file = Attachment(record.file, content)
    return (Draft(BOOK, mark, ISSUED, content_of(record), (file,)),)


def issued(postings: Iterable[Posting]) -> tuple[Issued, ...]:
    """Return the register, newest first."""
    found = [
        Issued(p.subject, read(Record, p.content), p.by, p.number)
        for p in postings
        if p.book == BOOK and p.kind == ISSUED
    ]
    return tuple(reversed(found))


def find(register: Iterable[Issued], text: str) -> tuple[Issued, ...]:
    """Return the papers whose mark or seal begins so; signs between the letters do not count.

    Raises
    ------
    InputError
        If fewer than eight letters are given.
    """
    wanted = bare(text)
    if len(wanted) < _LEAST:
        raise InputError(
            N_("{count} letters of a seal are too few to find it."),
            hint=N_("Type at least {least} letters of the mark or the seal."),
            count=len(wanted),
            least=_LEAST,
        )
    return tuple(
        one
        for one in register
        if bare(one.mark).startswith(wanted) or bare(one.record.seal).startswith(wanted)
    )


def bare(text: str) -> str:
    """Return letters and digits alone, small.

    Examples
    --------
    >>> bare("93D5-FAF5-bc21 ")
    '93d5faf5bc21'
    """
    return "".join(sign for sign in text.lower() if sign.isascii() and sign.isalnum())
