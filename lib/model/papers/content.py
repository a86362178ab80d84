"""What a paper consists of: words with numbers in them, tables, pictures, and its stamp."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from string import Formatter
from typing import TypeAlias

from lib.model.papers.stamp import Stamp


class Kind(StrEnum):
    """The papers; the value names the template."""

    RANKING = "ranking"  # 排名表
    ALLOCATION = "allocation"  # 资金分配表
    STATEMENT = "statement"  # 考核结果告知和资金结算单
    BULLETIN = "bulletin"  # 督导通报
    NOTICE = "notice"  # 整改通知书
    LEDGER = "ledger"  # 整改台账
    MINUTES = "minutes"  # 会议纪要
    SUMMONS = "summons"  # 约谈通知
    MEETING = "meeting"  # 会议幻灯片


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: what it is, and how the paper writes it."""

    value: Fraction | None
    """Exact; None for a number that is missing, which is written as a dash."""
    text: str
    decimals: int = 0
    """Decimals that are written."""


Cell: TypeAlias = str | Figure
Words: TypeAlias = tuple[Cell, ...]
"""A line of text, its numbers kept apart."""
Entry: TypeAlias = Cell | Words
"""What stands in a cell of a table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    """Its name in a template."""
    title: str
    width: int = 10
    """Letters it needs, for sheets and slides."""
    varies: bool = False
    """Whether it depends on the scheme: then a template reaches it through 各项."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under columns, with a line of sums if there is one."""

    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Entry], ...]
    total: Mapping[str, Entry] = field(default_factory=dict)

    def cells(self) -> Iterator[Cell]:
        """Return the parts of every cell, row by row, the sums last."""
        for row in (*self.rows, self.total):
            for entry in row.values():
                yield from entry if isinstance(entry, tuple) else (entry,)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is already drawn."""

    content: bytes = field(repr=False)
    """PNG."""
    says: str = ""
    """For readers who cannot see it."""


class Shape(StrEnum):
    """How a slide shows its table."""

    TABLE = "table"
    BARS = "bars"
    COLUMNS = "columns"
    POINTS = "points"  # text only
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a headline that says what is to be seen, and one thing to see."""

    title: str
    headline: Words
    shape: Shape
    table: Table | None = None
    series: tuple[str, ...] = ()
    """Keys of the columns that a chart draws; its names are the first column."""
    points: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    """For the speaker."""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, ready to be written into any kind of file."""

    kind: Kind
    title: str
    stamp: Stamp
    fields: Mapping[str, Words] = field(default_factory=dict)
    """Lines by the name of their placeholder."""
    lists: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)
    """Paragraphs by the name of their placeholder."""
    tables: Mapping[str, Table] = field(default_factory=dict)
    pictures: Mapping[str, Picture | None] = field(default_factory=dict)
    """None leaves the place of a picture empty."""
    slides: tuple[Slide, ...] = ()

    def figures(self) -> tuple[Figure, ...]:
        """Return every number of the paper in reading order of its parts."""
        return tuple(cell for cell in self._cells() if isinstance(cell, Figure))

    def _cells(self) -> Iterator[Cell]:
        lines = [*self.fields.values(), *(line for group in self.lists.values() for line in group)]
        for slide in self.slides:
            lines += [slide.headline, *slide.points, *slide.notes]
        for line in lines:
            yield from line
        tables = [*self.tables.values(), *(s.table for s in self.slides if s.table)]
        for table in tables:
            yield from table.cells()


def said(words: Entry) -> str:
    """Write words as text.

    Examples
    --------
    >>> said(("共", Figure(Fraction(22), "22"), "家"))
    '共22家'
    """
    if isinstance(words, str):
        return words
    if isinstance(words, Figure):
        return words.text
    return "".join(map(said, words))


def say(template: str, **values: Entry) -> Words:
    """Fill a sentence, its numbers kept as numbers.

    Examples
    --------
    >>> say("共{n}家。", n=Figure(Fraction(22), "22"))
    ('共', Figure(value=Fraction(22, 1), text='22', decimals=0), '家。')
    """
    found: list[Cell] = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            found.append(text)
        if name:
            value = values[name]
            found.extend(value if isinstance(value, tuple) else (value,))
    return tuple(found)


def joined(parts: Sequence[Entry], sign: str = "、") -> Words:
    """Join words by a sign.

    >>> said(joined(["甲", "乙"]))
    '甲、乙'
    """
    found: list[Cell] = []
    for number, part in enumerate(parts):
        if number:
            found.append(sign)
        found.extend(part if isinstance(part, tuple) else (part,))
    return tuple(found)
