"""Tables as text: which encoding, which delimiter, and the cells."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.refusals import SAVE_AGAIN, too_many_cells
from lib.errors import N_, InputError
from lib.model.intake.sheets import Cell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
_END_OF_DOS_FILE = "\x1a"
_REPLACED = "\ufffd"
_MOSTLY = 0.3
"""Share of broken characters up to which a text is taken for damaged, not for another encoding."""
_DELIMITERS = ",\t;，；|"
_LOOKED_AT = 200


def grid(content: bytes, file: str, limits: Limits) -> tuple[tuple[Cell, ...], ...]:
    r"""Return the cells of a table of text, all rows equally long; text stays text.

    Raises
    ------
    InputError
        If the bytes are no text, a quotation mark never ends, or the table is too large.

    Examples
    --------
    >>> grid("机构;人数\r\n罗阳;1,234\r\n".encode("gb18030"), "a.csv", Limits())
    (('机构', '人数'), ('罗阳', '1,234'))
    """
    text = decoded(content, file)
    rows = _split(text, delimiter_of(text), file, limits)
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((_width(row) for row in rows), default=0)
    if len(rows) > limits.rows or width > limits.columns or len(rows) * width > limits.cells:
        raise too_many_cells(file, file, (len(rows), width), limits)
    return tuple(_padded(row, width) for row in rows)


def decoded(content: bytes, file: str) -> str:
    """Decode bytes by their mark, else as UTF-8, else as GB18030; never with losses.

    Raises
    ------
    InputError
        Saying at which byte a text breaks, or that there is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, file)
    try:
        return _checked(content.decode("utf-8"), file)
    except UnicodeDecodeError as error:
        if _is_broken_utf8(content):
            raise _broken(file, error) from None
    return _strictly(content, "gb18030", file)


def delimiter_of(text: str) -> str:
    r"""Return the delimiter that gives the most cells in rows of one length.

    Examples
    --------
    >>> delimiter_of("a;b;c\n1,5;2,5;3\n")
    ';'
    """
    start = StringIO(text, newline="")
    head = "".join(islice(start, _LOOKED_AT))
    return max(_DELIMITERS, key=lambda delimiter: _evenness(head, delimiter))


def _strictly(content: bytes, encoding: str, file: str) -> str:
    try:
        return _checked(content.decode(encoding), file)
    except UnicodeDecodeError as error:
        raise _broken(file, error) from None


def _checked(text: str, file: str) -> str:
    text = text.removesuffix(_END_OF_DOS_FILE)
    if _CONTROLS.search(text):
        raise InputError(N_("{file} is no table of text or cells."), hint=SAVE_AGAIN, file=file)
    return text


def _is_broken_utf8(content: bytes) -> bool:
    """Tell a damaged UTF-8 text from one in another encoding, which hardly ever looks like it."""
    text = content.decode("utf-8", errors="replace")
    foreign = sum(1 for letter in text if letter >= "\x80")
    return text.count(_REPLACED) <= _MOSTLY * foreign


def _broken(file: str, error: UnicodeDecodeError) -> InputError:
    return InputError(
        N_("The text of {file} breaks off or is damaged at byte {place}."),
        hint=SAVE_AGAIN,
        file=file,
        place=error.start + 1,
    )


def _evenness(head: str, delimiter: str) -> int:
    try:
        widths = Counter(len(row) for row in _reader(head, delimiter))
    except csv.Error:
        widths = Counter(line.count(delimiter) + 1 for line in head.splitlines())
    return max((width * count for width, count in widths.items() if width > 1), default=0)


def _split(text: str, delimiter: str, file: str, limits: Limits) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(islice(_reader(text, delimiter), limits.rows + 1))
    except csv.Error:
        raise InputError(
            N_("{file}: the quotation marks in row {row} do not match."),
            hint=N_("Correct that row, or save the table as .xlsx."),
            file=file,
            row=len(rows) + 1,
        ) from None
    return rows


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _width(row: list[str]) -> int:
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return width


def _padded(row: list[str], width: int) -> tuple[Cell, ...]:
    return tuple(cell or None for cell in row[:width]) + (None,) * (width - len(row))
