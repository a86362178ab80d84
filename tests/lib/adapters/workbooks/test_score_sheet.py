"""Points by service item add up to the score that money follows."""

import pytest

from lib.adapters.workbooks import write_allocation
from lib.adapters.workbooks.score_sheet import service_items
from lib.model.small_cells import Withheld
from lib.model.suppression import Reason
from tests import small, spreadsheets
from tests.lib.adapters.workbooks.conftest import TREE, imprint, written


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


def test_withheld_figures_leave_neither_their_item_nor_a_sum_to_subtract_from(plain_county):
    dataset, outcome = plain_county
    [first, *_others] = outcome.areas
    kept = Withheld(
        {(first.code, leaf.indicator): Reason.FEW for leaf in outcome.scores.tree.leaves}
    )
    book = write_allocation(outcome, dataset.roster.areas, imprint(outcome), kept)
    hidden, *shown = spreadsheets.shown(book)["Scores"].iter_rows(min_row=6, max_row=8)
    words = [cell.value for cell in hidden]
    assert words.count("not shown") == 1
    earned = words[-4]
    assert earned == pytest.approx(float(outcome.scores.earned[0]), abs=0.005)
    assert round(earned, 2) == earned
    assert not any(cell.value == "not shown" for row in shown for cell in row)
