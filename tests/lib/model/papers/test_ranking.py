"""The ranking: every institution once, sensitive items marked or left out."""

import pytest

from lib.model.papers.content import Kind, said
from lib.model.papers.ranking import CLOSED, short
from tests import papers


@pytest.mark.parametrize("public", [False, True])
def test_every_institution_stands_once_in_each_table(found, public):
    paper = papers.paper(Kind.RANKING, found, public=public)
    names = sorted(area.name for area in found.outcome.areas)
    for table in paper.tables.values():
        assert sorted(row["单位"] for row in table.rows) == names


def test_sensitive_items_are_marked_inside_and_missing_outside(newest):
    inside, outside = (papers.paper(Kind.RANKING, newest, public=p) for p in (False, True))
    closed = newest.sensitive_items() & set(newest.scored_items())
    columns = {c.key: c.title for c in inside.tables["各项得分"].columns if c.varies}
    assert {code for code, title in columns.items() if CLOSED in title} == closed
    assert not closed & {c.key for c in outside.tables["各项得分"].columns}
    weak = "".join(said(row["薄弱项目"]) for row in outside.tables["排名"].rows)
    assert not any(short(newest.items[code]) in weak for code in closed)


def test_short_names_stay_apart(newest):
    names = [short(newest.items[code]) for code in newest.scored_items()]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 8 for name in names)
