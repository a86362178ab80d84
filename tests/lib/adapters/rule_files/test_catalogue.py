"""The catalogue on disk: read strictly, and what ours says."""

import csv
from collections import Counter
from datetime import date

import pytest

from lib.adapters.rule_files.catalogue import (
    load_dimensions,
    load_indicators,
    load_service_items,
    load_sources,
)
from lib.errors import ParameterError
from lib.model.indicators import Accrual, Dimension, Origin
from tests.conftest import ROOT

DATA = ROOT / "data"
CATALOGUE = DATA / "indicators.csv"
TEXT = CATALOGUE.read_text(encoding="utf-8")
SECOND = "\n".join(TEXT.splitlines()[:2]) + "\n"


def write(folder, text, encoding="utf-8"):
    path = folder / "indicators.csv"
    path.write_text(text, encoding=encoding)
    return path


def change_cell(column, value, line=2):
    rows = list(csv.reader(TEXT.splitlines()))
    rows[line - 1][rows[0].index(column)] = value
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


@pytest.mark.parametrize(
    ("column", "value"),
    [("unit", "%"), ("level", "v"), ("sensitive", "N"), ("valid_from", "2024"), ("name_en", "")],
)
def test_a_bad_cell_is_refused_with_file_line_column_and_value(tmp_path, column, value):
    path = write(tmp_path, change_cell(column, value, line=4))
    with pytest.raises(ParameterError, match=rf"^indicators.csv, line 4: .*MGT03 > {column}”") as e:
        load_indicators(path)
    assert value in str(e.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SECOND.replace(",unit,", ",units,"), "columns missing: unit; unknown or repeated: units"),
        (SECOND.replace(",unit,", ",level,"), "columns missing: unit; unknown or repeated: level"),
        (SECOND + SECOND.splitlines()[1], "line 3: “MGT01” already stands on line 2"),
        (SECOND.replace("percent,higher", "percent"), "line 2: 20 cells where the header has 21"),
        (SECOND + '"MGT02', "not valid CSV"),
        ("", "columns missing: accrual"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path, text, message):
    with pytest.raises(ParameterError, match=message):
        load_indicators(write(tmp_path, text))


def test_a_file_that_is_absent_or_not_utf_8_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"indicators\.csv cannot be read"):
        load_indicators(tmp_path / "indicators.csv")
    with pytest.raises(ParameterError, match=r"indicators\.csv is not written in UTF-8"):
        load_indicators(write(tmp_path, SECOND, "gb18030"))


def test_a_spreadsheet_may_add_a_mark_in_front_and_empty_lines_at_the_end(tmp_path):
    path = write(tmp_path, SECOND + "," * 20 + "\n\n", "utf-8-sig")
    assert load_indicators(path)["MGT01"] == load_indicators(CATALOGUE)["MGT01"]


def test_the_catalogue_holds_the_sixty_indicators_and_four_are_only_watched():
    indicators = load_indicators(CATALOGUE)
    assert len(indicators) == 60
    assert Counter(i.dimension for i in indicators.values()) == {
        Dimension.QUANTITY: 27, Dimension.QUALITY: 23, Dimension.MASS: 4, Dimension.MANAGEMENT: 6
    }  # fmt: skip
    assert [code for code, i in indicators.items() if i.direction == "lower"] == ["EHR06", "MAS04"]
    assert {code for code, i in indicators.items() if i.over_100} == {"HTN01", "DIA01"}
    assert {i.service_item for i in indicators.values() if i.sensitive} == {"08", "09"}


def test_every_indicator_belongs_to_a_service_item_of_its_time_and_to_a_source():
    items = load_service_items(DATA / "service_items.csv")
    sources = load_sources(DATA / "sources.csv")
    assert set(sources) == set(Origin)
    for indicator in load_indicators(CATALOGUE).values():
        assert indicator.service_item in items.on(indicator.valid_from)
        assert indicator.authority == sources[indicator.source].authority


def test_the_exam_of_the_elderly_is_a_campaign_and_every_other_flow_is_even():
    flows = {
        c: i.schedule for c, i in load_indicators(CATALOGUE).items() if i.accrual == Accrual.FLOW
    }
    assert {code for code, schedule in flows.items() if schedule == "campaign"} == {
        "ELD01",
        "TCM01",
    }
    assert set(flows.values()) == {"campaign", "linear"}


def test_there_are_fourteen_service_items_in_the_order_of_the_plan():
    items = load_service_items(DATA / "service_items.csv").on(date(2025, 1, 1))
    assert [code for code, item in items.items() if item.group == "EXE"] == [
        f"{number:02}" for number in range(1, 15)
    ]
    assert {"G0": "MGT", "G1": "FIN", "G2": "EFF", "F": "MON"}.items() <= {
        code: item.group for code, item in items.items()
    }.items()


def test_the_list_of_2010_was_shorter():
    items = load_service_items(DATA / "service_items.csv")
    assert len(items.on(date(2010, 1, 1))) < len(items.on(date(2025, 1, 1)))


def test_the_dimensions_have_names():
    assert load_dimensions(DATA / "dimensions.csv")[Dimension.MASS].zh == "群众评价"
