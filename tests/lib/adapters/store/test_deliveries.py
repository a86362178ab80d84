"""What institutions sent follows from the figures, unless it is told."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.model.observations import parse_period
from tests.stored import RECEIVED, delivery

areas = st.sampled_from(["B01", "B02", "V01", "V02"])
periods = st.sampled_from(["2025-08", "2025-09"])
statuses = st.sampled_from(["reported", "missing", "exempt", "not_applicable"])
rows = st.lists(
    st.tuples(areas, st.sampled_from("XYZ"), periods, st.just(1), st.just(2), statuses),
    unique_by=lambda row: row[:3],
)
REPORTERS = {"V01": "B01", "V02": "B01"}


@given(found=rows)
def test_every_figure_that_is_there_counts_once_for_who_reports_it(found):
    sent = delivery(*found, reporters=REPORTERS).sent(np.arange(len(found)))
    expected = {}
    for area, _indicator, period, *_counts, status in found:
        if status != "missing":
            key = (REPORTERS.get(area, area), parse_period(period))
            expected[key] = expected.get(key, 0) + 1
    keys = zip(sent["area_code"], sent["month"], strict=True)
    assert dict(zip(keys, sent["figures"], strict=True)) == expected
    assert set(sent["received_at"]) <= {RECEIVED}


def test_what_is_told_stands():
    told = pd.DataFrame({"area_code": ["B09"]})
    assert delivery(("B01", "X", "2025-09", 1, 2), submissions=told).sent(np.arange(1)) is told


def test_a_file_is_the_report_of_its_newest_month_and_of_what_it_corrects():
    early, late = (("B01", "X", f"2025-0{m}", 1, 2) for m in (8, 9))
    other = ("B02", "X", "2025-08", 1, 2)
    sent = delivery(early, late, other).sent(np.array([2]))
    told = sorted(zip(sent["area_code"], sent["month"] % 12 + 1, strict=True))
    assert told == [("B01", 9), ("B02", 8)]
