"""Figures too regular to have been counted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lib.model.intake.checks.delivered import CLINICS, PEOPLE, check, only, told

BASES = [211, 307, 401, 503, 607]


def of_clinics(counts, parent="B01", code="V"):
    return [
        (f"{parent}{n}", code, "2025-09", count, base)
        for n, (count, base) in enumerate(zip(counts, BASES, strict=True), 1)
    ]


@settings(max_examples=10)
@given(st.floats(0.1, 0.9))
def test_counts_made_from_one_rate_are_found(rate):
    (finding,) = only(check(of_clinics([round(rate * base) for base in BASES])), "too_even")
    assert finding.cell == "C2"
    assert str(finding.values["group"]) == "B01院"
    told_rate = float(str(finding.values["listing"]).split()[-1].rstrip("%"))
    assert abs(told_rate - 100 * rate) < 0.3


@settings(max_examples=10)
@given(
    st.lists(st.integers(-20, 20), min_size=5, max_size=5).filter(lambda n: max(n) - min(n) > 10)
)
def test_counts_that_scatter_are_not(moves):
    counts = [round(0.5 * base) + move for base, move in zip(BASES, moves, strict=True)]
    spread = [count / base for count, base in zip(counts, BASES, strict=True)]
    even = max(s - 0.5 / b for s, b in zip(spread, BASES, strict=True)) <= min(
        s + 0.5 / b for s, b in zip(spread, BASES, strict=True)
    )
    assert bool(told(check(of_clinics(counts)), "too_even")) == even


def test_all_done_is_no_evenness():
    assert told(check(of_clinics(BASES)), "too_even") == []
    assert told(check(of_clinics([0] * 5)), "too_even") == []


def test_small_samples_may_agree():
    rows = [(area, "S", "2025-09", 9, 10) for area in PEOPLE]
    assert told(check(rows), "too_even") == []


def test_several_indicators_of_a_group_are_told_together():
    half = [round(0.5 * base) for base in BASES]
    found = check(of_clinics(half) + of_clinics(half, code="S"))
    (finding,) = only(found, "too_even")
    assert str(finding.values["listing"]).count("%") == 2


def test_one_count_of_many_bases_is_found():
    found = only(check(of_clinics([77] * 5)), "too_even")
    assert [finding.values["same"] for finding in found] == [77]


def test_the_very_same_rate_of_many_bases_is_found():
    rows = [(a, "S", "2025-09", 60 * n, 80 * n) for n, a in enumerate(PEOPLE, 1)][:6]
    rows += [(a, "S", "2025-09", 500 + n, 900 + 11 * n) for n, a in enumerate(list(PEOPLE)[6:])]
    (finding,) = only(check(rows), "too_even")
    assert (str(finding.values["same"]), finding.values["count"]) == ("75.00%", 6)


def test_rounded_counts_are_found():
    rows = [
        (area, code, "2025-09", 5 * (5 + (7 * i + 11 * n) % 90), 997)
        for n, area in enumerate(a for a in CLINICS if a.startswith("B01"))
        for i, code in enumerate("SFKVWQT")
    ]
    rows += [
        (area, code, "2025-08", 5 * (5 + (7 * i + 11 * n) % 90), 997)
        for n, area in enumerate(a for a in CLINICS if a.startswith("B01"))
        for i, code in enumerate("RC")
    ]
    rows += [
        (f"B01{n}", "S", f"2025-0{m}", 25 + 5 * n + 50 * m, 998)
        for n in range(1, 6)
        for m in range(1, 7)
    ]
    found = [f for f in only(check(rows), "too_even") if "share" in f.values]
    assert [(f.values["share"], str(f.values["group"])) for f in found] == [("100%", "B01院")]


def test_counts_as_they_come_are_not_rounded():
    rows = [
        (f"B01{n}", code, f"2025-0{m}", 31 * n + 17 * m + 7 * i + 20, 997)
        for n in range(1, 6)
        for m in range(1, 7)
        for i, code in enumerate("SFV")
    ]
    assert [f for f in only(check(rows), "too_even") if "share" in f.values] == []
