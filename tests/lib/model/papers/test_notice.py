"""A notice lists what is wrong; a summons says why."""

import pytest

from lib.errors import InputError
from lib.model.papers import notice as notices
from lib.model.papers.content import said
from tests import papers


def test_every_figure_behind_is_a_line_with_both_values(newest):
    for area in newest.outcome.areas:
        found = notices.from_figures(newest, area.code)
        assert len(found) == min(20, len(newest.behind(area.code)))
        for one in found:
            assert len(papers.numbers(said(one.evidence))) == 2


@pytest.mark.parametrize("write", [notices.notice, notices.summons])
def test_without_a_reason_there_is_no_paper(newest, write):
    with pytest.raises(InputError, match="甲院"):
        write("甲院", (), papers.LETTER, papers.stamp(newest))


def test_reasons_begin_with_score_and_rank(newest):
    area = newest.outcome.areas[0]
    first = said(notices.reasons_of(newest, area.code)[0])
    assert f"第{newest.outcome.scores.rank_of(area.code)}位" in first
