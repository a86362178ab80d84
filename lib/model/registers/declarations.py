"""Declarations: what a register asks for, column by column, read from data/registers.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, one_of, place, words
from lib.model.parameters import Parameter, Text, check_keys, parse_parameters

Value: TypeAlias = str | int | None
"""What a cell holds: a text, code or day as text; a count; yuan and percent in hundredths."""
Values: TypeAlias = Mapping[str, Value]
"""A row, by column code."""
LARGEST = 10**10
"""Largest number of a column without a bound of its own."""
LONGEST = 500
"""Letters of a text without a bound of its own."""

_LIST_KEYS = frozenset({"name", "book", "key", "columns"})
_NEEDED = frozenset({"zh", "en", "shape"})
_OPTIONAL = frozenset(
    {"needed", "least", "most", "at_most", "within", "past", "only", "options", "marks"}
)


class Shape(StrEnum):
    """What a cell of a column looks like."""

    TEXT = "text"
    CODE = "code"
    WORD = "word"
    AREA = "area"
    YEAR = "year"
    COUNT = "count"
    DAY = "day"
    YUAN = "yuan"
    PERCENT = "percent"


NUMBERS = frozenset({Shape.COUNT, Shape.YUAN, Shape.PERCENT, Shape.YEAR})
HUNDREDTHS = frozenset({Shape.YUAN, Shape.PERCENT})
"""Kept as whole hundredths: fen, and hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Option:
    """One word that a column may hold."""

    code: str
    name: Text
    marks: frozenset[str] = frozenset()
    """`managed`: counted among managed patients only; `sensitive`: small counts are not shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a register."""

    code: str
    heading: Text
    shape: Shape
    needed: bool = False
    past: bool = False
    """Whether a day may not lie ahead."""
    least: int = 0
    """Lowest number, as written in the file."""
    most: int = LARGEST
    """Highest number as written in the file; letters of a text."""
    at_most: str = ""
    """Code of the column whose value it may not exceed."""
    within: str = ""
    """Code of the column that holds the year a day lies in."""
    only: Mapping[str, str] | None = None
    """Column and word with which alone it is filled."""
    options: Mapping[str, Option] | None = None
    """Words of a column of words, by code."""


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its columns in order, and what tells its rows apart."""

    code: str
    name: Text
    book: str
    """Book of the journal it is kept in."""
    key: tuple[str, ...]
    """Codes of the columns that name a row."""
    columns: Mapping[str, Column]

    def subject(self, values: Values) -> str:
        """Name a row as the journal does.

        Examples
        --------
        >>> staff = Register("staff", Text("", ""), "staff", ("year", "area"), {})
        >>> staff.subject({"year": 2025, "area": "B05", "nurses": 3})
        'staff/2025/B05'
        """
        return "/".join([self.code, *(str(values[code]) for code in self.key)])


@dataclass(frozen=True, slots=True)
class Declarations:
    """All registers by code, and the parameters they are measured by."""

    registers: Mapping[str, Register]
    parameters: Mapping[str, Parameter]

    def of_book(self, book: str) -> tuple[Register, ...]:
        """Return the registers kept in a book."""
        return tuple(one for one in self.registers.values() if one.book == book)


def parse(
    content: Mapping[str, Any], vocabularies: Mapping[str, Mapping[str, Text]]
) -> Declarations:
    """Build the declarations from their file.

    Parameters
    ----------
    content
        `parameters` and `registers`, see the head of data/registers.yaml.
    vocabularies
        Words of lists that are kept elsewhere, by the name that `options` gives them.

    Raises
    ------
    ParameterError
        Naming the register, the column and the key at fault.
    """
    check_keys("registers", content, required=frozenset({"parameters", "registers"}))
    parameters = parse_parameters("registers", content["parameters"])
    entries = mapping("registers", content["registers"])
    registers = {
        str(code): _register(str(code), fields, vocabularies) for code, fields in entries.items()
    }
    return Declarations(registers, parameters)


def _register(
    code: str, content: object, vocabularies: Mapping[str, Mapping[str, Text]]
) -> Register:
    where = place("registers", code)
    fields = mapping(where, content)
    check_keys(where, fields, required=_LIST_KEYS)
    columns = {
        str(name): _column(place(where, "columns", name), str(name), told, vocabularies)
        for name, told in mapping(place(where, "columns"), fields["columns"]).items()
    }
    key = tuple(_known(place(where, "key"), name, columns) for name in _list(where, fields["key"]))
    for column in columns.values():
        _check_mentions(place(where, "columns", column.code), column, columns)
    named = _text(place(where, "name"), fields["name"])
    return Register(code, named, words(place(where, "book"), fields["book"]), key, columns)


def _column(
    where: str, code: str, content: object, vocabularies: Mapping[str, Mapping[str, Text]]
) -> Column:
    fields = mapping(where, content)
    check_keys(where, fields, required=_NEEDED, optional=_OPTIONAL)
    shape = Shape(one_of(place(where, "shape"), fields["shape"], [str(s) for s in Shape]))
    usual = LONGEST if shape in {Shape.TEXT, Shape.CODE} else LARGEST
    options = None
    if shape is Shape.WORD:
        options = _options(place(where, "options"), fields.get("options"), vocabularies)
    only = fields.get("only")
    return Column(
        code,
        _text(where, {key: fields[key] for key in ("zh", "en")}),
        shape,
        needed=_flag(where, fields, "needed"),
        past=_flag(where, fields, "past"),
        least=_whole(place(where, "least"), fields.get("least", 0)),
        most=_whole(place(where, "most"), fields.get("most", usual)),
        at_most=str(fields.get("at_most", "")),
        within=str(fields.get("within", "")),
        only=None if only is None else {str(k): str(v) for k, v in mapping(where, only).items()},
        options=options,
    )


def _options(
    where: str, content: object, vocabularies: Mapping[str, Mapping[str, Text]]
) -> dict[str, Option]:
    if isinstance(content, str):
        kept = vocabularies[one_of(where, content, list(vocabularies))]
        return {code: Option(code, text) for code, text in kept.items()}
    found = {}
    for code, told in mapping(where, content).items():
        fields = mapping(place(where, code), told)
        named = _text(place(where, code), {k: v for k, v in fields.items() if k != "marks"})
        marks = _list(place(where, code), fields.get("marks", []))
        found[str(code)] = Option(str(code), named, frozenset(map(str, marks)))
    if len({option.name.zh for option in found.values()}) < len(found):
        raise ParameterError(N_("“{name}” gives two words the same name."), name=where)
    return found


def _check_mentions(where: str, column: Column, columns: Mapping[str, Column]) -> None:
    for code in (column.at_most, column.within, *(column.only or ())):
        if code:
            _known(where, code, columns)


def _known(where: str, code: object, columns: Mapping[str, Column]) -> str:
    return one_of(where, code, list(columns))


def _text(where: str, content: object) -> Text:
    fields = mapping(where, content)
    check_keys(where, fields, required=frozenset({"zh", "en"}))
    return Text(**{key: words(place(where, key), fields[key]) for key in ("zh", "en")})


def _list(where: str, content: object) -> list[Any]:
    if not isinstance(content, list):
        raise ParameterError(N_("“{name}” must be a list."), name=where)
    return content


def _flag(where: str, fields: Mapping[Any, Any], name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise ParameterError(N_("“{name}” must be true or false."), name=place(where, name))
    return value


def _whole(where: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ParameterError(N_("“{name}” must be a whole number of at least 0."), name=where)
    return value
