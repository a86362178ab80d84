"""Checklists of visits (督导检查表): versions, questions, answers and the score they give."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lib.errors import N_, InputError
from lib.model.documents import (
    count,
    entries,
    one_of,
    place,
    refuse_repeated,
    required_day,
    rows,
    words,
)
from lib.model.parameters import Reference, Text, check_keys
from lib.model.targets import named_reference

_VERSION_KEYS = frozenset({"version", "from", "reference", "questions"})
_QUESTION_KEYS = frozenset({"code", "bodies", "item", "weight", "zh", "en"})
_FULL = 100


class Answer(StrEnum):
    """What was seen: 符合, 部分符合, 不符合, 不适用."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a checklist."""

    code: str
    bodies: frozenset[str]
    """Who asks it; empty for everyone."""
    item: str
    """Code of the service item; empty for none."""
    weight: int
    text: Text


@dataclass(frozen=True, slots=True)
class Checklist:
    """One version of the questions, and from when it holds."""

    version: str
    start: date
    reference: Reference
    questions: tuple[Question, ...]

    def of(self, body: str) -> tuple[Question, ...]:
        """Return the questions that a body asks."""
        return tuple(q for q in self.questions if not q.bodies or body in q.bodies)


def score(
    questions: Collection[Question], answers: Mapping[str, Answer], partly: Fraction
) -> Fraction | None:
    """Score the answers from 0 to 100: what is met, by weight; partly counts its share.

    Parameters
    ----------
    questions
        Those that the body asks.
    answers
        One to every question, by code.
    partly
        Share that a question met in part earns (/1).

    Returns
    -------
    Fraction or None
        None if no question applied.

    Raises
    ------
    InputError
        If a question has no answer, or an answer no question.

    Examples
    --------
    >>> asked = Question("a", frozenset(), "", 2, Text("", "")), Question(
    ...     "b", frozenset(), "", 1, Text("", "")
    ... )
    >>> score(asked, {"a": Answer.MET, "b": Answer.PARTLY}, Fraction(1, 2))
    Fraction(250, 3)
    """
    codes = {question.code for question in questions}
    if codes != set(answers):
        raise InputError(
            N_("{count} questions of the checklist have no answer."),
            hint=N_("Answer every question; choose “not applicable” where it does not apply."),
            count=len(codes ^ set(answers)),
        )
    earned = {Answer.MET: Fraction(1), Answer.PARTLY: partly, Answer.NOT: Fraction(0)}
    marks = [(q.weight, earned[a]) for q in questions if (a := answers[q.code]) in earned]
    whole = sum(weight for weight, _ in marks)
    return Fraction(sum(w * e for w, e in marks) * _FULL, whole) if whole else None


def parse_checklists(
    content: object, references: Mapping[str, Reference], bodies: Collection[str]
) -> tuple[Checklist, ...]:
    """Read all versions, refusing a code that stands twice and a body nobody knows.

    Raises
    ------
    ParameterError
        Naming the version and the key at fault.
    """
    found = tuple(
        _checklist(where, row, references, bodies)
        for where, row in entries("checklists", content, filled=True)
    )
    refuse_repeated("checklists", (one.version for one in found))
    refuse_repeated("checklists", (one.start for one in found))
    return found


def _checklist(
    where: str,
    row: Mapping[Any, Any],
    references: Mapping[str, Reference],
    bodies: Collection[str],
) -> Checklist:
    check_keys(where, row, required=_VERSION_KEYS)
    questions = tuple(
        _question(here, fields, bodies)
        for here, fields in entries(place(where, "questions"), row["questions"], filled=True)
    )
    refuse_repeated(place(where, "questions"), (question.code for question in questions))
    return Checklist(
        version=words(place(where, "version"), row["version"]),
        start=required_day(place(where, "from"), row["from"]),
        reference=named_reference(place(where, "reference"), row["reference"], references),
        questions=questions,
    )


def _question(where: str, row: Mapping[Any, Any], bodies: Collection[str]) -> Question:
    check_keys(where, row, required=_QUESTION_KEYS)
    asked_by = [
        one_of(here, body, bodies) for here, body in rows(place(where, "bodies"), row["bodies"])
    ]
    return Question(
        code=words(place(where, "code"), row["code"]),
        bodies=frozenset(asked_by),
        item=str(row["item"]),
        weight=count(place(where, "weight"), row["weight"]),
        text=Text(words(place(where, "zh"), row["zh"]), words(place(where, "en"), row["en"])),
    )
