"""Names: certain by exact look-up alone, and asked otherwise."""

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lib.model.intake import names
from lib.model.intake.names import name_index
from lib.model.roster import Area
from lib.project import Project
from tests.conftest import ROOT

ROSTER = Project().roster()
INDEX = name_index(ROSTER.areas)
GOLDEN = (ROOT / "tests" / "golden" / "names.yaml").read_text(encoding="utf-8")
CASES = yaml.load(GOLDEN, Loader=yaml.BaseLoader)  # noqa: S506 (all cells are text)
REASONS = {
    "unknown": names.UNKNOWN,
    "several": names.SEVERAL,
    "resembles": names.RESEMBLES,
    "merged": names.MERGED,
    "town": names.TOWN_ONLY,
    "other": names.OTHER_COUNTY,
    "misplaced": names.MISPLACED,
}
WRITTEN = sorted({name for area in ROSTER.areas for name in (area.name, *area.aliases)})
some_name = st.sampled_from(WRITTEN)
some_text = st.one_of(
    st.text(max_size=30),
    some_name,
    st.tuples(some_name, st.sampled_from(["", "、", "(", " ", "含", "第一"]), some_name).map(
        "".join
    ),
    st.text("罗阳湖镇石湾坝村卫生院站室街道博县一1.()、 *", max_size=12),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_known_traps(case):
    found = INDEX.resolve(case["written"], case.get("parent", ""))
    assert found.code == case.get("area", "")
    if "ask" in case:
        offered = list(found.candidates[: len(case["ask"])])
        assert (sorted(offered) if "any_order" in case else offered) == case["ask"]
        assert found.reason == REASONS[case["reason"]] if "reason" in case else found.reason


@pytest.mark.parametrize("area", ROSTER.areas, ids=lambda area: area.code)
def test_every_name_of_the_roster_means_its_area_or_is_asked(area):
    for name in (area.code, area.name, *area.aliases):
        found = INDEX.resolve(name)
        same_body = {area.code, "B09"} if area.code == "L5" else {area.code}
        of_town = {a.code for a in ROSTER.areas if area.code in (a.admin_unit, a.code)}
        assert found.code in same_body | of_town | {""}
        if not found.code:
            assert {area.code, *of_town} & {*found.candidates}


@pytest.mark.parametrize("clinic", ROSTER.of_kind("clinic"), ids=lambda area: area.code)
def test_a_clinic_is_certain_beside_its_town_or_institution(clinic):
    for parent in (clinic.parent_code, clinic.admin_unit):
        assert INDEX.resolve(clinic.name, ROSTER.find(parent).name).code == clinic.code


@given(some_text, st.one_of(st.just(""), some_name, st.text(max_size=10)))
def test_certain_only_what_some_name_says_exactly(written, parent):
    found = INDEX.resolve(written, parent)
    assert set(found.candidates) <= {area.code for area in ROSTER.areas}
    assert bool(found.code) != bool(found.reason)
    if found.code:
        area = ROSTER.find(found.code)
        said = "".join(written.split())
        stems = {
            n.removesuffix("卫生站").removesuffix("卫生室") for n in (area.name, *area.aliases)
        }
        town = ROSTER.find(area.admin_unit).name if area.admin_unit else ""
        assert any(stem in said or stem in town + said for stem in {*stems, area.code})


@given(some_name, some_name)
def test_two_names_together_are_never_the_first_alone(one, other):
    found = INDEX.resolve(f"{one}（含{other}）")
    assert found.code == ""


@given(some_name, st.sampled_from([" {} ", "1.{}", "{}*", "博罗县{}", "12、{}", "　{}："]))
def test_decoration_changes_nothing(name, decoration):
    plain = INDEX.resolve(name)
    if not name.startswith(("博罗", "惠州", "广东")):
        assert INDEX.resolve(decoration.format(name)).code == plain.code


def test_two_areas_of_one_name_are_asked_in_any_order():
    areas = [
        Area("A", "新村卫生站", "clinic", "", None),
        Area("B", "新村卫生室", "clinic", "", None),
    ]
    assert name_index(areas).resolve("新村卫生站").candidates == ("A", "B")
    assert name_index(areas[::-1]).resolve("新村卫生站").candidates == ("A", "B")


def test_an_area_answers_to_the_names_of_all_its_periods():
    old = Area("B01", "罗阳镇卫生院", "township_hospital", "", None, valid_to=date(2017, 12, 1))
    new = Area("B01", "罗阳中心", "street_centre", "", None, valid_from=date(2017, 12, 2))
    index = name_index([new, old])
    assert {index.resolve(name).code for name in ("罗阳镇卫生院", "罗阳中心")} == {"B01"}
    assert index.areas["B01"].name == "罗阳中心"


def test_the_county_is_meant_only_by_its_own_names():
    assert {INDEX.county(name) for name in ("全县", "博罗县", "惠州市博罗县")} == {"441322"}
    assert {INDEX.county(name) for name in ("", "合计", "罗阳街道", "龙门县")} == {""}


def test_a_roster_without_a_county_has_none():
    assert name_index([Area("A", "甲院", "township_hospital", "", None)]).county() == ""


def test_a_parent_that_is_its_own_ancestor_does_not_trap():
    areas = [
        Area("A", "甲院", "township_hospital", "B", None),
        Area("B", "乙院", "centre", "A", None),
    ]
    assert name_index(areas).resolve("甲院", "乙院").code == "A"
