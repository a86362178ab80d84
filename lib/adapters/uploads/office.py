"""Papers that come back (docx, pptx, xlsx): examined as every package is, before any is parsed."""

from __future__ import annotations

from collections.abc import Collection

from lib.adapters.uploads.limits import MEBIBYTE, Limits
from lib.adapters.uploads.packages import examine
from lib.adapters.uploads.refusals import damaged
from lib.errors import N_, InputError

_DEFAULT = Limits()
_PACKAGE = b"PK\x03\x04"
_TYPES = "[content_types].xml"
_MAIN = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx"}
_SAVE = N_("Save it as .docx, .pptx or .xlsx without macros, and upload that file.")


def prove(content: bytes, file: str, limits: Limits = _DEFAULT) -> str:
    """Return docx, pptx or xlsx, once the package has proved harmless enough to be read.

    Raises
    ------
    InputError
        If it is too large, none of these, damaged, protected, or holds programs.
    """
    if len(content) > limits.file:
        raise InputError(
            N_("{file} has {size:.1f} MB; files of at most {limit} MB are read."),
            hint=N_("Take the file as it was received."),
            file=file,
            size=len(content) / MEBIBYTE,
            limit=limits.file // MEBIBYTE,
        )
    if not content.startswith(_PACKAGE):
        raise _other(file)
    return examine(content, file, limits, kind_of_paper)


def kind_of_paper(parts: Collection[str], file: str) -> str:
    """Return docx, pptx or xlsx by the names of the parts of a package, in small letters.

    Raises
    ------
    InputError
        If it is something else, or holds macros or embedded programs.

    Examples
    --------
    >>> kind_of_paper({"[content_types].xml", "word/document.xml"}, "a.docx")
    'docx'
    """
    if any(
        part.endswith(("vbaproject.bin", ".exe", ".dll")) or "activex" in part for part in parts
    ):
        raise InputError(
            N_("{file} contains macros; programs are not accepted."), hint=_SAVE, file=file
        )
    kinds = [kind for part, kind in _MAIN.items() if part in parts]
    if _TYPES not in parts or not kinds:
        raise _other(file)
    if len(kinds) > 1:
        raise damaged(file)
    return kinds[0]


def _other(file: str) -> InputError:
    return InputError(
        N_("{file} is no Word document, presentation or workbook."), hint=_SAVE, file=file
    )
