"""Small worlds for tests: a few areas, indicators and rules, made from plain values."""

from datetime import date
from fractions import Fraction

import pandas as pd
from hypothesis import strategies as st

from lib.model.indicators import parse_indicators
from lib.model.observations import COLUMNS, NO_COUNT, STATUSES, Dataset, parse_period
from lib.model.parameters import Reference
from lib.model.roster import Area, Roster
from lib.model.schemes import Context, parse_scheme
from lib.model.subsidy import Subsidy, SubsidyRate
from lib.model.targets import Targets

DAY = date(2025, 12, 31)
REFERENCE = {"title": "test", "authority": "programme", "confidence": "source"}
FIELDS = {
    "name_zh": "指标",
    "name_en": "Indicator",
    "service_item": "01",
    "dimension": "quantity",
    "numerator_zh": "分子",
    "numerator_en": "numerator",
    "denominator_zh": "分母",
    "denominator_en": "denominator",
    "unit": "percent",
    "direction": "higher",
    "level": "T",
    "frequency": "M",
    "accrual": "stock",
    "schedule": "",
    "source": "LOCAL",
    "authority": "county",
    "sensitive": "no",
    "over_100": "no",
    "valid_from": "2020-01-01",
    "valid_to": "",
}
MONEY = {
    "pool": "per_head",
    "formula": "F2",
    "base_share": "0.7",
    "pass_line": 60,
    "below_pass_line": "zero",
    "below_penalty": "0.5",
    "nobody_passes": "carry_over",
    "floor_share": "none",
    "cap_share": "none",
    "rounding_unit": "fen",
    "instalments": [{"on": "06-30", "share": "0.7"}],
    "advance_base": "entitlement",
    "village_share": {"default": "0.4"},
    "village_split": "population_score",
    "workload_values": {},
}
MONEY_PARTS = {
    "tiers": [
        {"from": 85, "rate": 1},
        {"from": 60, "rate": "0.8"},
        {"from": 0, "rate": "0.3"},
    ],
    "award": {"above": 60, "by": "excess"},
    "unit_price": "7.5",
    "workload_values": {"X": 1, "Y": "0.5", "Z": 2},
    "workload_quality": {"threshold": "0.85", "links": {"X": "Y"}},
    "workload_limits": {"Y": "0.5"},
    "workload_bands": {"Z": [{"up_to": 500, "factor": 1}, {"up_to": "none", "factor": "0.8"}]},
    "difficulty": {"default": 1, "B01": "1.1"},
    "coefficient": {"alpha": 1, "least": "0.8", "most": "1.1"},
    "item_pools": {"targets": {"02": "Z"}, "regulation": {"default": 1, "B01": "1.05"}},
}
"""All that formulas F3 to F6 read, for the indicators and items of `tree_of`."""
chains = st.fixed_dictionaries(
    {
        "formula": st.sampled_from(["F1", "F2", "F3", "F4a", "F4b", "F5", "F6"]),
        "below_pass_line": st.sampled_from(["keep", "zero", "penalty"]),
        "pass_line": st.integers(0, 80),
        "rounding_unit": st.sampled_from(["fen", "yuan", "0.01_wan"]),
        "nobody_passes": st.sampled_from(["carry_over", "population"]),
        "floor_share": st.sampled_from(["none", "none", "0.3"]),
        "rank_awards": st.sampled_from(
            ["none", "none", {"bottom": 1, "share": "0.1", "top": 2, "by": "equal"}]
        ),
        "veto_money": st.sampled_from(
            [
                "none",
                {"share": "0.5", "scope": "amount", "then": "redistribute"},
                {"share": "0.4", "scope": "performance", "then": "carry_over"},
            ]
        ),
        "corridor": st.sampled_from(
            ["none", "none", {"down": "0.05", "up": "none", "before": {"B01": 1000}}]
        ),
    }
).map(lambda money: {**MONEY_PARTS, **money})
"""Any chain of money rules on `worlds`; bounds may be impossible: then it is refused."""
_BASIC = {
    "total": 100,
    "scoring": {"default": {"function": "S4", "mode": "share"}},
    "status_treatment": {"missing": "zero", "not_applicable": "reweight", "exempt": "shrink"},
    "comparison_decimals": 2,
    "score_decimals": 2,
    "rank_basis": "published",
    "money_basis": "published",
}


