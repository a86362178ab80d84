"""Roster files: what is shipped, and what is refused."""

import csv
from collections import Counter
from dataclasses import fields

import pytest

from lib.adapters.roster_files import OPTIONAL, REQUIRED, read_roster
from lib.errors import ImportRejectedError, InputError
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Area
from tests.conftest import ROOT

FILES = sorted((ROOT / "data" / "roster").glob("*.csv"))
ROSTER = read_roster(*FILES)
INSTITUTIONS = ROSTER.of_kind(*INSTITUTION_KINDS)
HEADER = "area_code,name,kind,parent_code,population"


def read_text(folder, text, encoding="utf-8"):
    path = folder / "R.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


def problems_of(folder, text):
    with pytest.raises(ImportRejectedError) as refusal:
        read_text(folder, text)
    return refusal.value.problems


# The roster that is shipped


def test_the_county_has_its_bodies_and_no_others():
    kinds = Counter(area.kind for area in ROSTER.areas)
    assert kinds == {
        COUNTY: 1,
        "admin_unit": 17,
        "township_hospital": 19,
        "street_centre": 3,
        CLINIC: 343,
        "centre": 3,
        "lead_hospital": 5,
    }


def test_people_add_up_from_clinics_to_institutions_to_towns_to_the_county():
    county = ROSTER.of_kind(COUNTY)[0]
    for institution in INSTITUTIONS:
        clinics = [area for area in ROSTER.children(institution.code) if area.kind == CLINIC]
        assert sum(clinic.population for clinic in clinics) == institution.population
        assert min(clinic.population for clinic in clinics) > 0
    for town in ROSTER.of_kind("admin_unit"):
        members = [area for area in INSTITUTIONS if area.admin_unit == town.code]
        assert sum(area.population for area in members) == town.population
    assert sum(area.population for area in INSTITUTIONS) == county.population == 1_210_878


def test_every_institution_belongs_to_a_town_a_block_and_the_county():
    towns = {area.code for area in ROSTER.of_kind("admin_unit")}
    blocks = {area.code for area in ROSTER.of_kind("lead_hospital")}
    for area in INSTITUTIONS:
        assert (area.parent_code, area.admin_unit in towns, area.block in blocks) == (
            "441322",
            True,
            True,
        )
    assert {area.admin_unit for area in INSTITUTIONS} == towns
    assert {area.block for area in INSTITUTIONS} == blocks


def test_every_clinic_shares_town_and_block_with_its_institution():
    for clinic in ROSTER.of_kind(CLINIC):
        parent = ROSTER.find(clinic.parent_code)
        assert (clinic.admin_unit, clinic.block) == (parent.admin_unit, parent.block)
        assert clinic.code.startswith(clinic.admin_unit)


def test_every_row_says_where_its_facts_come_from_and_how_sure_they_are():
    for area in ROSTER.areas:
        levels = dict(fact.split("=") for fact in area.confidence.split(";"))
        assert set(levels.values()) <= {"high", "medium", "low", "none", "demo"}
        assert area.source
        if area.population is not None:
            assert area.population_year == 2020
            assert levels["population"] == ("high" if area.kind == COUNTY else "demo")
        if levels.get("population") == "demo":
            assert "demonstration" in area.source


def test_every_body_but_a_clinic_has_an_english_name():
    assert {area.kind for area in ROSTER.areas if not area.name_en} == {CLINIC}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        *dict.fromkeys(["罗阳", "罗阳镇", "罗阳街道", "罗阳街道办"], "B01").items(),
        ("博罗县罗阳街道社区卫生服务中心", "B01"),
        *dict.fromkeys(["湖镇", "湖镇镇", "湖镇镇卫生院"], "B10").items(),
        *dict.fromkeys(["龙溪镇", "龙溪街道"], "B03").items(),
        ("龙华镇", "B13"),
        *dict.fromkeys(["园洲中心卫生院", "园洲镇中心卫生院", "博罗县园洲镇卫生院"], "B06").items(),
        *dict.fromkeys(["义和卫生院", "义和社区卫生服务中心"], "B02").items(),
        ("九潭卫生院", "B07"),
        ("铁场卫生院", "B05"),
        ("响水卫生院", "B11"),
        ("平安卫生院", "B15"),
        ("长宁镇中心卫生院", "B09"),
        *{"石湾": "B04", "石坝": "B19", "杨村": "B17", "杨侨": "B22", "龙华": "B13"}.items(),
    ],
)
def test_every_name_in_use_means_one_institution(raw, code):
    assert [area.code for area in INSTITUTIONS if raw in (area.name, *area.aliases)] == [code]


@pytest.mark.parametrize("raw", ["罗阳街道(含义和)", "罗浮山", "罗浮山管委会", "湖", "义合村"])
def test_a_name_that_only_the_county_can_place_means_no_institution(raw):
    assert not [area for area in INSTITUTIONS if raw in (area.name, *area.aliases)]


def test_no_alias_stands_for_two_areas():
    uses = Counter(alias for area in ROSTER.areas for alias in area.aliases)
    assert max(uses.values()) == 1


def test_no_alias_is_the_name_of_another_area_except_that_of_its_own_town():
    named = {}
    for area in ROSTER.areas:
        named.setdefault(area.name, []).append(area)
    for area in ROSTER.areas:
        for alias in area.aliases:
            assert all(other.code == area.admin_unit for other in named.get(alias, ()))


def test_the_township_hospital_that_leads_a_block_is_the_same_body_under_both_codes():
    assert ROSTER.find("L5").name == ROSTER.find("B09").name
    assert "B09" in ROSTER.find("L5").source


