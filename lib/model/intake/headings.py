"""Headings: which figures a heading names, by words known to be right or by resemblance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from lib.model.indicators import Indicator, Unit
from lib.model.intake.aliases import Alias, indexed, of_catalogue
from lib.model.intake.plans import Part, Slot
from lib.model.intake.roles import role
from lib.model.intake.wording import (
    contradict,
    key,
    levels,
    normalise,
    other_time,
    qualities,
    subjects,
    unit_of,
)

__all__ = ["Alias", "Match", "Vocabulary", "normalise", "role", "unit_of", "vocabulary"]

CERTAIN = 1.0
LIKELY = 0.9
"""Most that a resemblance reaches: a person has to confirm it."""
CUT_OFF = 0.5
"""Resemblances below this confidence are not worth showing."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading was taken for."""

    slots: tuple[Slot, ...] = ()
    """All figures the column feeds; empty if nothing comes near."""
    confidence: float = 0.0
    """`CERTAIN` for known words, at most `LIKELY` for a resemblance."""
    suggestions: tuple[tuple[Slot, ...], ...] = ()
    """What else it could be, most likely first."""


_WORDS = {
    **dict.fromkeys(["分子", "分子数", "分子值", "完成数", "实际完成数"], Part.NUMERATOR),
    **dict.fromkeys(["完成人数", "实际完成人数", "numerator"], Part.NUMERATOR),
    **dict.fromkeys(["分母", "分母数", "分母值", "denominator"], Part.DENOMINATOR),
    **dict.fromkeys(["率", "完成率", "比例", "比率", "百分比", "占比", "率值", "rate"], Part.RATE),
    **dict.fromkeys(["指标值", "数值", "值", "结果", "value"], Part.VALUE),
}
_ASSIGNED = frozenset(
    {"任务数", "下达任务数", "目标任务数", "应完成数", "应完成人数", "计划数", "应管理数"}
    | {"应管理人数", "应服务人数", "应做数"}
)
"""Denominators where the indicator has a number assigned, and doubtful elsewhere."""
_IS_ASSIGNED = re.compile("任务|应|计划")
_RESIDENTS = re.compile("常住|服务人口|总人口")
"""Headings that mean the same under any group."""
_COUNTED = re.compile("(?:人数|人次|次数|份数|例数|户数|率)$")
"""Groups that count something themselves, so that what stands below is a part of it."""

