"""A file of rules as read: its content, and the line where each key stands.

The model reads content without knowing of files; when it refuses something,
the document says in which file and on which line that stands.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lib.errors import N_, ParameterError

SEPARATOR = " > "
_NAMING = ("key", "where", "code", "name", "indicator")  # values of an error that name a place


def place(*keys: object) -> str:
    """Write down where something stands: the keys that lead to it.

    Examples
    --------
    >>> place("parameters", "pool", "values")
    'parameters > pool > values'
    """
    return SEPARATOR.join(str(key) for key in keys if key != "")


@dataclass(frozen=True, slots=True)
class Document:
    """A file of rules. Lines count from 1; the file itself stands at line 1."""

    file: str
    """Name of the file, without its folder."""
    content: Mapping[str, Any]
    lines: Mapping[str, int]
    """Line of every key, by its `place`."""

    def line(self, name: str) -> int | None:
        """Find the line of a place, or of the first key of that name.

        A place the file lacks stands where the nearest key above it does.

        Examples
        --------
        >>> Document("s.yaml", {}, {"a": 1, "a > b": 2}).line("a > b > c")
        2
        """
        if name in self.lines:
            return self.lines[name]
        ending = SEPARATOR + name
        for known, line in self.lines.items():
            if known.endswith(ending):
                return line
        above, _, _ = name.rpartition(SEPARATOR)
        return self.line(above) if above else None

    @contextmanager
    def located(self) -> Iterator[None]:
        """Add file and line to any `ParameterError` raised inside.

        Raises
        ------
        ParameterError
            The same sentence, preceded by the file and the line.
        """
        try:
            yield
        except ParameterError as error:
            if "file" in error.values:
                raise
            raise self._locate(error) from error

    def _locate(self, error: ParameterError) -> ParameterError:
        names = [error.values[name] for name in _NAMING if isinstance(error.values.get(name), str)]
        lines = [line for name in names if (line := self.line(str(name))) is not None]
        children = [self.lines.get(place(name, error.values.get("child", ""))) for name in names]
        return ParameterError(
            N_("{file}, line {line}: {problem}"),
            hint=error.hint,
            file=self.file,
            line=next((line for line in [*children, *lines] if line is not None), 1),
            problem=error,
        )


def parse_day(where: str, value: object) -> date | None:
    """Read a day, as a date or as text such as 2024-01-01; nothing or "" is None.

    Raises
    ------
    ParameterError
        If it is not a day of the calendar.
    """
    return None if value is None or value == "" else required_day(where, value)


def required_day(where: str, value: object) -> date:
    """Read a day that must be there.

    Raises
    ------
    ParameterError
        If it is not a day of the calendar.

    Examples
    --------
    >>> required_day("from", "2024-02-29")
    datetime.date(2024, 2, 29)
    """
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise ParameterError(
            N_("“{value}” at “{name}” is not a day."),
            hint=N_("Write the day as 2024-01-01."),
            name=where,
            value=value,
        ) from None


def words(where: str, value: object) -> str:
    """Return a text that must not be empty.

    Raises
    ------
    ParameterError
        If it is empty, or not a text.
    """
    if not isinstance(value, str) or not value.strip():
        raise ParameterError(N_("“{name}” must be a text and not empty."), name=where)
    return value


def one_of(where: str, value: object, options: Collection[str]) -> str:
    """Return a word that must be one of a closed list.

    Raises
    ------
    ParameterError
        Naming the words allowed.
    """
    if not isinstance(value, str) or value not in options:
        raise ParameterError(
            N_("“{name}” is “{value}”, which is not one of {options}."),
            name=where,
            value=value,
            options=", ".join(sorted(options)),
        )
    return str(value)


def mapping(where: str, content: object) -> Mapping[Any, Any]:
    """Return content that must consist of keys and values.

    Raises
    ------
    ParameterError
        If it is a list, a single value or nothing.
    """
    if not isinstance(content, Mapping):
        raise ParameterError(
            N_("“{name}” must have keys and values below it."),
            hint=N_("Check the indentation of the file."),
            name=where,
        )
    return content


def rows(where: str, content: object, *, filled: bool = False) -> list[tuple[str, Any]]:
    """Return the entries of a list, each with its place counted from 1.

    Parameters
    ----------
    where
        Place of the list.
    content
        What stands there.
    filled
        Whether an empty list is refused.

    Raises
    ------
    ParameterError
        If it is no list, or an empty one that may not be.

    Examples
    --------
    >>> rows("usual", ["a", "b"])[1]
    ('usual > 2', 'b')
    """
    if not isinstance(content, list) or (filled and not content):
        raise ParameterError(
            N_("“{name}” must be a list with an entry a line."),
            hint=N_("Begin each entry with a dash, and indent them alike."),
            name=where,
        )
    return [(place(where, number), entry) for number, entry in enumerate(content, 1)]


def entries(
    where: str, content: object, *, filled: bool = False
) -> list[tuple[str, Mapping[Any, Any]]]:
    """Return the entries of a list that consist of keys and values, each with its place.

    Raises
    ------
    ParameterError
        As `rows` and `mapping`.

    Examples
    --------
    >>> entries("usual", [{"day": 5}])
    [('usual > 1', {'day': 5})]
    """
    return [(here, mapping(here, entry)) for here, entry in rows(where, content, filled=filled)]


def refuse_repeated(where: str, keys: Iterable[object]) -> None:
    """Refuse a list in which two entries have the same key: a day, a code, a version.

    Raises
    ------
    ParameterError
        With the key that stands twice.
    """
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise ParameterError(
                N_("“{name}” has two entries for {value}."), name=where, value=str(key)
            )
        seen.add(key)


def count(where: str, value: object, *, least: int = 1, most: int | None = None) -> int:
    """Return a whole number within its limits; true and false are no numbers.

    Raises
    ------
    ParameterError
        With the limits.

    Examples
    --------
    >>> count("days", 15, most=120)
    15
    """
    if (
        isinstance(value, int)
        and not isinstance(value, bool)
        and least <= value
        and (most is None or value <= most)
    ):
        return value
    if most is None:
        raise ParameterError(
            N_("“{name}” must be a whole number, at least {least}."), name=where, least=least
        )
    raise ParameterError(
        N_("“{name}” must be a whole number from {least} to {most}."),
        name=where,
        least=least,
        most=most,
    )


def share(where: str, value: object) -> Fraction:
    """Return a share, 0 to 1, exactly as it is written.

    Raises
    ------
    ParameterError
        If it is no number, or outside.

    Examples
    --------
    >>> share("cap", Decimal("0.1"))
    Fraction(1, 10)
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or not 0 <= value <= 1:
        raise ParameterError(N_("“{name}” must be a share from 0 to 1."), name=where)
    return Fraction(value)
