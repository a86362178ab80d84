"""The texts of help as data: what a page is for, words explained, first steps of each role."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, one_of, place, words
from lib.model.parameters import Text, check_keys, parse_text

PARTS = ("purpose", "reading", "first", "numbers")
"""What the help of every page says, in this order."""
MARKS = (
    *("figures", "visit", "check", "item", "survey", "duty", "activity"),
    *("scenario", "meeting", "decision", "paper", "closed", "adopted"),
)
"""What the store can tell about a first step."""
_TERM_KEYS = frozenset({"term", "meaning", "group", "page", "source"})


@dataclass(frozen=True, slots=True)
class PageHelp:
    """Help with one page."""

    purpose: Text
    reading: Text
    first: Text
    numbers: Text


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the trade, explained in one sentence."""

    term: Text
    meaning: Text
    group: str
    page: str
    """File of the page where it is used."""
    source: Text


@dataclass(frozen=True, slots=True)
class Glossary:
    """All words explained, in the order of their groups."""

    groups: Mapping[str, Text]
    terms: tuple[Term, ...]

    def found(self, wanted: str, group: str = "") -> tuple[Term, ...]:
        """Return the terms of a group, or of all, that hold every word asked for."""
        asked = wanted.casefold().split()
        chosen = [t for t in self.terms if group in {"", t.group}]
        return tuple(t for t in chosen if all(word in _heard(t) for word in asked))


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps of a role."""

    text: Text
    page: str
    done: str = ""
    """Name of what the store can tell about it; empty where only the reader knows."""


@dataclass(frozen=True, slots=True)
class Role:
    """Who works with the dashboard, and how to begin."""

    name: Text
    intent: Text
    steps: tuple[Step, ...]


def parse_pages(content: Mapping[str, Any], pages: Collection[str]) -> dict[str, PageHelp]:
    """Read the help of every page.

    Raises
    ------
    ParameterError
        If a page has none, or a text is of no page.
    """
    check_keys("pages", content, required=frozenset(pages))
    return {code: _page_help(code, content[code]) for code in pages}


def parse_glossary(content: Mapping[str, Any], pages: Collection[str]) -> Glossary:
    """Read the glossary: `groups` and `sources` by code, and `terms`.

    Raises
    ------
    ParameterError
        Naming the term and the key at fault, or a term that stands twice.
    """
    check_keys("glossary", content, required=frozenset({"groups", "sources", "terms"}))
    groups = _named("groups", content["groups"])
    sources = _named("sources", content["sources"])
    terms = [_term(where, row, sources) for where, row in _rows("terms", content["terms"])]
    for term in terms:
        one_of(place("terms", term.term.zh), term.group, groups)
        one_of(place("terms", term.term.zh), term.page, pages)
        if sum(other.term.zh == term.term.zh for other in terms) > 1:
            raise ParameterError(N_("“{name}” is explained twice."), name=term.term.zh)
    order = list(groups)
    return Glossary(groups, tuple(sorted(terms, key=lambda term: order.index(term.group))))


def parse_roles(
    content: Mapping[str, Any], pages: Collection[str], marks: Collection[str]
) -> dict[str, Role]:
    """Read the first steps of every role.

    Parameters
    ----------
    content
        Key `roles`: by code `name`, `intent` and `steps` of `text`, `page` and perhaps `done`.
    pages
        Pages a step may lead to.
    marks
        What the store can tell.

    Raises
    ------
    ParameterError
        Naming the role, the step and the key at fault.
    """
    check_keys("first_steps", content, required=frozenset({"roles"}))
    roles = mapping("roles", content["roles"])
    return {code: _role(place("roles", code), row, pages, marks) for code, row in roles.items()}


def _page_help(code: str, row: object) -> PageHelp:
    fields = mapping(code, row)
    check_keys(code, fields, required=frozenset(PARTS))
    return PageHelp(**{part: parse_text(place(code, part), fields[part]) for part in PARTS})


def _term(where: str, row: Mapping[Any, Any], sources: Mapping[str, Text]) -> Term:
    check_keys(where, row, required=_TERM_KEYS)
    return Term(
        term=parse_text(place(where, "term"), row["term"]),
        meaning=parse_text(place(where, "meaning"), row["meaning"]),
        group=words(place(where, "group"), row["group"]),
        page=words(place(where, "page"), row["page"]),
        source=sources[one_of(place(where, "source"), row["source"], sources)],
    )


def _role(where: str, row: object, pages: Collection[str], marks: Collection[str]) -> Role:
    fields = mapping(where, row)
    check_keys(where, fields, required=frozenset({"name", "intent", "steps"}))
    steps = _rows(place(where, "steps"), fields["steps"])
    return Role(
        name=parse_text(place(where, "name"), fields["name"]),
        intent=parse_text(place(where, "intent"), fields["intent"]),
        steps=tuple(_step(here, step, pages, marks) for here, step in steps),
    )


def _step(
    where: str, row: Mapping[Any, Any], pages: Collection[str], marks: Collection[str]
) -> Step:
    check_keys(where, row, required=frozenset({"text", "page"}), optional=frozenset({"done"}))
    done = row.get("done", "")
    return Step(
        text=parse_text(place(where, "text"), row["text"]),
        page=one_of(place(where, "page"), row["page"], pages),
        done=one_of(place(where, "done"), done, marks) if done else "",
    )


def _named(where: str, content: object) -> dict[str, Text]:
    return {code: parse_text(place(where, code), t) for code, t in mapping(where, content).items()}


def _rows(where: str, content: object) -> list[tuple[str, Mapping[Any, Any]]]:
    if not isinstance(content, list):
        raise ParameterError(N_("“{name}” must be a list."), name=where)
    return [(place(where, i), mapping(place(where, i), row)) for i, row in enumerate(content, 1)]


def _heard(term: Term) -> str:
    texts = (term.term, term.meaning)
    return " ".join(part for text in texts for part in (text.zh, text.en)).casefold()
