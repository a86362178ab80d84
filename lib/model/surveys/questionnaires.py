"""The questionnaire of the survey of residents: whom to ask, what, and how many (群众评价问卷).

Everything is read from data/survey.yaml, so that the county changes it without a program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import (
    count,
    entries,
    mapping,
    place,
    refuse_repeated,
    required_day,
    rows,
    words,
)
from lib.model.parameters import Reference, Text, check_keys, in_force, parse_text
from lib.model.targets import named_reference, parse_references

AWARENESS, UTILISATION, SATISFACTION = "awareness", "utilisation", "satisfaction"
MEASURED = (AWARENESS, SATISFACTION, UTILISATION)
"""Questions whose answers become figures of the evaluation, in the order of MAS01 to MAS03."""
CHANNEL, VISITED = "channel", "visited"

_SECTIONS = frozenset({"references", "classes", "questionnaires", "channels", "services", "limits"})
_CLASS_KEYS = frozenset({"name", "people"})
_VERSION_KEYS = frozenset(
    {"version", "from", "reference", "frame", "villages", "quotas", "least_per_village"}
    | {"questions"}
)
_QUESTIONS = frozenset({*MEASURED, CHANNEL, VISITED})
_LIMIT_KEYS = frozenset({"small_sample", "decide_within", "reference"})


@dataclass(frozen=True, slots=True)
class RespondentClass:
    """A class of people that is asked (被访者类别)."""

    code: str
    name: Text
    people: tuple[str, ...]
    """Indicators whose denominators count the people of the class."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its number on the sheet, its words, and the indicator it gives."""

    number: str
    text: Text
    indicator: str = ""
    """Code; empty if its answers are not a figure of the evaluation."""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of the questionnaire, and who is to answer it."""

    version: str
    start: date
    reference: Reference
    frame: Text
    """Who may be asked (调查对象)."""
    villages: int
    """Villages assessed for each institution."""
    quotas: Mapping[str, int]
    """Interviews per village, by class."""
    least_per_village: int
    questions: Mapping[str, Question]


@dataclass(frozen=True, slots=True)
class SurveyRules:
    """All that data/survey.yaml says."""

    classes: Mapping[str, RespondentClass]
    questionnaires: tuple[Questionnaire, ...]
    channels: Mapping[str, Text]
    services: Mapping[str, Text]
    small_sample: int
    """Below so many answers a result is marked and gets no place in a ranking."""
    decide_within: int
    """Days until a complaint has to be decided."""
    limits_reference: Reference

    def on(self, day: date) -> Questionnaire:
        """Return the version in force on a day.

        Raises
        ------
        ParameterError
            If there is none yet.
        """
        found = in_force(self.questionnaires, day)
        if found is None:
            raise ParameterError(
                N_("There is no questionnaire for {day}."),
                hint=N_("Add an earlier version to `questionnaires` in data/survey.yaml."),
                day=day.isoformat(),
            )
        return found

    def version(self, code: str) -> Questionnaire:
        """Return a version by its code.

        Raises
        ------
        ParameterError
            If the file has none of that code.
        """
        for questionnaire in self.questionnaires:
            if questionnaire.version == code:
                return questionnaire
        raise ParameterError(
            N_("data/survey.yaml has no questionnaire of the version “{version}”."), version=code
        )


def parse_rules(content: Mapping[str, Any]) -> SurveyRules:
    """Build the rules of the survey from their file.

    Parameters
    ----------
    content
        Sections `references`, `classes`, `questionnaires`, `channels`, `services`, `limits`.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    check_keys("survey", content, required=_SECTIONS)
    references = parse_references(content["references"])
    classes = {
        code: _class(place("classes", code), code, row)
        for code, row in mapping("classes", content["classes"]).items()
    }
    limits = mapping("limits", content["limits"])
    check_keys("limits", limits, required=_LIMIT_KEYS)
    return SurveyRules(
        classes=classes,
        questionnaires=_versions(content["questionnaires"], classes, references),
        channels=_texts("channels", content["channels"]),
        services=_texts("services", content["services"]),
        small_sample=count(place("limits", "small_sample"), limits["small_sample"]),
        decide_within=count(place("limits", "decide_within"), limits["decide_within"]),
        limits_reference=named_reference("limits", limits["reference"], references),
    )


def _class(where: str, code: str, content: object) -> RespondentClass:
    row = mapping(where, content)
    check_keys(where, row, required=_CLASS_KEYS)
    people = rows(place(where, "people"), row["people"])
    codes = tuple(words(here, indicator) for here, indicator in people)
    return RespondentClass(code, parse_text(place(where, "name"), row["name"]), codes)


def _versions(
    content: object, classes: Iterable[str], references: Mapping[str, Reference]
) -> tuple[Questionnaire, ...]:
    known = frozenset(classes)
    found = tuple(
        _version(where, row, known, references)
        for where, row in entries("questionnaires", content, filled=True)
    )
    refuse_repeated("questionnaires", (one.version for one in found))
    refuse_repeated("questionnaires", (one.start for one in found))
    return found


def _version(
    where: str,
    row: Mapping[Any, Any],
    classes: frozenset[str],
    references: Mapping[str, Reference],
) -> Questionnaire:
    check_keys(where, row, required=_VERSION_KEYS)
    quotas = mapping(place(where, "quotas"), row["quotas"])
    check_keys(place(where, "quotas"), quotas, required=classes)
    questions = mapping(place(where, "questions"), row["questions"])
    check_keys(place(where, "questions"), questions, required=_QUESTIONS)
    return Questionnaire(
        version=words(place(where, "version"), row["version"]),
        start=required_day(place(where, "from"), row["from"]),
        reference=named_reference(place(where, "reference"), row["reference"], references),
        frame=parse_text(place(where, "frame"), row["frame"]),
        villages=count(place(where, "villages"), row["villages"]),
        quotas={code: count(place(where, "quotas", code), n) for code, n in quotas.items()},
        least_per_village=count(place(where, "least_per_village"), row["least_per_village"]),
        questions={
            code: _question(place(where, "questions", code), code, fields)
            for code, fields in questions.items()
        },
    )


def _question(where: str, code: str, content: object) -> Question:
    row = mapping(where, content)
    wanted = frozenset({"number", "text", *(("indicator",) if code in MEASURED else ())})
    check_keys(where, row, required=wanted)
    return Question(
        words(place(where, "number"), row["number"]),
        parse_text(place(where, "text"), row["text"]),
        words(place(where, "indicator"), row["indicator"]) if code in MEASURED else "",
    )


def _texts(where: str, content: object) -> dict[str, Text]:
    texts = mapping(where, content)
    return {str(code): parse_text(place(where, code), text) for code, text in texts.items()}
