"""Papers as files: drafts, and issued ones that are registered with their seal."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from lib.adapters.papers import decks, sheets, word
from lib.adapters.store import documents, journal
from lib.errors import InputError
from lib.model.authors import Author
from lib.model.journal import Attachment
from lib.model.papers import issuing
from lib.model.papers.content import Kind, Paper
from lib.model.papers.issuing import BOOK, Issued, Record
from lib.model.papers.stamp import mark_of
from lib.project import Project
from pages.ui import load
from pages.ui.load import journal as books
from pages.ui.load import kept
from pages.ui.load.paper_contents import Options, compose, letter

__all__ = ["Options", "compose", "letter"]

_PROJECT = Project()
SHEETS = frozenset({Kind.RANKING, Kind.ALLOCATION, Kind.STATEMENT, Kind.LEDGER})
"""Papers whose tables can be had as a workbook too."""


def make(kind: Kind | str, options: Options | None = None) -> bytes:
    """Write a draft of a paper: not registered, and it says so on every page.

    Raises
    ------
    InputError
        If something is missing that the paper is about.
    ParameterError
        If the county's template cannot be used.
    """
    return render(compose(Kind(kind), options or Options()), options or Options())


def render(paper: Paper, options: Options) -> bytes:
    """Write a paper into a file; it needs nothing of the session.

    Raises
    ------
    ParameterError
        If the county's template cannot be used, naming file and placeholder.
    """
    folder = _PROJECT.data / "templates"
    if paper.kind == Kind.MEETING:
        return decks.write_slides(paper, folder)
    if options.as_sheets and paper.kind in SHEETS:
        return sheets.write_sheets(paper)
    return word.write_word(paper, folder)


def compose_all(kind: Kind, options: Options) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    """Say what stands in a paper to every institution, and name those there is none for.

    Raises
    ------
    AllocationError
        If the paper is about money and the scheme shares none.
    """
    made = {code: _to(code, kind, options) for code in load.institutions()}
    none = (load.institutions()[code].name for code, paper in made.items() if paper is None)
    return tuple(paper for paper in made.values() if paper is not None), tuple(none)


def _to(code: str, kind: Kind, options: Options) -> Paper | None:
    try:
        return compose(kind, replace(options, unit=code))
    except InputError:
        return None


def archive(made: Sequence[Paper], none: Sequence[str], options: Options) -> bytes:
    """Write papers into one archive, and into it who got none; needs nothing of the session."""
    files = {file_name(paper, options): render(paper, options) for paper in made}
    return _packed(files | ({"没有问题的单位.txt": "\n".join(none).encode()} if none else {}))


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def form_of(kind: Kind, options: Options) -> str:
    """Return the form of the file: docx, pptx or xlsx."""
    if kind == Kind.MEETING:
        return "pptx"
    return "xlsx" if options.as_sheets and kind in SHEETS else "docx"


def issue(kind: Kind, options: Options, key: str, author: Author) -> Issued:
    """Make a paper, register it and keep its file; a second click gives the first paper.

    Raises
    ------
    InputError
        If something is missing that the paper is about.
    ParameterError
        If the county's template cannot be used.
    """
    kept.notice_edits()
    ready = _ready(kind, options, key, author)
    books.post(lambda known: issuing.issue(known, *ready, author), key, author, BOOK)
    return next(one for one in register() if one.mark == ready[0])


def issue_all(kind: Kind, options: Options, key: str, author: Author) -> tuple[Issued, ...]:
    """Make and register the papers to all institutions: all of them, or none.

    Raises
    ------
    InputError
        If the operator gave no name.
    ParameterError
        If the county's template cannot be used.
    """
    kept.notice_edits()
    ready = [
        _ready(kind, replace(options, unit=code), f"{key} {code}", author)
        for code in load.institutions()
        if _to(code, kind, options) is not None
    ]
    books.post(
        lambda known: tuple(draft for one in ready for draft in issuing.issue(known, *one, author)),
        key,
        author,
        BOOK,
    )
    marks = {mark for mark, _record, _content in ready}
    return tuple(one for one in register() if one.mark in marks)


def together(issued: Issued) -> tuple[Issued, ...]:
    """Return the papers that were issued in one go with one, itself among them."""
    same = (issued.record.kind, issued.record.made, issued.by)
    return tuple(o for o in register() if (o.record.kind, o.record.made, o.by) == same)


def issued_archive(issued: Sequence[Issued]) -> bytes:
    """Put the files of issued papers into one archive, as they were issued."""
    return _packed({one.record.file: file(one).content for one in issued})


def _ready(kind: Kind, options: Options, key: str, author: Author) -> tuple[str, Record, bytes]:
    """Make a paper; returns its mark, its line in the register and its file."""
    mark = mark_of(kind, load.outcome().seal, key)
    paper = compose(kind, options, mark, author.at)
    content = render(paper, options)
    file = (file_name(paper, options), hashlib.sha256(content).hexdigest())
    in_use = documents.current(kept.store())
    made = issuing.record(paper.stamp, (kind, paper.title), file, in_use)
    if options.letter:
        made = replace(made, number=options.letter.number)
    return mark, made, content


def file_name(paper: Paper, options: Options) -> str:
    """Return the name of a paper's file; made-up figures and drafts show in it."""
    marks = ("示例数据",) if paper.stamp.demonstration else ()
    draft = () if paper.stamp.mark else ("草稿",)
    plain = "".join(sign for sign in paper.title if sign not in '\\/:*?"<>|')
    return f"{'-'.join((*marks, *draft, plain))}.{form_of(paper.kind, options)}"


def register() -> tuple[Issued, ...]:
    """Return the papers that were issued, newest first."""
    return _register(load.version(), books.version(BOOK))


def file(issued: Issued) -> Attachment:
    """Return the file of a paper as it was issued."""
    return journal.file(kept.store(), issued.record.sha256)


def find(text: str) -> tuple[Issued, ...]:
    """Return the papers whose mark or seal begins so; see the model."""
    return issuing.find(register(), text)


@st.cache_resource(max_entries=2, show_spinner=False)
def _register(version: str, posted: str) -> tuple[Issued, ...]:
    return issuing.issued(books.postings(BOOK))
