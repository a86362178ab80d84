"""Read a paper back: its texts in order, pictures by fingerprint, and its properties.

The package has to be proved harmless before: see `lib.adapters.uploads.office`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lib.adapters.papers.packages import parsed, properties_of
from lib.errors import N_, InputError
from lib.model.papers.checking import Reading

_PARTS = re.compile(
    r"(word/(document|header\d*|footer\d*|footnotes|endnotes|comments)"
    r"|ppt/(slides/slide|notesSlides/notesSlide|charts/chart)\d+"
    r"|xl/(sharedStrings|worksheets/sheet\d+))\.xml"
)
_PICTURES = re.compile(r"(word|ppt|xl)/media/[^/]+")
_HOLDERS = frozenset({"p", "v", "si"})
"""Elements that hold one text: paragraphs, values of charts and sheets, shared strings."""
_LETTERS = frozenset({"t", "v", "delText"})
_MOST = 50_000
_DIGITS = re.compile(r"\d+")


def read(content: bytes, file: str) -> Reading:
    """Read the texts and properties of a docx, pptx or xlsx.

    Raises
    ------
    InputError
        If a part of it is no XML, or there is more text than any paper has.
    """
    try:
        return Reading(tuple(_texts(content, file)), properties_of(content))
    except (BadZipFile, SyntaxError, KeyError) as error:
        raise InputError(
            N_("{file} is damaged or incomplete."),
            hint=N_("Take the file as it was received."),
            file=file,
        ) from error


def _texts(content: bytes, file: str) -> Iterator[str]:
    count = 0
    with ZipFile(BytesIO(content)) as package:
        names = package.namelist()
        for name in sorted(filter(_PARTS.fullmatch, names), key=_order):
            for text in _of_part(package.read(name)):
                count += 1
                if count > _MOST:
                    raise InputError(
                        N_("{file} holds more than {limit} paragraphs; no paper is so long."),
                        hint=N_("Take the file as it was received."),
                        file=file,
                        limit=_MOST,
                    )
                yield text
        for name in sorted(filter(_PICTURES.fullmatch, names), key=_order):
            yield f"〔图片 {hashlib.sha256(package.read(name)).hexdigest()[:16]}〕"


def _of_part(part: bytes) -> Iterator[str]:
    """Return the texts of a part; nested holders belong to the innermost."""
    texts: dict[object, list[str]] = {}
    for element in parsed(part).iter():
        if not isinstance(element.tag, str) or _plain(element.tag) not in _LETTERS:
            continue
        holder = next(
            (one for one in (element, *element.iterancestors()) if _holds(one.tag)), element
        )
        texts.setdefault(holder, []).append(element.text or "")
    return (text for text in map("".join, texts.values()) if text.strip())


def _holds(tag: object) -> bool:
    return isinstance(tag, str) and _plain(tag) in _HOLDERS


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def _order(name: str) -> tuple[str, int]:
    """Let slide 10 come after slide 9."""
    numbers = _DIGITS.findall(name)
    return _DIGITS.sub("", name), int(numbers[-1]) if numbers else 0
