"""Small counties with several service items, gaps of every kind, from plain values."""

from fractions import Fraction

from hypothesis import strategies as st

from lib.model.evaluation import evaluate
from tests import small

CODES = ("P", "Q", "R", "S", "T", "U")
"""Indicators: two of each of three items."""
ITEMS = ("01", "02", "03")
TREATMENTS = ("share", "reweight", "shrink", "zero", "full")


def tree(points):
    """Three items of two indicators each."""
    return {
        item: {
            "name": {"zh": item, "en": item},
            "role": "service_item",
            "children": {CODES[2 * n]: points[2 * n], CODES[2 * n + 1]: points[2 * n + 1]},
        }
        for n, item in enumerate(ITEMS)
    }


@st.composite
def counties(draw, *, gaps=True, areas=(2, 5), **parameters):
    """Evaluate a county; with `gaps` some figures are absent, whole items among them."""
    codes = [f"B{n:02}" for n in range(draw(st.integers(*areas)))]
    statuses = ["reported"] * 6 + (["missing", "not_applicable", "exempt"] if gaps else [])
    rows = []
    for code in codes:
        for indicator in CODES:
            status = draw(st.sampled_from(statuses))
            if status == "reported" or indicator == "P":
                rows.append((code, indicator, "2025-12", draw(st.integers(0, 1_000)), 1_000))
            else:
                rows.append((code, indicator, "2025-12", None, None, status))
    people = {code: draw(st.integers(100, 300_000)) for code in codes}
    raw = draw(st.lists(st.integers(1, 30), min_size=6, max_size=6))
    points = [str(Fraction(100 * part, sum(raw))) for part in raw]
    treated = {
        "missing": draw(st.sampled_from(TREATMENTS)),
        "not_applicable": draw(st.sampled_from(TREATMENTS)),
        "exempt": draw(st.sampled_from(TREATMENTS)),
    }
    held = small.rules(
        tree(points),
        status_treatment=treated,
        **{"money": {"below_pass_line": "keep"}, **parameters},
    )
    return evaluate(small.dataset(small.roster(people), rows), held)


def plain_county(scores, people=None, points=("20", "20", "20", "20", "10", "10"), **parameters):
    """A county of known values: by institution, percent of each of the three items."""
    rows = [
        (code, CODES[2 * n + half], "2025-12", int(10 * value), 1_000)
        for code, values in scores.items()
        for n, value in enumerate(values)
        for half in (0, 1)
    ]
    residents = people or dict.fromkeys(scores, 10_000)
    world = small.dataset(small.roster(residents), rows)
    held = small.rules(tree(points), **{"money": {"below_pass_line": "keep"}, **parameters})
    return evaluate(world, held)


@st.composite
def moves(draw, box):
    """Weights within a box, in hundredths where the box is."""
    raw = draw(st.lists(st.floats(0, 1), min_size=len(box.items), max_size=len(box.items)))
    left = box.spare
    weights = box.low.copy()
    for item, share in enumerate(raw):
        given = min(
            left,
            (box.high[item] - box.low[item]) * Fraction(round(share, 3)).limit_denominator(1000),
        )
        weights[item] += given
        left -= given
    for item in range(len(weights)):
        given = min(left, box.high[item] - weights[item])
        weights[item] += given
        left -= given
    return weights
