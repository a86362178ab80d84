"""Names: which area a written name means, if only one can be meant.

A name is certain by exact look-up among codes, official names and aliases alone; cutting off 镇
or 村 would turn 湖镇 into 湖. Whatever is not certain is asked, with the likeliest areas first.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from lib.errors import N_
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Area

UNKNOWN = N_("“{name}” is not in the roster.")
SEVERAL = N_("“{name}” may mean several areas of the roster.")
RESEMBLES = N_("“{name}” is not in the roster, only names like it.")
MERGED = N_("“{name}” names several areas in one row.")
TOWN_ONLY = N_("“{name}” is a town, not an institution.")
OTHER_COUNTY = N_("“{name}” lies in another county.")
MISPLACED = N_("“{name}” stands below another body than in the roster.")

CUT_OFF = 60
"""Least resemblance, of 100, at which an area is shown as a candidate."""
_SHOWN = 5
_TOWN = "admin_unit"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was found to mean."""

    code: str = ""
    """Code of the area, empty where that is not certain."""
    candidates: tuple[str, ...] = ()
    """Codes of areas that may be meant, most likely first; only that of `code` if certain."""
    reason: str = ""
    """Why it is not certain: a template with the blank {name}, marked with N_()."""


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """All names of a roster. Made by `name_index`."""

    areas: Mapping[str, Area]
    """Latest period of each area."""
    codes: Mapping[str, frozenset[str]]
    """Codes by name, as `_key` spells it."""
    own: re.Pattern[str]
    """The county's own name before a name, with what lies above the county."""
    above: re.Pattern[str]
    """Names of what lies above the county, alone."""

    def resolve(self, written: str, parent: str = "") -> Resolution:
        """Find the area that a name means.

        Parameters
        ----------
        written
            Name as it stands in the cell, or a code of the roster.
        parent
            Town, institution or county beside it, as written; empty if there is none. It narrows
            the search, and a name that stands below the wrong one is not certain.

        Examples
        --------
        >>> hospital = Area("B10", "湖镇镇卫生院", "township_hospital", "", None, "", ("湖镇",))
        >>> index = name_index([hospital])
        >>> index.resolve("1. 湖 镇").code, index.resolve("湖").code
        ('B10', '')
        """
        return _resolve(self, written, parent)

    def county(self, written: str = "全县") -> str:
        """Return the code of the county if a text names it, for figures of the whole county.

        Examples
        --------
        >>> index = name_index([Area("441322", "博罗县", "county", "", None)])
        >>> index.county("博罗县"), index.county("全县"), index.county("罗阳街道")
        ('441322', '441322', '')
        """
        code = next((code for code, area in self.areas.items() if area.kind == COUNTY), "")
        said = _spelled(written)
        return code if said in {"全县", "本县", "县级"} or code in self.meant(written) else ""

    def meant(self, name: str) -> frozenset[str]:
        """Return the codes of all areas that bear a name, exactly."""
        spelled = _spelled(name)
        bare = _NUMBERING.sub("", spelled, count=1)
        texts = {spelled, bare, self.own.sub("", spelled), self.own.sub("", bare)}
        return frozenset().union(*(self.codes.get(_key(text), ()) for text in texts))

    def reporting(self, name: str) -> frozenset[str]:
        """Return the codes of those that bear a name and come first: a town bears it last."""
        found = self.meant(name)
        first = min((_rank(self.areas[code]) for code in found), default=0)
        return frozenset(code for code in found if _rank(self.areas[code]) == first)

    def clinics(self, bodies: frozenset[str], name: str) -> frozenset[str]:
        """Return the clinics of some bodies that bear a name, or bear it after their town's."""
        held = {self.areas[body] for body in bodies}
        towns = {self.areas[area.admin_unit] for area in held if area.admin_unit in self.areas}
        named = self.reporting(name).union(*(self.reporting(a.name + name) for a in held | towns))
        return frozenset(
            code for code in named if self.areas[code].kind == CLINIC and self.belongs(code, bodies)
        )

    def belongs(self, code: str, bodies: frozenset[str]) -> bool:
        """Tell whether an area is one of some bodies, or lies in or below one of them."""
        lines = {self.areas[code].admin_unit, self.areas[code].block}
        while code and code not in lines:
            lines.add(code)
            code = self.areas[code].parent_code if code in self.areas else ""
        return not bodies.isdisjoint(lines - {""})


def name_index(areas: Iterable[Area]) -> NameIndex:
    """Index the names of areas; codes and names of all their periods count."""
    latest: dict[str, Area] = {}
    codes: dict[str, set[str]] = defaultdict(set)
    for area in sorted(areas, key=lambda area: area.valid_from or date.min):
        latest[area.code] = area
        for name in (area.code, area.name, *area.aliases):
            codes[_key(_spelled(name))].add(area.code)
    counties = [area for area in latest.values() if area.kind == COUNTY]
    above = sorted({name for county in counties for name in _above(county)}, key=len)
    over = "|".join(re.escape(name) for name in reversed(above)) or "(?!)"
    county = "|".join(re.escape(_spelled(area.name)) for area in counties) or "(?!)"
    return NameIndex(
        latest,
        {key: frozenset(found) for key, found in codes.items()},
        re.compile(f"^(?:{over})*(?:{county})"),
        re.compile(f"(?:{over})+"),
    )


