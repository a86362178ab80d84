"""The journal of the quarter's work: postings that are added, never changed.

Visits, checks, rectification, surveys, plan and registers are each a book. What stands in a
book is what its postings add up to, in their order; every state of it can be read again.
A room decides: given what stands, it returns what is to be posted, or refuses with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import TypeVar

from cattrs.preconf.json import JsonConverter, make_converter

from lib.errors import N_, InputError

LONGEST_TEXT = 2_000
"""Letters in a text field of any book."""

_Shape = TypeVar("_Shape")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a posting: a report, a photo, a signed sheet."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be posted."""

    book: str
    subject: str
    """What it is about, unique in its book: the number of a visit, of an item."""
    kind: str
    """What happened to it."""
    content: Mapping[str, object]
    """JSON values, as `content_of` writes them."""
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Posting:
    """What was posted."""

    number: int
    """Counted through all books, in the order of posting."""
    book: str
    subject: str
    kind: str
    content: Mapping[str, object]
    by: str
    at: datetime
    """When it was typed in, county time; days that matter to a rule are in the content."""
    reason: str = ""


Decide = Callable[[tuple[Posting, ...]], Sequence[Draft]]
"""What a room makes of a wish and of all that stands in its books; raises `InputError`."""


def content_of(shape: object) -> dict[str, object]:
    """Write a dataclass as JSON values: dates and fractions as text.

    Examples
    --------
    >>> content_of(Attachment("报告.pdf", b""))["name"]
    '报告.pdf'
    """
    written: dict[str, object] = _CONVERTER.unstructure(shape)
    return written


def read(shape: type[_Shape], content: Mapping[str, object]) -> _Shape:
    """Read what `content_of` wrote; fields added since take their defaults."""
    return _CONVERTER.structure(dict(content), shape)


def by_subject(postings: Iterable[Posting]) -> dict[str, tuple[Posting, ...]]:
    """Group postings of one book by what they are about, subjects in order of appearance."""
    found: dict[str, list[Posting]] = {}
    for posting in postings:
        found.setdefault(posting.subject, []).append(posting)
    return {subject: tuple(own) for subject, own in found.items()}


def next_subject(postings: Iterable[Posting], prefix: str) -> str:
    """Return the next free number under a prefix: 2025Q4-001, 2025Q4-002.

    Examples
    --------
    >>> next_subject((), "2025Q4-")
    '2025Q4-001'
    """
    return next_free({posting.subject for posting in postings}, prefix)


def next_free(taken: Set[str], prefix: str) -> str:
    """Return the next free number under a prefix, where several are given out at once.

    Examples
    --------
    >>> next_free({"2025-10-001", "2025-11-001"}, "2025-10-")
    '2025-10-002'
    """
    count = 1 + sum(subject.startswith(prefix) for subject in taken)
    while f"{prefix}{count:03}" in taken:
        count += 1
    return f"{prefix}{count:03}"


def refuse_stale(postings: Iterable[Posting], subject: str, seen: int) -> None:
    """Refuse to act on something that somebody changed after it was shown.

    Parameters
    ----------
    postings
        What stands now.
    subject
        What is acted upon.
    seen
        Number of its last posting when it was shown; 0 if there was none.

    Raises
    ------
    InputError
        Naming who changed it, and when.
    """
    later = [p for p in postings if p.subject == subject and p.number > seen]
    if later:
        raise InputError(
            N_("{subject} was changed by {name} at {time} while you were looking at it."),
            hint=N_("Load the page again and look at what changed."),
            subject=subject,
            name=later[-1].by,
            time=later[-1].at.isoformat(sep=" ", timespec="minutes"),
        )


def refuse_text(text: str, what: str, *, limit: int = LONGEST_TEXT, needed: bool = True) -> None:
    """Refuse a text that is missing or too long; `what` names the field, marked by N_.

    Raises
    ------
    InputError
        With the field and the limit.
    """
    if (needed and not text.strip()) or len(text) > limit:
        raise InputError(
            N_("“{what}” needs a text of at most {limit} letters."),
            hint=N_("Write in one or two sentences what the next reader has to know."),
            what=what,
            limit=limit,
        )


def _converter() -> JsonConverter:
    made = make_converter()
    made.register_unstructure_hook(Fraction, str)
    made.register_structure_hook(Fraction, lambda text, _: Fraction(str(text)))
    return made


_CONVERTER = _converter()
