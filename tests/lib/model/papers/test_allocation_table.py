"""The table of payments adds up, line by line and column by column."""

from dataclasses import replace

import pytest

from lib.errors import AllocationError
from lib.model.papers.allocation_table import shared_money
from lib.model.papers.content import Kind, said
from tests import papers


@pytest.mark.parametrize("in_wan", [False, True])
def test_each_line_pays_what_is_due_less_what_was_paid_and_kept_back(found, in_wan):
    table = papers.paper(Kind.ALLOCATION, found, in_wan=in_wan).tables["资金"]
    for row in (*table.rows, table.total):
        due, paid, less = (papers.parsed(said(row[key])) for key in ("应拨", "已预拨", "扣减"))
        assert papers.parsed(said(row["本次拨付"])) == due - paid - less


def test_the_remark_says_that_the_amounts_are_the_pool(found):
    said_ = said(papers.paper(Kind.ALLOCATION, found).fields["说明"])
    assert "合计等于资金池" in said_


def test_a_scheme_without_money_is_refused_with_a_sentence(newest):
    poor = replace(newest, outcome=replace(newest.outcome, allocation=None))
    with pytest.raises(AllocationError, match="shares no money"):
        shared_money(poor)
