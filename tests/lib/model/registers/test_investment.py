"""Investment: sums in fen that add up whichever way they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from lib.model.registers.investment import fen, last, sums
from tests.lib.model.registers.declared import rows


@given(st.lists(rows("investment"), max_size=12))
def test_every_cut_adds_up_to_the_same(found):
    whole = sum(map(fen, found))
    for by in (["area"], ["kind"], ["area", "year", "source"], []):
        assert sum(sums(found, by).values()) == whole


def test_the_last_is_the_newest_by_day_then_by_year():
    older = {"area": "A", "number": "1", "year": 2024, "on": "2024-06-01"}
    newer = {"area": "A", "number": "2", "year": 2025, "on": None}
    assert last([older, newer], "A") == newer
    assert last([newer, newer | {"on": "2025-01-02", "number": "0"}], "A")["number"] == "0"
    assert last([older], "B") is None
