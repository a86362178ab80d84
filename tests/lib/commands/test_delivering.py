"""`python -m lib import`, `undo` and `imports`: as the page does it, without a screen."""

from dataclasses import replace
from datetime import datetime

import pytest

from lib.adapters.store import observations
from lib.commands import delivering
from lib.errors import ImportRejectedError, InputError
from lib.model.authors import Author
from lib.model.intake.plans import Basis
from lib.project import Project

AUTHOR = Author("李晓", datetime(2026, 1, 5, 9, 0))  # noqa: DTZ001 (county time)
HEADS = "机构名称,建立电子健康档案人数,辖区内常住居民数"


@pytest.fixture
def order(tmp_path):
    path = tmp_path / "月报.csv"
    path.write_text(f"2025年1-9月\n{HEADS}\n湖镇镇,24000,48000\n", encoding="utf-8")
    return delivering.Order(path)


def revision():
    return observations.revision(Project().store())


def test_a_trial_says_what_would_happen_and_stores_nothing(order):
    said = delivering.bring_in(replace(order, is_trial=True), AUTHOR)
    assert "1 new, 0 changed, 0 unchanged figures of 2025-09" in said
    assert said.endswith("would be stored")
    assert revision() == 0


def test_a_file_is_stored_listed_and_taken_back(order):
    assert delivering.bring_in(order, AUTHOR).startswith("import 1, data version 1: 1 new")
    assert "月报.csv" in delivering.history()
    assert delivering.take_back(1, replace(AUTHOR, reason="报错")).startswith("import 1 undone")
    assert delivering.history().endswith("undone")


def test_an_import_is_not_taken_back_without_a_reason(order):
    delivering.bring_in(order, AUTHOR)
    with pytest.raises(InputError, match="needs a reason"):
        delivering.take_back(1, AUTHOR)


def test_what_the_file_does_not_say_the_operator_does(order):
    order.path.write_text(f"{HEADS}\n湖镇镇,24000,48000\n", encoding="utf-8")
    with pytest.raises(ImportRejectedError):
        delivering.bring_in(order, AUTHOR)
    told = replace(order, month="2025-08", basis=Basis.CUMULATIVE)
    assert "figures of 2025-08" in delivering.bring_in(told, AUTHOR)


def test_errors_list_every_cell_and_store_nothing(order):
    order.path.write_text(f"2025年1-9月\n{HEADS}\n湖镇镇,49000,48000\n", encoding="utf-8")
    with pytest.raises(ImportRejectedError) as refused:
        delivering.bring_in(order, AUTHOR)
    assert [problem.column.rpartition("!")[2] for problem in refused.value.problems] == ["B3"]
    assert revision() == 0


def test_a_file_that_is_not_there_is_a_sentence(order):
    with pytest.raises(InputError, match=r"nowhere\.csv cannot be read"):
        delivering.bring_in(replace(order, path=order.path.with_name("nowhere.csv")), AUTHOR)


def test_an_empty_store_has_no_imports():
    assert delivering.history() == "no imports"
