"""Words in the reader's language.

Pages write plain English inside `_()`; Chinese, the default, lives in
locale/zh/messages.po. The language belongs to the session, never to the process:
two readers share one server.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from babel.messages.pofile import read_po

from lib.errors import N_, Message
from lib.model.roster import Area
from pages.ui import state

__all__ = [
    "LANGUAGES",
    "N_",
    "_",
    "catalogue",
    "fill",
    "in_language",
    "listed",
    "name",
    "plain",
    "short_name",
]

LANGUAGES = {"zh": "中文", "en": "English"}
_ENGLISH_KINDS = frozenset({"Township", "Subdistrict", "Central", "Community", "Town", "Street"})
_CLINIC_WORDS = ("卫生站", "卫生室")
_LOCALE = Path(__file__).parent / "locale"
_MARKDOWN = frozenset("\\`*_[]<>#|~$:!")


class Bilingual(Protocol):
    """A name that the data carry in both languages."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English; may be empty."""


class Named(Protocol):
    """An area: Chinese name, and an English one that may be empty."""

    @property
    def name(self) -> str:
        """In Chinese."""

    @property
    def name_en(self) -> str:
        """In English; may be empty."""


def _(english: str) -> str:
    """Translate, falling back on the English."""
    return catalogue(state.language()).get(english) or english


def fill(template: str, values: Mapping[str, object]) -> str:
    """Translate a template, then fill it; names among the values are put into words too."""
    return _(template).format(**{key: _worded(value) for key, value in values.items()})


def name(thing: Bilingual | Named) -> str:
    """Name a thing that carries its own names; Chinese where there is no English."""
    return in_language(thing, state.language())


def in_language(thing: Bilingual | Named, code: str) -> str:
    """Name a thing in a language that is given: for files made outside of a session."""
    chinese = thing.zh if hasattr(thing, "zh") else thing.name
    english = thing.en if hasattr(thing, "en") else thing.name_en
    return english or chinese if code == "en" else chinese


def short_name(area: Area) -> str:
    """Name an institution or clinic by its place alone: 罗阳, Luoyang, 鸡麻地村.

    Examples
    --------
    >>> hall = Area("B", "甲镇卫生院", "township_hospital", "", 9, "Jia Township Hall", ("甲",))
    >>> short_name(hall)
    '甲'
    """
    if state.language() == "en" and area.name_en:
        words = area.name_en.split()
        end = next((i for i, word in enumerate(words) if word in _ENGLISH_KINDS), len(words))
        return " ".join(words[: end or len(words)])
    for ending in _CLINIC_WORDS:
        if area.name.endswith(ending):
            return area.name.removesuffix(ending)
    return min((area.name, *area.aliases), key=len)


def plain(words: str) -> str:
    r"""Write a name where Markdown is read, so that it says what it says and no more.

    Examples
    --------
    >>> plain("A*[b](c)")
    'A\\*\\[b\\](c)'
    """
    return "".join(f"\\{sign}" if sign in _MARKDOWN else sign for sign in words)


def listed(words: Iterable[str]) -> str:
    """Join words as a list is written: 、 in Chinese, a comma in English."""
    return (", " if state.language() == "en" else "、").join(words)


@cache
def catalogue(code: str) -> dict[str, str]:
    """Return every translation into one language; none are needed into English."""
    if code == "en":
        return {}
    with (_LOCALE / code / "messages.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}


def _worded(value: object) -> object:
    """Errors carry names as data and lists as tuples; neither should look like Python."""
    if hasattr(value, "zh") and hasattr(value, "en"):
        return name(value)
    if isinstance(value, Message):
        return _(value)
    if isinstance(value, tuple | list):
        return listed(str(_worded(part)) for part in value)
    return value