_Hit = tuple[float, tuple[Slot, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All known wordings of headings. Made by `vocabulary`."""

    indicators: Mapping[str, Indicator]
    known: Mapping[str, tuple[Slot, ...]]
    """Figures by the key of a heading."""
    grouped: Mapping[str, Mapping[str, tuple[Slot, ...]]]
    """Figures by the key of a heading, then of a word in the group above it."""

    def match(self, heading: str, group: str = "") -> Match:
        """Tell which figures a heading names.

        A heading that says only 分子, 分母 or 率, with no indicator above it, names that part of
        no indicator: in a long table another column does.

        Parameters
        ----------
        heading
            As written; header rows joined with “/”, the lowest last.
        group
            Headings above it that are not part of `heading`.

        Examples
        --------
        >>> vocabulary({}, ()).match("分母(人)").slots
        (Slot(indicator='', part=<Part.DENOMINATOR: 'denominator'>),)
        """
        return _match(self, heading, group)

    def indicator(self, written: str) -> str:
        """Return the code of the indicator that a text names, by code or known name; else empty."""
        return self.named(key(written))

    def named(self, word: str) -> str:
        """Return the code of the one indicator whose name or code is this key; else empty."""
        whole = (Part.RATE, Part.VALUE)
        codes = {slot.indicator for slot in self.known.get(word, ()) if slot.part in whole}
        return codes.pop() if len(codes) == 1 else ""

    def exact(self, word: str) -> tuple[Slot, ...]:
        """Return the figures of a key that is known, alone or as an indicator with its part."""
        if word in self.known:
            return self.known[word]
        for said, part in _WORDS.items():
            if word.endswith(said) and (code := self.named(word.removesuffix(said))):
                return (self.part_of(code, part),)
            rest = self.known.get(word.removeprefix(said), ()) if word.startswith(said) else ()
            if slots := tuple(slot for slot in rest if slot.part is part):
                return slots
        return ()

    def part_of(self, code: str, part: Part) -> Slot:
        """Return a part of an indicator; the value of one with counts is its rate."""
        counts = part is Part.VALUE and code and self.indicators[code].unit is not Unit.PLAIN
        return Slot(code, Part.RATE if counts else part)

    def subjects_of(self, code: str) -> frozenset[str]:
        """Return what the indicators of the same service item speak of."""
        item = self.indicators[code].service_item
        same = [one for one in self.indicators.values() if one.service_item == item]
        return frozenset().union(*(subjects(_texts(one)) for one in same))


def vocabulary(indicators: Mapping[str, Indicator], aliases: Iterable[Alias]) -> Vocabulary:
    """Make the vocabulary of a catalogue; aliases of indicators it lacks are left out."""
    held = (alias for alias in aliases if alias.indicator in indicators)
    return Vocabulary(indicators, *indexed((*of_catalogue(indicators), *held)))


def _texts(indicator: Indicator) -> str:
    texts = (indicator.name, indicator.numerator, indicator.denominator)
    return key(" ".join(text.zh for text in texts))


@lru_cache(maxsize=1 << 14)
def _match(vocabulary: Vocabulary, heading: str, group: str) -> Match:
    found = _read(vocabulary, levels(heading, group))
    if found.confidence < CERTAIN and (turned := _turned(heading)):
        *above, leaf = levels(turned, group)
        hits = _under_group(vocabulary, above, leaf)
        found = _answer(hits) if [sure for sure, _ in hits] == [CERTAIN] else found
    return found


def _turned(heading: str) -> str:
    """Take what is in brackets at the end for a group: 管理人数（糖尿病）."""
    above, _, leaf = unicodedata.normalize("NFKC", heading).rpartition("/")
    match = re.fullmatch(r"([^()]+)\(([^()]+)\)", leaf.strip())
    return f"{above}/{match[2]}/{match[1]}" if match else ""


def _read(vocabulary: Vocabulary, rows: Sequence[str]) -> Match:
    *above, leaf = rows or [""]
    hits = _known(vocabulary, above, leaf)
    if not hits or hits[0][0] < CERTAIN:
        hits = _under_group(vocabulary, above, leaf) or hits
    if leaf in _WORDS or (leaf in _ASSIGNED and not hits):
        return _part(vocabulary, above, leaf)
    if len(hits) > 1:
        hits = [(LIKELY, slots) for _, slots in hits]
    if not hits or hits[0][0] < CERTAIN:
        hits += _resembling(vocabulary, above, leaf)
    return _answer(hits)


def _known(vocabulary: Vocabulary, above: Sequence[str], leaf: str) -> list[_Hit]:
    """Look a heading up; one that names two parts of one indicator has two meanings."""
    slots = vocabulary.exact(leaf)
    if own := _of_group(vocabulary, above, slots):
        return [(CERTAIN, own)]
    if _ambiguous(slots) or sum(slot.part is Part.NUMERATOR for slot in slots) > 1:
        return [(LIKELY, (slot,)) for slot in slots]
    sure = slots and _belongs(vocabulary, above, leaf, slots)
    return [(CERTAIN if sure else LIKELY, slots)] if slots else []


def _of_group(
    vocabulary: Vocabulary, above: Sequence[str], slots: tuple[Slot, ...]
) -> tuple[Slot, ...]:
    """Keep the one figure of the indicator that the group names: the others have their own."""
    codes = filter(None, map(vocabulary.named, reversed(above)))
    code = next(codes, "")
    own = tuple(slot for slot in slots if slot.indicator == code)
    return own if len(own) == 1 and not other_time("/".join(above)) else ()


def _answer(hits: Sequence[_Hit]) -> Match:
    """Take the best; different ones below it are what else it could be."""
    best: dict[tuple[Slot, ...], float] = {}
    for confidence, slots in sorted(hits, key=lambda hit: -hit[0]):
        best.setdefault(slots, confidence)
    if not best:
        return Match()
    first, *others = best
    return Match(first, best[first], tuple(others[:_SHOWN]))


def _part(vocabulary: Vocabulary, above: Sequence[str], leaf: str) -> Match:
    """Read 分子, 分母 … by the nearest group that is an indicator."""
    part = _WORDS.get(leaf, Part.DENOMINATOR)
    for word in reversed(above):
        if code := vocabulary.named(word):
            said = leaf in _WORDS or _IS_ASSIGNED.search(vocabulary.indicators[code].denominator.zh)
            return Match((vocabulary.part_of(code, part),), CERTAIN if said else LIKELY)
    if not above:
        return Match((Slot("", part),), CERTAIN if leaf in _WORDS else LIKELY)
    near = _resembling(vocabulary, above[:-1], above[-1])
    return _answer(
        [(sure, (vocabulary.part_of(slots[0].indicator, part),)) for sure, slots in near]
    )


def _ambiguous(slots: Sequence[Slot]) -> bool:
    return len({slot.indicator for slot in slots}) < len(slots)


def _under_group(vocabulary: Vocabulary, above: Sequence[str], leaf: str) -> list[_Hit]:
    """Read a heading whose meaning hangs on a word above it: 管理人数 under 高血压."""
    path = "/".join(above)
    words = [word for word in vocabulary.grouped.get(leaf, {}) if word in path]
    if any(word != longer and word in longer for word in words for longer in words):
        words = [max(words, key=len)]
    told = subjects(path) <= {one for word in words for one in subjects(word)}
    sure = told and qualities(path) <= qualities(leaf) and not other_time(path)
    return [(CERTAIN if sure else LIKELY, vocabulary.grouped[leaf][word]) for word in words]


def _belongs(
    vocabulary: Vocabulary, above: Sequence[str], leaf: str, slots: Sequence[Slot]
) -> bool:
    """Tell whether a known heading may stand under this group.

    65岁及以上老年人数 under 中医药 or under 签约人数 need not be what it is elsewhere.
    """
    path = "/".join(above)
    if other_time(path):
        return False
    mine = {slot.indicator for slot in slots}
    if not path or _RESIDENTS.search(leaf) or any(vocabulary.named(word) in mine for word in above):
        return True
    if _COUNTED.search(above[-1]) and not _RESIDENTS.search(above[-1]):
        return any(slot.indicator in mine for slot in vocabulary.exact(above[-1]))
    return any(_speaks_of(vocabulary, code, path, leaf) for code in mine)


def _speaks_of(vocabulary: Vocabulary, code: str, path: str, leaf: str) -> bool:
    """Tell whether an indicator is about all that a group speaks of."""
    own = leaf + _texts(vocabulary.indicators[code])
    return (
        subjects(path) <= vocabulary.subjects_of(code) | subjects(leaf)
        and qualities(path) <= qualities(own)
        and not contradict(path, own)
    )


def _resembling(vocabulary: Vocabulary, above: Sequence[str], leaf: str) -> list[_Hit]:
    """Look for known wordings that look alike and speak of nothing else."""
    path = "".join((*above, leaf))
    grouped = {f"{g}{w}": s for w, groups in vocabulary.grouped.items() for g, s in groups.items()}
    hits: list[_Hit] = []
    for asked, choices in ((leaf, vocabulary.known), (path, grouped)):
        found = process.extract(
            asked, list(choices), scorer=fuzz.ratio, score_cutoff=100 * CUT_OFF / LIKELY, limit=20
        )
        hits += [
            (LIKELY * score / 100, choices[word])
            for word, score, _ in found
            if not contradict(path, word) and not _ambiguous(choices[word])
        ]
    return hits
