"""From the bytes of a delivered file to its cells."""

from __future__ import annotations

import hashlib
from pathlib import PureWindowsPath

from lib.adapters.uploads.kinds import kind_by_start
from lib.adapters.uploads.limits import MEBIBYTE, Limits
from lib.adapters.uploads.packages import examine
from lib.adapters.uploads.parsing import parse
from lib.adapters.uploads.texts import grid
from lib.errors import N_, InputError
from lib.model.intake.sheets import Sheet, Workbook

_LONGEST_NAME = 120
_DEFAULT = Limits()


def read(content: bytes, name: str, limits: Limits = _DEFAULT) -> Workbook:
    r"""Read a delivered file: xlsx, xls, ods, or text with delimiters.

    Parameters
    ----------
    content
        The file, byte for byte.
    name
        Its name as delivered; folders in it are dropped.
    limits
        How large it may be.

    Raises
    ------
    InputError
        If it is no table, too large, damaged, protected, or not calculated.
    StorageError
        If the machine has no room to read it.

    Examples
    --------
    >>> workbook = read("机构,建档人数\n罗阳,'001\n".encode(), "C:\\导出\\9月.csv")
    >>> workbook.file, workbook.kind, workbook.sheets[0].name
    ('9月.csv', 'csv', '9月')
    >>> workbook.sheets[0].rows
    (('机构', '建档人数'), ('罗阳', "'001"))
    """
    file = plain_name(name)
    if len(content) > limits.file:
        raise InputError(
            N_("{file} has {size:.1f} MB; files of at most {limit} MB are read."),
            hint=N_("Leave out pictures and sheets that are not needed, or divide the file."),
            file=file,
            size=len(content) / MEBIBYTE,
            limit=limits.file // MEBIBYTE,
        )
    kind = kind_by_start(content, file)
    if kind == "package":
        kind = examine(content, file, limits)
    if kind == "text":
        kind = "csv"
        sheets: tuple[Sheet, ...] = (Sheet(_stem(file), grid(content, file, limits)),)
    else:
        sheets = parse(content, file, limits)
    _refuse_empty(sheets, file)
    return Workbook(file, hashlib.sha256(content).hexdigest(), kind, len(content), sheets)


def plain_name(name: str) -> str:
    """Return a name without folders and characters that do not print.

    Examples
    --------
    >>> plain_name("../../导出/9月.xlsx"), plain_name("")
    ('9月.xlsx', '?')
    """
    last = PureWindowsPath(name.replace("/", "\\")).name
    return "".join(letter for letter in last if letter.isprintable())[-_LONGEST_NAME:] or "?"


def _stem(file: str) -> str:
    return PureWindowsPath(file).stem or file


def _refuse_empty(sheets: tuple[Sheet, ...], file: str) -> None:
    if not any(sheet.rows for sheet in sheets):
        raise InputError(
            N_("{file} has no filled cell."),
            hint=N_("Export the table again and look into the file before uploading it."),
            file=file,
        )
