"""What a file is, by its first bytes and its parts."""

from __future__ import annotations

import re
from collections.abc import Collection

from lib.adapters.uploads.refusals import SAVE_AGAIN, damaged, protected
from lib.errors import N_, InputError

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Container of the older Office formats, and of newer ones with a password."""
_EXPORT = N_("Export or save the table as .xlsx or .csv and upload that file.")
_UNPACK = N_("Unpack it and upload the table in it.")
_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", N_("{file} is a PDF document, not a table of cells."), _EXPORT),
    (b"\x89PNG", N_("{file} is a picture, not a table of cells."), _EXPORT),
    (b"\xff\xd8\xff", N_("{file} is a picture, not a table of cells."), _EXPORT),
    (b"GIF8", N_("{file} is a picture, not a table of cells."), _EXPORT),
    (b"BM", N_("{file} is a picture, not a table of cells."), _EXPORT),
    (b"II*\0", N_("{file} is a picture, not a table of cells."), _EXPORT),
    (b"Rar!", N_("{file} is an archive of files."), _UNPACK),
    (b"7z\xbc\xaf", N_("{file} is an archive of files."), _UNPACK),
    (b"\x1f\x8b", N_("{file} is an archive of files."), _UNPACK),
    (b"{\\rtf", N_("{file} is a text document, not a table of cells."), _EXPORT),
)
_PARTS: tuple[tuple[str, str, str], ...] = (
    ("word/", N_("{file} is a text document, not a table of cells."), _EXPORT),
    ("ppt/", N_("{file} is a presentation, not a table of cells."), _EXPORT),
    ("xl/workbook.bin", N_("{file} is a binary workbook (.xlsb), which is not read."), SAVE_AGAIN),
)
_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("WordDocument", N_("{file} is a text document, not a table of cells."), _EXPORT),
    ("PowerPoint Document", N_("{file} is a presentation, not a table of cells."), _EXPORT),
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PASSWORD = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
"""First records of an xls: the workbook begins, and a password follows."""
_WEB = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"mime-version")
_HEAD = 512


def kind_by_start(content: bytes, file: str) -> str:
    """Return package, xls or text; refuse what is no table.

    Raises
    ------
    InputError
        Saying what the file is instead, and how to get a table from it.

    Examples
    --------
    >>> kind_by_start("机构,建档人数".encode("gb18030"), "a.xlsx")
    'text'
    """
    if not content.strip():
        raise InputError(N_("{file} is empty."), hint=_EXPORT, file=file)
    if content.startswith(b"PK\x03\x04"):
        return "package"
    if content.startswith(OLE):
        _refuse_other_containers(content, file)
        return "xls"
    _refuse_by_start(content, file)
    return "text"


def kind_of_package(parts: Collection[str], file: str) -> str:
    """Return xlsx or ods by the names of the parts of a package, in small letters.

    Raises
    ------
    InputError
        If it is something else, or a workbook with macros.
    """
    if any(part.endswith("vbaproject.bin") for part in parts):
        raise InputError(
            N_("{file} contains macros; programs are not accepted."),
            hint=N_("Save it as .xlsx, which leaves the macros out, and upload that file."),
            file=file,
        )
    if "xl/workbook.xml" in parts and "[content_types].xml" in parts:
        return "xlsx"
    if "content.xml" in parts and "mimetype" in parts:
        return "ods"
    for start, message, hint in _PARTS:
        if any(part.startswith(start) for part in parts):
            raise InputError(message, hint=hint, file=file)
    if "[content_types].xml" in parts:
        raise damaged(file)
    raise InputError(N_("{file} is an archive of files."), hint=_UNPACK, file=file)


def _refuse_other_containers(content: bytes, file: str) -> None:
    if file.lower().endswith((".et", ".ett")):
        raise InputError(
            N_("{file} is in the format of WPS (.et), which only WPS reads."),
            hint=N_("Open it in WPS, choose “Save as” and .xlsx, and upload that file."),
            file=file,
        )
    if _ENCRYPTED in content or _PASSWORD.search(content):
        raise protected(file)
    for stream, message, hint in _STREAMS:
        if stream.encode("utf-16-le") in content:
            raise InputError(message, hint=hint, file=file)


def _refuse_by_start(content: bytes, file: str) -> None:
    for start, message, hint in _STARTS:
        if content.startswith(start):
            raise InputError(message, hint=hint, file=file)
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:_HEAD].lower().startswith(_WEB):
        raise InputError(
            N_("{file} is a web page under the name of a table."), hint=SAVE_AGAIN, file=file
        )
