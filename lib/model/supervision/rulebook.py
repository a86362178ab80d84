"""The rules of supervision: who visits, how often, with which checklist, from dated files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import entries, mapping, one_of, place, required_day, rows, words
from lib.model.parameters import (
    DatedValue,
    Reference,
    Text,
    check_keys,
    in_force,
    parse_text,
)
from lib.model.supervision.bodies import CENTRE, LEAD_HOSPITAL, Body, Closed
from lib.model.supervision.checklists import Checklist, parse_checklists
from lib.model.targets import named_reference, parse_references


class Base(StrEnum):
    """What coverage is counted on (覆盖基数)."""

    ADMIN_UNIT = "admin_unit"  # 镇街
    INSTITUTION = "institution"  # 机构


RULES = (
    "coverage_base",
    "coverage_share",
    "hospital_share",
    "bottom_of",
    "trainings_a_year",
    "training_warn_month",
    "partly_met",
    "centre_stops",
    "hospital_stops",
    "bodies_a_week",
    "near_km",
    "road_factor",
    "km_weight",
    "delay_weight",
    "weight_rank",
    "weight_focus",
    "weight_fall",
    "weight_overdue",
    "weight_since",
    "full_fall",
    "full_overdue",
    "full_days",
)
"""Every rule the file has to have; see its remarks."""

_POSITIVE = frozenset(
    {"bottom_of", "centre_stops", "hospital_stops", "bodies_a_week", "road_factor"}
    | {"full_fall", "full_overdue", "full_days"}
)
_SHARES = frozenset({"coverage_share", "hospital_share", "partly_met", "delay_weight"})
_MOST_STOPS = 3
"""Towns of one trip: more would be a day nobody checks anything."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All of data/supervision.yaml."""

    bodies: Mapping[str, Body]
    roles: Mapping[str, Text]
    checklists: tuple[Checklist, ...]
    closed: tuple[Closed, ...]
    histories: Mapping[str, tuple[DatedValue, ...]]

    @property
    def centres(self) -> tuple[Body, ...]:
        """The management centres."""
        return tuple(body for body in self.bodies.values() if body.is_centre)

    def body(self, code: str) -> Body:
        """Return a body.

        Raises
        ------
        ParameterError
            If the file does not know it.
        """
        if code not in self.bodies:
            raise ParameterError(N_("“{code}” is no centre or lead hospital."), code=code)
        return self.bodies[code]

    def dated(self, name: str, day: date) -> DatedValue:
        """Return a rule as it holds on a day, with its source.

        Raises
        ------
        ParameterError
            If it does not hold yet.
        """
        found = in_force(self.histories[name], day)
        if found is None:
            raise ParameterError(
                N_("The rule “{name}” has no value on {day}."),
                hint=N_("Add an earlier row to data/supervision.yaml."),
                name=name,
                day=day.isoformat(),
            )
        return found

    def number(self, name: str, day: date) -> Fraction:
        """Return a rule that is a number."""
        return Fraction(str(self.dated(name, day).value))

    def whole(self, name: str, day: date) -> int:
        """Return a rule that is a whole number."""
        return int(self.number(name, day))

    def base(self, day: date) -> Base:
        """Return what coverage is counted on."""
        return Base(str(self.dated("coverage_base", day).value))

    def checklist(self, day: date) -> Checklist:
        """Return the checklist in force.

        Raises
        ------
        ParameterError
            If there is none yet.
        """
        found = in_force(self.checklists, day)
        if found is None:
            raise ParameterError(
                N_("There is no checklist for {day}."),
                hint=N_("Add a version to data/supervision.yaml."),
                day=day.isoformat(),
            )
        return found

    def version(self, version: str) -> Checklist | None:
        """Return the checklist of a version, or None if the file has it no more."""
        return next((c for c in self.checklists if c.version == version), None)

    def is_closed(self, day: date) -> bool:
        """Tell whether nobody travels on a day: weekends and declared holidays."""
        return day.isoweekday() > _FRIDAY or any(span.holds(day) for span in self.closed)


