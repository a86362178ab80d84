"""Dated parameters: what a rule was worth, when, and who says so.

The format is OpenFisca's: a value holds from its date until the next one, and
`null` ends it. See data/README.md.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, one_of, parse_day, place, required_day, words

UNITS = frozenset(
    {"/1", "point", "yuan", "fen", "percent", "decimals", "month", "day", "person"}
    | {"category", "table"}
)
AUTHORITIES = ("programme", "national", "provincial", "prefecture", "county")
"""Who may set a value, the most specific last; `programme` is this software's own choice."""
CONFIDENCES = ("source", "general_knowledge")
"""Read in a document at hand, or general knowledge that the county has to confirm."""

_PARAMETER_KEYS = frozenset({"name", "description", "unit", "values"})
_VALUE_KEYS = frozenset({"value", "reference"})
_REFERENCE_KEYS = frozenset({"title", "authority", "confidence"})


@dataclass(frozen=True, slots=True)
class Text:
    """A name or description that belongs to the data, in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the English text for "en", the Chinese one for any other language.

        Examples
        --------
        >>> Text("基准", "Baseline").of("en")
        'Baseline'
        """
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a value comes from, who set it, and how sure that is."""

    title: str
    """The document or source, in its own language."""
    authority: str
    """One of `AUTHORITIES`."""
    confidence: str
    """One of `CONFIDENCES`."""
    clause: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value and the first day it holds. `None` ends the rule."""

    start: date
    value: Any
    reference: Reference


@dataclass(frozen=True, slots=True)
class Parameter:
    """One rule of a scheme through time.

    `history` is in ascending order of date and is never empty.
    """

    scheme: str
    name: str
    """Code of the parameter, such as `pass_line`."""
    label: Text
    description: Text
    unit: str
    """One of `UNITS`."""
    history: tuple[DatedValue, ...]
    checked_on: date | None = None
    """Last day someone compared the file with the official source."""

    def at(self, day: date) -> DatedValue:
        """Return the value in force on `day`; it is never None.

        Raises
        ------
        ParameterError
            If the parameter does not exist yet on that day, or has been ended.
        """
        dated = in_force(self.history, day)
        if dated is None or dated.value is None:
            raise ParameterError(
                N_("The parameter “{name}” of “{scheme}” has no value on {day}."),
                hint=N_("Choose another date, or add a dated value to the scheme file."),
                name=self.name,
                scheme=self.scheme,
                day=day.isoformat(),
            )
        return dated


class _Dated(Protocol):
    @property
    def start(self) -> date: ...


_D = TypeVar("_D", bound=_Dated)


def in_force(history: Iterable[_D], day: date) -> _D | None:
    """Return the latest entry that has begun by `day`, or None before the first."""
    return max((d for d in history if d.start <= day), key=lambda d: d.start, default=None)


def parse_parameters(
    scheme: str, entries: Mapping[str, Any], units: Collection[str] = UNITS
) -> dict[str, Parameter]:
    """Build the parameters of a scheme, refusing any key that means nothing.

    A misspelt or misplaced key that is silently skipped freezes a rule at its
    old value, so every unknown key is an error.

    Parameters
    ----------
    scheme
        Code of the scheme.
    entries
        Section `parameters` of its file, by name.
    units
        Units of measurement that may be used.

    Raises
    ------
    ParameterError
        Naming the parameter and the offending key or value.
    """
    return {
        name: _parameter(scheme, name, fields, units)
        for name, fields in mapping("parameters", entries).items()
    }


def _parameter(scheme: str, name: str, content: object, units: Collection[str]) -> Parameter:
    where = place("parameters", name)
    fields = mapping(where, content)
    check_keys(where, fields, required=_PARAMETER_KEYS, optional=frozenset({"checked_on"}))
    return Parameter(
        scheme=scheme,
        name=name,
        label=parse_text(place(where, "name"), fields["name"]),
        description=parse_text(place(where, "description"), fields["description"]),
        unit=one_of(place(where, "unit"), fields["unit"], units),
        history=_history(place(where, "values"), fields["values"]),
        checked_on=parse_day(place(where, "checked_on"), fields.get("checked_on")),
    )


def _history(where: str, content: object) -> tuple[DatedValue, ...]:
    history = [_dated(where, start, value) for start, value in mapping(where, content).items()]
    if not history:
        raise ParameterError(N_("“{name}” has no value."), name=where)
    return tuple(sorted(history, key=lambda dated: dated.start))


def _dated(where: str, start: object, content: object) -> DatedValue:
    here = place(where, start)
    fields = mapping(here, content)
    check_keys(here, fields, required=_VALUE_KEYS)
    reference = parse_reference(place(here, "reference"), fields["reference"])
    return DatedValue(required_day(here, start), fields["value"], reference)


def parse_reference(where: str, content: object) -> Reference:
    """Read a source: title, authority, confidence, perhaps clause and url.

    Raises
    ------
    ParameterError
        If a part is missing, empty, unknown, or not one of the words allowed.
    """
    fields = mapping(where, content)
    check_keys(where, fields, required=_REFERENCE_KEYS, optional=frozenset({"clause", "url"}))
    parts = {key: words(place(where, key), fields[key]) for key in fields}
    one_of(place(where, "authority"), parts["authority"], AUTHORITIES)
    one_of(place(where, "confidence"), parts["confidence"], CONFIDENCES)
    return Reference(**parts)


def parse_text(where: str, content: object) -> Text:
    """Read a text in both languages.

    Raises
    ------
    ParameterError
        If one of the languages is missing or empty.
    """
    fields = mapping(where, content)
    check_keys(where, fields, required=frozenset({"zh", "en"}))
    return Text(**{key: words(place(where, key), fields[key]) for key in ("zh", "en")})


def check_keys(
    name: str,
    fields: Mapping[str, Any],
    *,
    required: frozenset[str],
    optional: frozenset[str] = frozenset(),
) -> None:
    """Refuse an entry with a key missing, or one that means nothing.

    Raises
    ------
    ParameterError
        Naming the entry and the keys.
    """
    if unknown := sorted(map(str, set(fields) - required - optional)):
        raise ParameterError(
            N_("“{name}” has keys that mean nothing here: {keys}."),
            hint=N_("Check the spelling and the indentation of the file."),
            name=name,
            keys=", ".join(unknown),
            child=unknown[0],
        )
    if missing := sorted(required - set(fields)):
        raise ParameterError(N_("“{name}” lacks {keys}."), name=name, keys=", ".join(missing))
