"""A county of five institutions and two service items, for tests of robustness."""

from lib.model.evaluation import evaluate
from tests import small

FIGURES = {
    "A": (95, 90, 60),
    "B": (80, 85, 90),
    "C": (70, 75, 85),
    "D": (91, 65, 70),
    "E": (60, 61, 62),
}
PEOPLE = {"A": 70_000, "B": 30_000, "C": 11_111, "D": 52_000, "E": 8_000}
POINTS = (30, 20, 50)


def dataset(figures=FIGURES):
    rows = [
        (area, indicator, "2025-12", value, 100)
        for area, values in figures.items()
        for indicator, value in zip("XYZ", values, strict=True)
    ]
    return small.dataset(small.roster({area: PEOPLE[area] for area in figures}), rows)


def rules(**parameters):
    return small.rules(small.tree_of(POINTS), money=parameters.pop("money", {}), **parameters)


def outcome(**parameters):
    return evaluate(dataset(), rules(**parameters))
