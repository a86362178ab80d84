"""The outline of the plan: tasks, measures as far as they are known, and the lag rule.

Source: the county's plan of 2023 as publicly reported; see data/plan.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from lib.errors import N_, InputError, ParameterError
from lib.model.documents import (
    count,
    entries,
    one_of,
    place,
    refuse_repeated,
    required_day,
    words,
)
from lib.model.parameters import Reference, Text, check_keys, in_force, parse_text
from lib.model.targets import named_reference, parse_references

_KEYS = frozenset({"references", "tasks", "measures", "lag"})
_TASK_KEYS = frozenset({"code", "name", "reference"})
_MEASURE_KEYS = frozenset({"code", "name", "task", "numbers", "reference"})
_LIMITS = ("amber", "red", "soon", "stale")
_LAG_KEYS = frozenset({"from", "reference", *_LIMITS})


@dataclass(frozen=True, slots=True)
class Task:
    """A key task (重点任务)."""

    code: str
    name: Text
    reference: Reference


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (举措) as the plan has it; what the report leaves out is None."""

    code: str
    name: Text | None
    task: str | None
    """Code of its task."""
    numbers: Text | None
    """What it promises, in numbers."""
    reference: Reference


@dataclass(frozen=True, slots=True)
class Lag:
    """When a milestone is late, and when it needs attention."""

    start: date
    """First day on which these limits hold."""
    amber: Fraction
    """Percentage points behind plan; more is amber."""
    red: Fraction
    """Percentage points behind plan; more is red."""
    soon: int
    """Days before its due date from which a milestone is called due soon."""
    stale: int
    """Days without an update after which one is asked for."""
    reference: Reference


@dataclass(frozen=True, slots=True)
class Outline:
    """What the plan consists of."""

    tasks: tuple[Task, ...]
    measures: tuple[Measure, ...]
    lags: tuple[Lag, ...]

    def measure(self, code: str) -> Measure:
        """Return a measure.

        Raises
        ------
        InputError
            If the plan has none of this code.
        """
        found = next((measure for measure in self.measures if measure.code == code), None)
        if found is None:
            raise InputError(
                N_("The plan has no measure {code}; it has {first} to {last}."),
                code=code,
                first=self.measures[0].code,
                last=self.measures[-1].code,
            )
        return found

    def lag(self, day: date) -> Lag:
        """Return the limits in force on a day.

        Raises
        ------
        ParameterError
            If there are none yet.
        """
        found = in_force(self.lags, day)
        if found is None:
            raise ParameterError(
                N_("There is no rule for lateness on {day}."),
                hint=N_("Add an earlier row to `lag` in data/plan.yaml."),
                day=day.isoformat(),
            )
        return found


def parse_outline(content: Mapping[str, Any]) -> Outline:
    """Build the outline from its file.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    check_keys("plan", content, required=_KEYS)
    known = parse_references(content["references"])
    tasks = tuple(
        _task(where, row, known) for where, row in entries("tasks", content["tasks"], filled=True)
    )
    codes = [task.code for task in tasks]
    measures = tuple(
        _measure(where, row, known, codes)
        for where, row in entries("measures", content["measures"], filled=True)
    )
    refuse_repeated("tasks", codes)
    refuse_repeated("measures", [measure.code for measure in measures])
    lags = tuple(
        _lag(where, row, known) for where, row in entries("lag", content["lag"], filled=True)
    )
    refuse_repeated("lag", (lag.start for lag in lags))
    return Outline(tasks, measures, lags)


def _task(where: str, row: Mapping[Any, Any], known: Mapping[str, Reference]) -> Task:
    check_keys(where, row, required=_TASK_KEYS)
    name = parse_text(place(where, "name"), row["name"])
    return Task(words(place(where, "code"), row["code"]), name, _source(where, row, known))


def _measure(
    where: str, row: Mapping[Any, Any], known: Mapping[str, Reference], tasks: list[str]
) -> Measure:
    check_keys(where, row, required=_MEASURE_KEYS)
    task = row["task"]
    return Measure(
        code=words(place(where, "code"), row["code"]),
        name=_text(place(where, "name"), row["name"]),
        task=None if task is None else one_of(place(where, "task"), task, tasks),
        numbers=_text(place(where, "numbers"), row["numbers"]),
        reference=_source(where, row, known),
    )


def _lag(where: str, row: Mapping[Any, Any], known: Mapping[str, Reference]) -> Lag:
    check_keys(where, row, required=_LAG_KEYS)
    limits = {name: count(place(where, name), row[name], least=0) for name in _LIMITS}
    if limits["red"] < limits["amber"]:
        raise ParameterError(N_("“{name}” turns red before it turns amber."), name=where)
    return Lag(
        start=required_day(place(where, "from"), row["from"]),
        amber=Fraction(limits["amber"]),
        red=Fraction(limits["red"]),
        soon=limits["soon"],
        stale=limits["stale"],
        reference=_source(where, row, known),
    )


def _text(where: str, content: object) -> Text | None:
    return None if content is None else parse_text(where, content)


def _source(where: str, row: Mapping[Any, Any], known: Mapping[str, Reference]) -> Reference:
    return named_reference(place(where, "reference"), row["reference"], known)
