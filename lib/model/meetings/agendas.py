"""Agendas (会议议程): the order of the screens of a meeting, and the presenter's notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, one_of, place, rows, words
from lib.model.parameters import Text, check_keys, parse_text

SCREENS = (
    "previous", "dashboard", "ranking", "map", "unit", "voice", "coverage", "blocks", "funds",
    "whatif", "decisions", "one_page", "year", "plan", "risks", "allocation",
)  # fmt: skip
"""What can be shown; the dashboard has a screen for each."""


@dataclass(frozen=True, slots=True)
class Step:
    """A screen of a meeting."""

    screen: str
    """One of `SCREENS`."""
    title: Text
    notes: tuple[str, ...] = ()
    """What whoever presents it says, in the county's own words."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A kind of meeting and its screens in order."""

    kind: str
    name: Text
    steps: tuple[Step, ...]

    def place_of(self, number: int) -> int:
        """Return the nearest place there is, counted from 0.

        Examples
        --------
        >>> Agenda("a", Text("会", "m"), (Step("map", Text("图", "map")),)).place_of(7)
        0
        """
        return min(max(number, 0), len(self.steps) - 1)


def parse_agendas(content: object) -> dict[str, Agenda]:
    """Read data/meeting.yaml.

    Returns
    -------
    dict
        Agendas by kind of meeting, in the order of the file.

    Raises
    ------
    ParameterError
        Naming the key at fault.
    """
    top = mapping("meeting", content)
    check_keys("meeting", top, required=frozenset({"meetings"}))
    kinds = mapping("meetings", top["meetings"])
    return {str(kind): _agenda(str(kind), fields) for kind, fields in kinds.items()}


def _agenda(kind: str, content: object) -> Agenda:
    where = place("meetings", kind)
    fields = mapping(where, content)
    check_keys(where, fields, required=frozenset({"name", "agenda"}))
    here = place(where, "agenda")
    steps = tuple(_step(at, step) for at, step in rows(here, fields["agenda"], filled=True))
    often = Counter(step.screen for step in steps)
    if twice := sorted(screen for screen, count in often.items() if count > 1):
        raise ParameterError(
            N_("“{name}” lists a screen twice: {screens}."),
            hint=N_("List each screen once, in the order of the meeting."),
            name=here,
            screens=", ".join(twice),
        )
    return Agenda(kind, parse_text(place(where, "name"), fields["name"]), steps)


def _step(where: str, content: object) -> Step:
    fields: Mapping[str, Any] = mapping(where, content)
    check_keys(
        where, fields, required=frozenset({"screen", "title"}), optional=frozenset({"notes"})
    )
    notes = rows(place(where, "notes"), fields.get("notes", []))
    return Step(
        one_of(place(where, "screen"), fields["screen"], SCREENS),
        parse_text(place(where, "title"), fields["title"]),
        tuple(words(at, note) for at, note in notes),
    )
