"""What stands in papers by rule: who issues them, and how long an answer may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, place, required_day, words
from lib.model.parameters import DatedValue, Reference, check_keys, in_force
from lib.model.problems import ProblemClass
from lib.model.targets import named_reference, parse_references

_ROW = frozenset({"from", "value", "reference"})
_MOST_DAYS, _MOST = 365, 22
_PRAISE = frozenset({"best", "places", "climbed"})


@dataclass(frozen=True, slots=True)
class Praise:
    """Who is praised in a bulletin (通报表扬)."""

    best: int
    """Down to which rank."""
    places: int
    """Places gained on the quarter that count as progress."""
    climbed: int
    """How many of those are named."""


@dataclass(frozen=True, slots=True)
class PaperRules:
    """Rules of papers through the years."""

    issuers: tuple[DatedValue, ...]
    answers: tuple[DatedValue, ...]
    """Days until an answer is due."""
    praises: tuple[DatedValue, ...]
    clauses: tuple[DatedValue, ...]

    def praise(self, on: date) -> Praise:
        """Return whom a bulletin of a day praises.

        Raises
        ------
        ParameterError
            If no rule holds on the day.
        """
        return Praise(**_held(self.praises, "praise", on))

    def clause(self, problem_class: str, on: date) -> str:
        """Return the rule that a problem of a class breaks, as a notice cites it.

        Raises
        ------
        ParameterError
            If no rule holds on the day.
        """
        return str(_held(self.clauses, "clauses", on)[problem_class])

    def issuer(self, on: date) -> str:
        """Return the body that issues on a day.

        Raises
        ------
        ParameterError
            If none is named for the day.
        """
        return str(_held(self.issuers, "issuer", on))

    def answer_days(self, on: date) -> int:
        """Return the days until an answer is due.

        Raises
        ------
        ParameterError
            If no rule holds on the day.
        """
        return int(_held(self.answers, "answer_days", on))


def parse_paper_rules(content: Mapping[str, Any]) -> PaperRules:
    """Build the rules from their file.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    needed = frozenset({"references", "issuer", "answer_days", "praise", "clauses"})
    check_keys("papers", content, required=needed)
    references = parse_references(content["references"])
    issuers = _rows(content, "issuer", references)
    answers = _rows(content, "answer_days", references)
    for row in issuers:
        words("issuer", row.value)
    for row in answers:
        if isinstance(row.value, bool) or not isinstance(row.value, int):
            raise _no_days()
        if not 1 <= row.value <= _MOST_DAYS:
            raise _no_days()
    praises, clauses = (_rows(content, name, references) for name in ("praise", "clauses"))
    for row in praises:
        _refuse_praise(row.value)
    for row in clauses:
        _refuse_clauses(row.value)
    return PaperRules(issuers, answers, praises, clauses)


def _refuse_praise(value: object) -> None:
    fields = mapping("praise", value)
    check_keys("praise", fields, required=_PRAISE)
    for name in sorted(_PRAISE):
        count = fields[name]
        if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= _MOST:
            raise ParameterError(
                N_("“{name}” must be a whole number from 1 to {last}."),
                name=place("praise", name),
                last=_MOST,
            )


def _refuse_clauses(value: object) -> None:
    fields = mapping("clauses", value)
    check_keys("clauses", fields, required=frozenset(str(one) for one in ProblemClass))
    for name, text in fields.items():
        words(place("clauses", str(name)), text)


def _rows(
    content: Mapping[str, Any], name: str, references: Mapping[str, Reference]
) -> tuple[DatedValue, ...]:
    rows = content[name]
    if not isinstance(rows, list):
        raise ParameterError(N_("“{name}” must be a list of dated rows."), name=name)
    found = [_row(place(name, n), row, references) for n, row in enumerate(rows, 1)]
    if len({one.start for one in found}) < len(found):
        raise ParameterError(N_("“{name}” says two things of one day."), name=name)
    return tuple(sorted(found, key=lambda one: one.start))


def _row(where: str, row: object, references: Mapping[str, Reference]) -> DatedValue:
    fields = mapping(where, row)
    check_keys(where, fields, required=_ROW)
    start = required_day(place(where, "from"), fields["from"])
    named = named_reference(place(where, "reference"), fields["reference"], references)
    return DatedValue(start, fields["value"], named)


def _held(rows: tuple[DatedValue, ...], name: str, on: date) -> Any:  # noqa: ANN401 (checked when read)
    rule = in_force(rows, on)
    if rule is None:
        raise ParameterError(
            N_("“{name}” has no value on {day}."),
            hint=N_("Add an earlier row in data/papers.yaml."),
            name=name,
            day=on.isoformat(),
        )
    return rule.value


def _no_days() -> ParameterError:
    return ParameterError(
        N_("“{name}” must be a number of days from 1 to {most}."),
        name="answer_days",
        most=_MOST_DAYS,
    )
