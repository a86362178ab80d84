"""Points by service item add up to the score that money follows."""

import pytest

from lib.adapters.workbooks.score_sheet import service_items
from tests import small, spreadsheets
from tests.lib.adapters.workbooks.conftest import TREE, written


def test_points_over_the_full_mark_are_the_score(plain_county):
    sheet = spreadsheets.shown(written(*plain_county))["Scores"]
    for row in sheet.iter_rows(min_row=6, max_row=8, values_only=True):
        *_, points, full, share, score = (cell for cell in row if cell is not None)
        assert share == pytest.approx(100 * points / full)
        assert score == pytest.approx(share, abs=0.005)


def test_a_tree_without_items_for_all_is_shown_as_a_whole():
    nodes = service_items(small.rules(TREE, {"S": {}, "T": {}}).tree)
    assert [(node.start, node.stop) for node in nodes] == [(0, 2)]


def test_items_that_hold_every_leaf_are_shown_each():
    tree = small.rules(small.tree_of((30, 30, 40))).tree
    assert [node.code for node in service_items(tree)] == ["01", "02"]
