"""A map of the scores for a paper: classes with their counts, and what each area belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from lib.model import thresholds
from lib.model.classes import NO_DATA, classify
from lib.model.papers.findings import GRADES, Findings, brief
from lib.model.papers.written import day, number

MOST = 8
"""Classes that an eye still tells apart."""


@dataclass(frozen=True, slots=True)
class MapClass:
    """One class of the legend."""

    words: str
    passed: bool
    """Whether it lies at or above the lowest grade."""
    count: int


@dataclass(frozen=True, slots=True)
class ScoreMap:
    """What a map shows."""

    title: str
    classes: tuple[MapClass, ...]
    """From the lowest up."""
    place: Mapping[str, int]
    """Class of each area by its code; `NO_DATA` where there is no score."""
    labels: Mapping[str, str]
    """What stands on each area."""
    without: int
    """Areas without a score."""
    notes: tuple[str, ...]
    """Lines below the map: date, source, what its borders are worth."""


def score_map(found: Findings, notes: Sequence[str]) -> ScoreMap:
    """Sort the scores into classes whose edges are the grades, as the screen does."""
    scores, grades = found.outcome.scores, found.outcome.rules.grades
    values = {area.code: scores.of(area.code) for area in scores.areas}
    edges = thresholds.stepped(values.values(), tuple(grades.values()), MOST)
    sorted_in = classify(values, edges)
    lowest = min(grades.values()) if grades else None
    last = found.outcome.rules.day
    return ScoreMap(
        title=f"博罗县基本公共卫生服务项目考核得分（截至{day(last)}）",
        classes=_classes(edges, lowest, sorted_in.counts, grades),
        place=sorted_in.place,
        labels={
            area.code: f"{brief(area)}\n{_written(values[area.code])}" for area in scores.areas
        },
        without=sum(place == NO_DATA for place in sorted_in.place.values()),
        notes=tuple(notes),
    )


def _classes(
    edges: Sequence[Fraction],
    lowest: Fraction | None,
    counts: Sequence[int],
    grades: Mapping[str, Fraction],
) -> tuple[MapClass, ...]:
    named = {edge: GRADES.get(name, name) for name, edge in grades.items()}
    if not edges:
        return (MapClass("全部", passed=True, count=counts[0]),)
    words = [
        f"{edges[0]}分以下",
        *(f"{low}—{high}分" for low, high in pairwise(edges)),
        f"{edges[-1]}分及以上",
    ]
    starts: list[Fraction | None] = [None, *edges]
    return tuple(
        MapClass(
            f"{text}　{named[start]}" if start in named else text,
            passed=start is not None and (lowest is None or start >= lowest),
            count=count,
        )
        for text, start, count in zip(words, starts, counts, strict=True)
    )


def _written(score: Fraction | None) -> str:
    return "无" if score is None else number(score, 1).text
