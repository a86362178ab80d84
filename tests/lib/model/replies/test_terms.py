"""Terms: days to appeal and days to decide, dated, with their source."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.rule_files.yaml_documents import read_document
from lib.errors import ParameterError
from lib.model.replies.terms import LONGEST_TERM, parse_terms
from tests.conftest import ROOT

REFERENCES = {"r": {"title": "r", "authority": "county", "confidence": "source"}}
days_on = st.dates(date(2016, 1, 1), date(2090, 1, 1))


def terms(appeal, decision=(("2015-01-01", 15),)):
    rows = {"appeal": appeal, "decision": decision}
    return parse_terms(
        {"references": REFERENCES}
        | {
            name: [{"from": start, "days": days, "reference": "r"} for start, days in row]
            for name, row in rows.items()
        }
    )


@given(days_on, st.integers(1, LONGEST_TERM))
def test_the_last_day_is_so_many_days_after_and_depends_on_the_day_of_publication(day, days):
    found = terms([("2015-01-01", days)])
    assert found.closes(day) - day == timedelta(days=days)
    assert found.due(day) - day == timedelta(days=15)


def test_a_new_term_holds_from_its_day_on():
    found = terms([("2015-01-01", 7), ("2026-01-01", 10)])
    assert found.closes(date(2025, 12, 31)) == date(2026, 1, 7)
    assert found.closes(date(2026, 1, 1)) == date(2026, 1, 11)


def test_no_term_holds_before_the_first_row():
    with pytest.raises(ParameterError, match="sets no term"):
        terms([("2026-01-01", 7)]).closes(date(2025, 12, 31))


@pytest.mark.parametrize("days", [0, LONGEST_TERM + 1, "7", True, None])
def test_a_term_is_a_whole_number_of_days(days):
    with pytest.raises(ParameterError, match="whole number from 1 to 90"):
        terms([("2015-01-01", days)])


def test_two_rows_of_one_day_and_no_row_are_refused():
    with pytest.raises(ParameterError, match="two entries for"):
        terms([("2015-01-01", 7), ("2015-01-01", 8)])
    with pytest.raises(ParameterError, match="must be a list"):
        terms([])


def test_the_shipped_file_is_read_and_says_that_the_county_has_to_confirm():
    found = parse_terms(read_document(ROOT / "data" / "replies.yaml").content)
    day = date(2026, 1, 5)
    assert (found.closes(day), found.due(day)) == (date(2026, 1, 12), date(2026, 1, 20))
    for name in ("appeal", "decision"):
        reference = found.rule(name, day).reference
        assert reference.confidence == "general_knowledge"
        assert "待县局确认" in reference.title