_FRIDAY = 5


def parse_rulebook(content: Mapping[str, Any]) -> Rulebook:
    """Build the rules from their file.

    Parameters
    ----------
    content
        `references`, `rules`, `closed`, `bodies`, `roles` and `checklists`.

    Raises
    ------
    ParameterError
        Naming the row and the key at fault.
    """
    sections = {"references", "rules", "closed", "bodies", "roles", "checklists"}
    check_keys("supervision", content, required=frozenset(sections))
    references = parse_references(content["references"])
    bodies = mapping("bodies", content["bodies"])
    roles = mapping("roles", content["roles"])
    return Rulebook(
        bodies={code: _body(code, fields) for code, fields in bodies.items()},
        roles={code: parse_text(place("roles", code), text) for code, text in roles.items()},
        checklists=parse_checklists(content["checklists"], references, frozenset(bodies)),
        closed=tuple(
            _closed(where, row, references) for where, row in entries("closed", content["closed"])
        ),
        histories=_histories(content, references),
    )


def _body(code: str, content: object) -> Body:
    where = place("bodies", code)
    fields = mapping(where, content)
    needed = frozenset({"kind", "focus", "seat", "acts"})
    check_keys(where, fields, required=needed, optional=frozenset({"itself"}))
    focus = rows(place(where, "focus"), fields["focus"], filled=True)
    return Body(
        code=code,
        kind=one_of(place(where, "kind"), fields["kind"], (CENTRE, LEAD_HOSPITAL)),
        focus=tuple(words(here, begin) for here, begin in focus),
        seat=words(place(where, "seat"), fields["seat"]),
        acts=parse_text(place(where, "acts"), fields["acts"]),
        itself=str(fields.get("itself", "")),
    )


def _closed(where: str, row: Mapping[Any, Any], references: Mapping[str, Reference]) -> Closed:
    check_keys(where, row, required=frozenset({"from", "to", "reference"}))
    named_reference(place(where, "reference"), row["reference"], references)
    first = required_day(place(where, "from"), row["from"])
    last = required_day(place(where, "to"), row["to"])
    if last < first:
        raise ParameterError(N_("“{name}” ends before it begins."), name=where)
    return Closed(first, last)


def _histories(
    content: Mapping[str, Any], references: Mapping[str, Reference]
) -> dict[str, tuple[DatedValue, ...]]:
    found: dict[str, list[DatedValue]] = {}
    for where, row in entries("rules", content["rules"]):
        check_keys(where, row, required=frozenset({"name", "from", "value", "reference"}))
        name = one_of(place(where, "name"), row["name"], RULES)
        start = required_day(place(where, "from"), row["from"])
        reference = named_reference(place(where, "reference"), row["reference"], references)
        if any(dated.start == start for dated in found.get(name, ())):
            raise ParameterError(N_("“{name}” says two things of one day."), name=name)
        value = _checked(where, name, row["value"])
        found.setdefault(name, []).append(DatedValue(start, value, reference))
    if missing := [name for name in RULES if name not in found]:
        raise ParameterError(N_("“{name}” lacks {keys}."), name="rules", keys=", ".join(missing))
    return {name: tuple(found[name]) for name in RULES}


def _checked(where: str, name: str, value: object) -> object:
    """Refuse what cannot be: a share above 1, no towns a week, an unknown base."""
    here = place(where, "value")
    if name == "coverage_base":
        return one_of(here, value, tuple(Base))
    try:
        number = Fraction(str(value))
    except ValueError:
        raise ParameterError(N_("“{name}” must be a number."), name=here) from None
    least = 1 if name in _POSITIVE else 0
    most = {**dict.fromkeys(_SHARES, 1), "training_warn_month": 12}.get(name)
    most = _MOST_STOPS if name.endswith("_stops") else most
    if number < least or (most is not None and number > most):
        raise ParameterError(
            N_("“{name}” is {value}; it must lie between {least} and {most}."),
            name=here,
            value=str(value),
            least=least,
            most="∞" if most is None else most,
        )
    return value
