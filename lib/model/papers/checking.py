"""Checking a paper that came back (验章): untouched, saved again, changed, or none of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from lib.model.papers.issuing import Issued, bare

_MOST = 60
"""Differences that are listed."""


class Verdict(StrEnum):
    """What became of a paper."""

    UNTOUCHED = "untouched"
    """Byte for byte as issued."""
    SAVED_AGAIN = "saved_again"
    """Another file with the same texts and pictures."""
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where a text is not as it was issued."""

    issued: str
    """Empty where something was added."""
    now: str
    """Empty where something was taken out."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What can be read of a file."""

    texts: tuple[str, ...]
    """Paragraphs, cells and chart values in the order of the file; pictures by fingerprint."""
    properties: Mapping[str, str]
    """Properties that the file says of itself."""


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on a file."""

    verdict: Verdict
    paper: Issued | None
    differences: tuple[Difference, ...] = ()


def recognise(register: Iterable[Issued], sha256: str, reading: Reading) -> Issued | None:
    """Find the paper a file was made from: the very file, or what its mark says.

    The mark is read from the properties and, where those were removed, from the texts.
    """
    known = tuple(register)
    for one in known:
        if one.record.sha256 == sha256:
            return one
    said = bare(reading.properties.get("登记码", ""))
    everything = bare("".join(reading.texts))
    for one in known:
        mark = bare(one.mark)
        if mark and (said == mark or (not said and mark in everything)):
            return one
    seals = [one for one in known if bare(one.record.seal) in everything]
    return seals[0] if len(seals) == 1 else None


def compare(issued: Sequence[str], now: Sequence[str]) -> tuple[Difference, ...]:
    """List where texts differ, in reading order.

    Examples
    --------
    >>> compare(["甲", "92.10"], ["甲", "92.70"])
    (Difference(issued='92.10', now='92.70'),)
    """
    found: list[Difference] = []
    before, after = _meaning(issued), _meaning(now)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            found += _pairs(before[first:last], after[start:end])
    return tuple(found[:_MOST])


def judge(paper: Issued | None, sha256: str, issued: Reading | None, now: Reading) -> Check:
    """Say what became of a paper, given the reading of the file that was issued."""
    if paper is None or issued is None:
        return Check(Verdict.UNKNOWN, None)
    if paper.record.sha256 == sha256:
        return Check(Verdict.UNTOUCHED, paper)
    differences = compare(issued.texts, now.texts)
    verdict = Verdict.CHANGED if differences else Verdict.SAVED_AGAIN
    return Check(verdict, paper, differences)


def _meaning(texts: Sequence[str]) -> list[str]:
    """Leave out what programs rewrite: blanks around and between, empty paragraphs."""
    return [line for text in texts if (line := " ".join(text.split()))]


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    longest = max(len(before), len(after))
    padded = [[*side, *([""] * (longest - len(side)))] for side in (before, after)]
    return [Difference(one, other) for one, other in zip(*padded, strict=True)]