def _above(county: Area) -> Iterator[str]:
    """Yield 惠州市 of 惠州市博罗县."""
    name = _spelled(county.name)
    for alias in map(_spelled, county.aliases):
        if alias.endswith(name) and alias != name:
            yield alias.removesuffix(name)


def _rank(area: Area) -> int:
    """Put those that report first: a hospital and a town may bear one name."""
    if area.kind in (*INSTITUTION_KINDS, CLINIC, COUNTY):
        return 0
    return 2 if area.kind == _TOWN else 1


_MARKS = "*※★☆△▲●○#:。.、,;-_—"
_NUMBERING = re.compile(
    r"^(?:[0-9]{1,3}[.、,:)-]?|\([0-9]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]"
    r"|\([一二三四五六七八九十]{1,3}\))(?=[^0-9])"
)
_ONE_TYPE = re.compile(r"(?:卫生站|卫生室|卫生所)$")


def _spelled(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s\u200b-\u200d\u2060\ufeff'‘’]|\(\)", "", text).strip(_MARKS)


def _key(spelled: str) -> str:
    """Take a village's 卫生站, 卫生室 and 卫生所 for one kind of body."""
    return _ONE_TYPE.sub("卫生站", spelled)


@lru_cache(maxsize=1 << 14)
def _resolve(index: NameIndex, written: str, parent: str) -> Resolution:
    if not _spelled(written):
        return Resolution(reason=UNKNOWN)
    named = index.reporting(written)
    above = _spelled(parent)
    if above and not index.above.fullmatch(above):
        if _foreign(index, above):
            return Resolution(reason=OTHER_COUNTY)
        return _below(index, written, named, parent)
    if not named:
        return _uncertain(index, written, frozenset())
    return _one_of(index, named)


def _below(index: NameIndex, written: str, named: frozenset[str], parent: str) -> Resolution:
    """Resolve a name that stands below a parent."""
    bodies = index.meant(parent)
    within = frozenset(code for code in named if index.belongs(code, bodies))
    if not within:
        within = index.clinics(bodies, _spelled(written))
    if within:
        return _one_of(index, within)
    if named:
        return Resolution("", _shown(index, named), MISPLACED)
    return _uncertain(index, written, bodies)


def _one_of(index: NameIndex, named: frozenset[str]) -> Resolution:
    towns = frozenset(code for code in named if index.areas[code].kind == _TOWN)
    if towns:
        inside = (area for area in index.areas.values() if area.kind in INSTITUTION_KINDS)
        seats = frozenset(area.code for area in inside if area.admin_unit in towns)
        return Resolution("", _shown(index, seats), TOWN_ONLY)
    if len(named) == 1:
        return Resolution(next(iter(named)), tuple(named))
    return Resolution("", _shown(index, named), SEVERAL)


def _shown(index: NameIndex, codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda code: (_rank(index.areas[code]), code)))


_TOKENS = re.compile(r"[()\[\]【】、,+/&;]|含|包括|及|与")
_FOREIGN = re.compile(r"(?:.{2,3}省)?(?:.{2,4}市)?(?![全本各我]).{1,3}(?:县|(?<![社片园学])区|市)")


def _foreign(index: NameIndex, spelled: str) -> bool:
    return (
        not index.own.match(spelled) and bool(_FOREIGN.match(spelled)) and not index.meant(spelled)
    )


def _uncertain(index: NameIndex, written: str, bodies: frozenset[str]) -> Resolution:
    """Look for what else may be meant; nothing found here is ever certain."""
    spelled = _spelled(written)
    tokens = [_spelled(token) for token in _TOKENS.split(spelled)]
    inside = [index.reporting(token) for token in tokens if token]
    exact = list(dict.fromkeys(code for found in inside for code in sorted(found)))
    if sum(bool(found) for found in inside) > 1 and len(exact) > 1:
        return Resolution("", tuple(exact[:_SHOWN]), MERGED)
    if _foreign(index, spelled):
        return Resolution(reason=OTHER_COUNTY)
    near = [*exact, *_composed(index, spelled), *_resembling(index, spelled)]
    ordered = sorted(dict.fromkeys(near), key=lambda code: not index.belongs(code, bodies))
    kept = tuple(code for code in ordered if index.areas[code].kind != _TOWN)[:_SHOWN]
    return Resolution("", kept, RESEMBLES if kept else UNKNOWN)


def _composed(index: NameIndex, spelled: str) -> Iterator[str]:
    """Read a name as a body followed by one of its clinics."""
    for cut in range(2, len(spelled) - 1):
        if bodies := index.meant(spelled[:cut]):
            yield from sorted(index.clinics(bodies, spelled[cut:]))


def _resembling(index: NameIndex, spelled: str) -> Iterator[str]:
    asked = index.own.sub("", spelled)
    names = [name for name in index.codes if not name.isascii()]  # codes resemble one another
    found = process.extract(asked, names, scorer=fuzz.ratio, score_cutoff=CUT_OFF, limit=4 * _SHOWN)
    for name, _, _ in found:
        yield from sorted(index.codes[name])
