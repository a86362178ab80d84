"""Examine a package (xlsx, ods) before a native library unpacks it.

Limits are those OWASP ASVS 5.2 asks for: how many parts, how large once unpacked, where
they claim to go. Then every part is unpacked once, in memory, so that what the directory
says of it is proved.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from typing import TypeAlias
from zipfile import ZipFile, ZipInfo

from lib.adapters.uploads.kinds import kind_of_package
from lib.adapters.uploads.limits import MEBIBYTE, Limits
from lib.adapters.uploads.refusals import SAVE_AGAIN, damaged, protected, refusing_damage
from lib.adapters.uploads.sheet_parts import Survey, titles_of
from lib.errors import N_, InputError

KindOf: TypeAlias = Callable[[Collection[str], str], str]
"""What a package is, by the names of its parts in small letters and its own name."""
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_MANIFEST = "META-INF/manifest.xml"
_MARKUP = (".xml", ".rels", ".vml")


def examine(content: bytes, file: str, limits: Limits, kind_of: KindOf = kind_of_package) -> str:
    """Return what a package is, once it has proved harmless enough to be read.

    Parameters
    ----------
    content
        The package.
    file
        Its name, for sentences.
    limits
        How large it may be.
    kind_of
        Tells what it is by the names of its parts, or refuses it: a table, unless said otherwise.

    Raises
    ------
    InputError
        Saying which limit is exceeded, or what is wrong with the package.
    """
    if content.count(_ENTRY) > limits.entries:
        raise _bomb(file, N_("{file} consists of more than {limit} parts."), limits.entries)
    with refusing_damage(file), ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
        names = _check_names(entries, file)
        _check_sizes(entries, file, limits)
        kind = kind_of(names, file)
        _check_parts(package, Survey(file, limits, _titles(package, kind)), file)
        return kind


def _check_names(entries: list[ZipInfo], file: str) -> set[str]:
    names: set[str] = set()
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if name in names or name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise damaged(file)
        if entry.flag_bits & _ENCRYPTED:
            raise protected(file)
        names.add(name)
    return names


def _check_sizes(entries: list[ZipInfo], file: str, limits: Limits) -> None:
    sizes = [entry.file_size for entry in entries]
    if sum(sizes) > limits.unpacked or max(sizes, default=0) > limits.part:
        message = N_("{file} grows beyond {limit} MB when unpacked.")
        raise _bomb(file, message, limits.unpacked // MEBIBYTE)
    if any(entry.file_size > _most(entry, limits) for entry in entries):
        message = N_("A part of {file} grows more than {limit} times when unpacked.")
        raise _bomb(file, message, limits.ratio)


def _most(entry: ZipInfo, limits: Limits) -> int:
    """Small parts may be packed as tightly as they like."""
    return max(MEBIBYTE, entry.compress_size * limits.ratio)


def _titles(package: ZipFile, kind: str) -> dict[str, str]:
    """Name the sheets of an xlsx; parts may be spelt in any case."""
    if kind != "xlsx":
        return {}
    spelt = {name.lower(): name for name in package.namelist()}
    relations = spelt.get("xl/_rels/workbook.xml.rels")
    workbook = package.read(spelt["xl/workbook.xml"])
    return titles_of(workbook, package.read(relations) if relations else b"")


def _check_parts(package: ZipFile, survey: Survey, file: str) -> None:
    for name, part in _unpacked(package):
        if name.lower().endswith(_MARKUP) and _DECLARATION.search(part):
            raise InputError(
                N_("{file} defines markup of its own ({part}); tables never do."),
                hint=SAVE_AGAIN,
                file=file,
                part=name,
            )
        if name == _MANIFEST and b"encryption-data" in part:
            raise protected(file)
        survey.visit(name, part)
    survey.conclude()


def _unpacked(package: ZipFile) -> Iterator[tuple[str, bytes]]:
    """Unpack part by part; a wrong size or checksum is an error of the zip reader."""
    for entry in package.infolist():
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise zipfile.BadZipFile
        yield entry.filename, package.read(entry)


def _bomb(file: str, message: str, limit: int) -> InputError:
    return InputError(message, hint=SAVE_AGAIN, file=file, limit=limit)
