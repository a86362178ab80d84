"""The outline is read strictly, and what the plan does not say stays unsaid."""

from datetime import date

import pytest

from lib.adapters.rule_files.yaml_documents import read_document
from lib.errors import InputError, ParameterError
from lib.model.plans.outline import parse_outline
from tests.conftest import ROOT
from tests.lib.model.plans.conftest import both, content


@pytest.fixture(scope="module")
def shipped():
    return parse_outline(read_document(ROOT / "data" / "plan.yaml").content)


def test_the_plan_of_the_county_has_4_tasks_and_14_measures_of_which_3_are_known(shipped):
    assert [task.code for task in shipped.tasks] == ["T1", "T2", "T3", "T4"]
    assert [measure.code for measure in shipped.measures] == [f"M-{n}" for n in range(1, 15)]
    known = [measure.code for measure in shipped.measures if measure.name is not None]
    assert known == ["M-1", "M-2", "M-3"]


def test_nothing_stands_in_for_the_eleven_that_nobody_has_entered(shipped):
    for measure in shipped.measures[3:]:
        assert (measure.name, measure.task, measure.numbers) == (None, None, None)


def test_the_lag_rule_is_ten_and_twenty_points(shipped):
    lag = shipped.lag(date(2025, 12, 31))
    assert (lag.amber, lag.red) == (10, 20)


def test_what_is_not_in_the_plan_is_refused_with_what_is(outline):
    with pytest.raises(InputError, match="M-9; it has M-1 to M-3"):
        outline.measure("M-9")


def test_before_its_first_day_there_is_no_lag_rule(outline):
    with pytest.raises(ParameterError, match="2019-12-31"):
        outline.lag(date(2019, 12, 31))


def changed(section, place, **fields):
    rows = [dict(row) for row in content()[section]]
    rows[place] |= fields
    return content(**{section: rows})


@pytest.mark.parametrize(
    "wrong",
    [
        content(extra=1),
        content(tasks=[]),
        changed("tasks", 1, code="T1"),
        changed("measures", 1, code="M-1"),
        changed("measures", 0, task="T9"),
        changed("measures", 0, name={"zh": "只有中文"}),
        changed("measures", 0, reference="nowhere"),
        changed("lag", 0, red=5),
        changed("lag", 0, amber=-1),
        changed("lag", 0, soon=True),
        changed("lag", 0, stray=both("x")),
    ],
)
def test_a_file_that_means_nothing_is_refused(wrong):
    with pytest.raises(ParameterError):
        parse_outline(wrong)
