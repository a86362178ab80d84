"""Rules of the ledger: the file of the project, and what is refused in a file."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.rule_files import yaml_documents
from lib.errors import ParameterError
from lib.model.problems import Severity
from lib.model.rectification.rules import Counting, LedgerRules, parse_rules
from tests.conftest import ROOT

DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))
HOLIDAYS = (date(2025, 10, 1), date(2025, 10, 2), date(2025, 10, 3))


@pytest.fixture(scope="module")
def content():
    return yaml_documents.read_document(ROOT / "data" / "rectification.yaml").content


def test_the_file_says_what_the_county_practises_and_who_confirms_it(content):
    rules = parse_rules(content)
    terms = rules.terms_on(date(2025, 10, 1))
    assert [terms.days[s] for s in Severity] == [15, 10, 7]
    assert (terms.counting, terms.extension) == (Counting.CALENDAR, 15)
    assert rules.recurrence_on(date(2025, 10, 1)).quarters == 2
    assert rules.held_on(date(2025, 10, 1)).cap == Fraction(1, 10)
    for dated in (*rules.terms, *rules.recurrence, *rules.held):
        assert "待县局确认" in dated.reference.title


@given(DAYS, st.integers(1, 40))
def test_working_days_are_counted_one_by_one(day, count):
    rules = LedgerRules((), (), (), HOLIDAYS)
    later = rules.after(day, count, Counting.WORKING)
    between = [day + timedelta(days=n) for n in range(1, (later - day).days + 1)]
    worked = [d for d in between if d.weekday() < 5 and d not in HOLIDAYS]
    assert len(worked) == count
    assert worked[-1] == later


@given(DAYS, st.integers(1, 40))
def test_calendar_days_are_all_days(day, count):
    later = LedgerRules((), (), ()).after(day, count, Counting.CALENDAR)
    assert (later - day).days == count


@pytest.mark.parametrize(
    ("section", "change", "said"),
    [
        ("deadlines", {"general": 0}, "whole number from 1 to 120"),
        ("deadlines", {"general": True}, "whole number from 1 to 120"),
        ("deadlines", {"counting": "weeks"}, "not one of calendar, working"),
        ("deadlines", {"extra": 1}, "mean nothing here"),
        ("deadlines", {"reference": "nobody"}, "nobody"),
        ("recurrence", {"quarters": 9}, "whole number from 1 to 8"),
        ("held", {"cap": 2}, "share from 0 to 1"),
        ("held", {"in_time": {"general": 0, "grave": 0}}, "lacks severe"),
        ("held", {"overdue": {"general": 0, "grave": 0, "severe": "x"}}, "share from 0 to 1"),
    ],
)
def test_a_wrong_row_is_refused_by_name(content, section, change, said):
    row = {**content[section][0], **change}
    with pytest.raises(ParameterError, match=said):
        parse_rules({**content, section: [row]})


def test_two_rows_of_one_day_and_no_row_at_all_are_refused(content):
    row = content["recurrence"][0]
    with pytest.raises(ParameterError, match="two entries for"):
        parse_rules({**content, "recurrence": [row, row]})
    with pytest.raises(ParameterError, match="must be a list"):
        parse_rules({**content, "held": []})
    with pytest.raises(ParameterError, match="“holidays” must be a list"):
        parse_rules({**content, "holidays": "none"})
    with pytest.raises(ParameterError, match="no row of “deadlines” for 1999-01-01"):
        parse_rules(content).terms_on(date(1999, 1, 1))


def test_a_row_holds_from_its_day(content):
    later = {**content["deadlines"][0], "from": date(2026, 1, 1), "general": 20}
    rules = parse_rules({**content, "deadlines": [content["deadlines"][0], later]})
    days = [date(2025, 12, 31), date(2026, 1, 1)]
    assert [(rules.deadline(d, Severity.GENERAL) - d).days for d in days] == [15, 20]
    assert rules.latest(days[0], date(2026, 1, 15)) == date(2026, 1, 30)