def rules(tree, indicators=None, *, day=DAY, money=None, per_head=99, **parameters):
    """Rules of a scheme made of plain values; `money` adds an allocation."""
    leaves = indicators or {code: {} for code in _leaves(tree)}
    values = {**_BASIC, "tree": tree, **parameters}
    if money is not None:
        values |= MONEY | money
    content = {
        "scheme": "small",
        "name": {"zh": "小方案", "en": "Small scheme"},
        "indicators": {code: {**FIELDS, **changes} for code, changes in leaves.items()},
        "parameters": {name: _parameter(value) for name, value in values.items()},
    }
    reference = Reference(**REFERENCE)
    rate = SubsidyRate(
        date(2020, 1, 1), Fraction(per_head), Fraction(per_head), reference, reference
    )
    return parse_scheme(content).on(day, Context({}, Targets({}), Subsidy((rate,))))


def indicators(codes, **changes):
    """Indicators that differ from the usual one in `changes`."""
    return parse_indicators({code: {**FIELDS, **changes} for code in codes})


def roster(populations, clinics=None):
    """Institutions by code with their residents; `clinics` maps a clinic to (parent, residents)."""
    institutions = tuple(
        Area(code, f"{code}院", "township_hospital", "COUNTY", people)
        for code, people in populations.items()
    )
    below = tuple(
        Area(code, f"{code}站", "clinic", parent, people)
        for code, (parent, people) in (clinics or {}).items()
    )
    return Roster((Area("COUNTY", "县", "county", "", None), *institutions, *below))


def dataset(areas, rows):
    """A dataset; rows are (area, indicator, period, numerator, denominator[, status])."""
    table = [
        (
            row[0],
            row[1],
            parse_period(row[2]),
            NO_COUNT if row[3] is None else row[3],
            NO_COUNT if row[4] is None else row[4],
            "",
            int(STATUSES[row[5] if len(row) > 5 else "reported"]),
            number,
        )
        for number, row in enumerate(rows, start=2)
    ]
    observations = pd.DataFrame(table, columns=list(COLUMNS))
    return Dataset(areas, observations, fingerprint=str(sorted(map(str, rows))))


def scores_as_data(populations, scores):
    """Institutions whose one indicator is their score in hundredths, and the rules for it."""
    areas = roster(populations)
    rows = [(code, "S", "2025-12", int(100 * s), 10_000) for code, s in scores.items()]
    return dataset(areas, rows)


@st.composite
def worlds(draw, min_areas=2):
    """A dataset of some institutions and three indicators, all four statuses among them."""
    codes = [f"B{n:02}" for n in range(draw(st.integers(min_areas, 8)))]
    people = {code: draw(st.integers(1, 300_000)) for code in codes}
    rows = []
    for code in codes:
        for indicator in ("X", "Y", "Z"):
            status = draw(
                st.sampled_from(["reported"] * 6 + ["missing", "not_applicable", "exempt"])
            )
            if status == "reported" or indicator == "X":
                whole = draw(st.integers(1, 5_000))
                rows.append((code, indicator, "2025-12", draw(st.integers(0, whole)), whole))
            else:
                rows.append((code, indicator, "2025-12", None, None, status))
    return dataset(roster(people), rows)


def tree_of(points):
    """A tree of one group with X and Y, and Z beside it."""
    x, y, z = points
    node = {
        "name": {"zh": "组", "en": "group"},
        "role": "service_item",
        "children": {"X": x, "Y": y},
    }
    other = {"name": {"zh": "别组", "en": "other"}, "role": "service_item", "children": {"Z": z}}
    return {"01": node, "02": other}


weights_of_three = st.tuples(*[st.integers(1, 98)] * 3).map(
    lambda raw: tuple(str(Fraction(100 * part, sum(raw))) for part in raw)
)


def _parameter(value):
    return {
        "name": {"zh": "参数", "en": "parameter"},
        "description": {"zh": "说明", "en": "description"},
        "unit": "table",
        "values": {"2020-01-01": {"value": value, "reference": REFERENCE}},
    }


def _leaves(tree):
    found = []
    for code, child in tree.items():
        if isinstance(child, dict) and "children" in child:
            found += _leaves(child["children"])
        else:
            found.append(child.get("indicator", code) if isinstance(child, dict) else code)
    return found
