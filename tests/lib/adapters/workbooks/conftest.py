"""Small counties whose money is shared in every way the rules allow."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import assume
from hypothesis import strategies as st

from lib.adapters.workbooks import Imprint, write_allocation
from lib.errors import AllocationError
from lib.model.evaluation import evaluate
from tests import small

TREE = {
    "01": {
        "name": {"zh": "组", "en": "group"},
        "role": "service_item",
        "children": {"S": 60},
    },
    "T": 40,
}
INDICATORS = {"S": {"level": "V"}, "T": {}}
MADE = datetime(2026, 1, 5, 9, 30)  # noqa: DTZ001


def imprint(outcome, **fields):
    fields = {"scheme": "小方案", "period": "2025-12", "demonstration": True, **fields}
    return Imprint(generated=MADE, seal=outcome.seal, **fields)


def written(dataset, outcome, **fields):
    return write_allocation(outcome, dataset.roster.areas, imprint(outcome, **fields))


def county(people, scores, **money):
    """Evaluate institutions that each have two clinics; scores are 0 to 100 for T."""
    clinics = {}
    rows = []
    for code, count in people.items():
        rows.append((code, "T", "2025-12", int(100 * scores[code]), 10_000))
        for n in (1, 2):
            clinics[f"{code}{n}"] = (code, count * n // 3)
            rows.append((f"{code}{n}", "S", "2025-12", int(n * 40 * scores[code]), 10_000))
    dataset = small.dataset(small.roster(people, clinics), rows)
    rules = small.rules(TREE, INDICATORS, money=money)
    return dataset, evaluate(dataset, rules)


TWO_ITEMS = {
    "01": {"name": {"zh": "甲", "en": "A"}, "role": "service_item", "children": {"S": 60}},
    "02": {"name": {"zh": "乙", "en": "B"}, "role": "service_item", "children": {"T": 40}},
}


def town(**fields):
    """Four institutions, two of them equal and one weak, under money rules with these fields."""
    scores = {"B01": 95.5, "B02": 86, "B03": 86, "B04": 55}
    people = {"B01": 120_000, "B02": 60_000, "B03": 30_000, "B04": 10_000}
    dataset, _ = county(people, scores)
    rules = small.rules(TWO_ITEMS, INDICATORS, money={"workload_values": {"S": "0.5"}})
    money = replace(rules.allocation, **fields)
    return dataset, evaluate(dataset, replace(rules, allocation=money))


@st.composite
def evaluated(draw):
    """A county of a few institutions with their clinics, and its evaluation."""
    codes = [f"B{n:02}" for n in range(draw(st.integers(2, 6)))]
    people = {code: draw(st.integers(1, 300_000)) for code in codes}
    clinics, rows = {}, []
    for code in codes:
        rows.append((code, "T", "2025-12", draw(st.integers(0, 10_000)), 10_000))
        below = draw(st.integers(0, 4))
        if not below:
            rows.append((code, "S", "2025-12", draw(st.integers(0, 999)), 999))
        for n in range(below):
            clinics[f"{code}{n}"] = (code, draw(st.integers(1, 30_000)))
            rows.append((f"{code}{n}", "S", "2025-12", draw(st.integers(0, 997)), 997))
    dataset = small.dataset(small.roster(people, clinics), rows)
    rules = small.rules(
        TREE, INDICATORS, money=draw(monies(codes)), money_basis=draw(st.sampled_from(BASES))
    )
    try:
        return dataset, evaluate(dataset, rules)
    except AllocationError:
        assume(False)  # noqa: FBT003 (floors above the pool: nothing to write)
        raise


AWARDS = ["excess", "population", "equal"]


def _rank_awards(places, share):
    """Rank awards of so many places at both ends."""
    return {"bottom": places, "share": share, "top": places, "by": "population"}


BASES = ["published", "published", "full"]
_SHARES = st.integers(0, 1000).map(lambda per_mille: f"{per_mille / 1000:.3f}")


@st.composite
def monies(draw, codes):
    """Rules of money, drawn."""
    none = st.just("none")
    some = st.sampled_from(["0.85", "0.9", "0.95"])
    shares = {"default": draw(_SHARES), codes[0]: draw(_SHARES)}
    return {
        "pool": draw(
            st.just("per_head") | st.integers(0, 10**12).map(lambda fen: f"{fen / 100:.2f}")
        ),
        "formula": draw(st.sampled_from(["F1", "F2", "F2", "F3", "F4a", "F4b", "F5", "F6"])),
        "tiers": [
            {"from": draw(st.integers(50, 90)), "rate": 1},
            {"from": 0, "rate": draw(_SHARES)},
        ],
        "award": {"above": draw(st.integers(0, 80)), "by": draw(st.sampled_from(AWARDS))},
        "unit_price": draw(st.integers(1, 10_000)),
        "coefficient": {"alpha": draw(st.integers(0, 3)), "least": draw(_SHARES), "most": "1.1"},
        "rank_awards": draw(none | none | st.builds(_rank_awards, st.integers(1, 3), _SHARES)),
        "base_share": draw(_SHARES),
        "pass_line": draw(st.integers(0, 80)),
        "below_pass_line": draw(st.sampled_from(["keep", "zero", "penalty"])),
        "below_penalty": draw(st.sampled_from(["0.5", "0.25", "1/3"])),
        "nobody_passes": draw(st.sampled_from(["carry_over", "population"])),
        "floor_share": draw(none | none | some),
        "cap_share": draw(none | none | st.sampled_from(["1.05", "1.1", "1.5"])),
        "rounding_unit": draw(st.sampled_from(["fen", "fen", "yuan", "hundred_yuan", "0.01_wan"])),
        "instalments": [
            {"on": "06-30", "share": draw(st.sampled_from(["0.3", "0.333"]))},
            {"on": "12-31", "share": "0.45"},
        ],
        "advance_base": draw(st.sampled_from(["entitlement", "pool"])),
        "village_share": shares,
        "village_split": draw(st.sampled_from(["population", "population_score", "workload"])),
        "workload_values": {"S": "0.5"},
    }


@pytest.fixture(scope="session")
def plain_county():
    """Three institutions under the formula F2; one is below the pass line."""
    return county({"B01": 120_000, "B02": 60_000, "B03": 10_000}, {"B01": 92, "B02": 86, "B03": 40})