# Files of others


def test_the_five_columns_are_enough_and_kinds_are_free(tmp_path):
    roster = read_text(tmp_path, f"{HEADER}\n1,一院,hospital,,\n2,二院,hospital,1,30\n")
    assert roster.find("1").population is None
    assert roster.find("2").population == 30
    assert [area.code for area in roster.children("1")] == ["2"]


def test_codes_stay_text_with_their_leading_zeros_and_twelve_digits(tmp_path):
    roster = read_text(tmp_path, f"{HEADER}\n007,七,clinic,,1\n441322001201,鸡麻地,clinic,,2\n")
    assert [area.code for area in roster.areas] == ["007", "441322001201"]


def test_a_byte_order_mark_windows_line_ends_and_empty_last_lines_are_accepted(tmp_path):
    text = f"{HEADER}\r\nB01,罗阳,street_centre,,5\r\n,,,,\r\n"
    assert read_text(tmp_path, text, "utf-8-sig").find("B01").name == "罗阳"


def test_what_is_written_with_every_column_is_read_back(tmp_path):
    path = tmp_path / "R.csv"
    row = dict.fromkeys(OPTIONAL, "") | {
        "area_code": "B01",
        "name": "罗阳, “street”",
        "kind": "street_centre",
        "parent_code": "",
        "population": "5",
        "aliases": "罗阳| 罗阳镇 ",
        "lon": "114.27342",
        "valid_from": "2017-12-01",
    }
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*REQUIRED, *OPTIONAL])
        writer.writeheader()
        writer.writerow(row)
    area = read_roster(path).find("B01")
    assert (area.name, area.aliases, area.lon) == ("罗阳, “street”", ("罗阳", "罗阳镇"), 114.27342)
    assert area.valid_from.isoformat() == "2017-12-01"
    assert len(REQUIRED) + len(OPTIONAL) == len(fields(Area))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("area_code,name,kind,population\n", r"R.csv lacks the columns parent_code \(row 1\)"),
        (f"{HEADER},colour\n", r"R.csv has unknown columns colour \(row 1\)"),
        (f"{HEADER},name\n", r"R.csv repeats name \(row 1\)"),
        ("", "R.csv lacks the columns area_code, kind, name, parent_code, population"),
        (f"{HEADER}\nB01,罗阳,clinic,,5\nB02,义和,clinic,5\n", "4 cells in row 3, but 5 columns"),
        (f'{HEADER}\nB01,"罗阳,clinic,,5\n', "R.csv is not a well-formed CSV file near line"),
        (
            f"{HEADER},valid_from,valid_to\nB01,罗阳,clinic,,5,,\nB01,义和,clinic,,5,2020-01-01,\n",
            "B01 stands for 罗阳 and for 义和 at the same time",
        ),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_a_sentence(tmp_path, text, sentence):
    with pytest.raises(InputError, match=sentence):
        read_text(tmp_path, text)


def test_a_file_in_another_encoding_is_refused_with_a_hint(tmp_path):
    with pytest.raises(InputError, match=r"R\.csv is not UTF-8 text") as refusal:
        read_text(tmp_path, f"{HEADER}\nB01,罗阳,clinic,,5\n", "gb18030")
    assert "CSV UTF-8" in refusal.value.hint


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no file R\.csv"):
        read_roster(tmp_path / "R.csv")


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("B01,罗阳,clinic,,1200.5,,", "population", "1200.5"),
        ("B01,罗阳,clinic,,-3,,", "population", "-3"),
        ('B01,罗阳,clinic,,"1,200",,', "population", "1,200"),
        ("B01,罗阳,clinic,,１２,,", "population", "１２"),
        ("B01,罗阳,clinic,,5,2017/12/1,", "valid_from", "2017/12/1"),
        ("B01,罗阳,clinic,,5,2017-02-30,", "valid_from", "2017-02-30"),
        ("B01,罗阳,clinic,,5,,214.2", "lon", "214.2"),
        ("B01,罗阳,clinic,,5,,nan", "lon", "nan"),
        ("B01,罗阳,clinic,B99,5,,", "parent_code", "B99"),
        ("B01,,clinic,,5,,", "name", ""),
        (",罗阳,clinic,,5,,", "area_code", ""),
        ("B01,罗阳,,,5,,", "kind", ""),
    ],
)
def test_a_faulty_cell_is_refused_with_its_place(tmp_path, row, column, value):
    (problem,) = problems_of(tmp_path, f"{HEADER},valid_from,lon\n{row}\n")
    assert (problem.column, problem.row, problem.value) == (column, 2, value)


def test_all_faulty_cells_of_a_file_are_reported_together(tmp_path):
    text = f"{HEADER}\nB01,罗阳,clinic,,x\nB02,,clinic,B77,5\nB01,义和,clinic,,5\n"
    found = {(problem.row, problem.column) for problem in problems_of(tmp_path, text)}
    assert found == {(2, "population"), (3, "name"), (3, "parent_code"), (4, "area_code")}


def test_a_parent_may_stand_in_another_file(tmp_path):
    (tmp_path / "a.csv").write_text(f"{HEADER}\nB01,罗阳,street_centre,,5\n", "utf-8")
    (tmp_path / "b.csv").write_text(f"{HEADER}\n1,站,clinic,B01,5\n", "utf-8")
    roster = read_roster(tmp_path / "b.csv", tmp_path / "a.csv")
    assert [area.code for area in roster.children("B01")] == ["1"]
