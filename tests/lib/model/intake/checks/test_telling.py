"""From rows at fault to findings."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.indicators import Unit
from lib.model.intake.checks.telling import Name, Names, Sentence, Teller, limited, rate_text
from lib.model.intake.findings import Finding, Severity
from tests.lib.model.intake.checks.delivered import INDICATORS, figures

ROWS = figures([("B01", "S", "2025-09", 3, 4, 70.5), ("B02", "S", "2025-09", None, 4)])
TELLER = Teller({"B01": Name("甲院", "Jia")}, {"S": Name("指标", "Indicator")}, 10)


def sentence(shows):
    return Sentence("rule", Severity.WARNING, "{area} {indicator} {month}", "Hint.", shows)


def test_each_part_of_a_figure_has_its_cell_and_its_value():
    found = {
        shows: TELLER.tell(sentence(shows), ROWS)[0]
        for shows in ("numerator", "denominator", "stated", "")
    }
    assert {shows: (f.cell, f.value) for shows, f in found.items()} == {
        "numerator": ("C2", "3"),
        "denominator": ("D2", "4"),
        "stated": ("E2", "70.5"),
        "": ("", ""),
    }


def test_an_absent_count_is_shown_as_nothing_and_an_unknown_area_by_its_code():
    finding = TELLER.tell(sentence("numerator"), ROWS)[1]
    assert (finding.value, finding.values["area"]) == ("", "B02")
    assert str(finding) == "B02 指标 2025-09"


def test_names_read_in_chinese_in_plain_text_and_carry_both():
    names = Names([Name("甲", "A"), Name("乙", "B")])
    assert f"{names}" == "甲、乙"
    assert isinstance(names, tuple)
    assert [name.en for name in names] == ["A", "B"]


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(list(Severity)))),
    st.integers(1, 5),
)
def test_nothing_is_cut_silently(kinds, listed):
    found = [Finding(rule, severity, "m") for rule, severity in kinds]
    kept = limited(sorted(found, key=lambda f: list(Severity).index(f.severity)), listed)
    more = sum(f.values["more"] for f in kept if "more" in f.values)
    assert sum("more" not in f.values for f in kept) + more == len(found)
    for kind in set(kinds):
        shown = [f for f in kept if (f.rule, f.severity) == kind and "more" not in f.values]
        assert len(shown) == min(listed, kinds.count(kind))


def test_a_rate_has_the_unit_of_its_indicator():
    assert INDICATORS["T"].unit is Unit.PER_10000
    assert rate_text(2, INDICATORS["T"]).zh == "2.00/万"
    assert rate_text(2, INDICATORS["S"]).zh == "2.00%"
