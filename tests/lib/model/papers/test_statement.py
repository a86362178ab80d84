"""A statement's money adds up to what is paid."""

from fractions import Fraction

from lib.model.papers.content import said
from lib.model.papers.statement import statement
from tests import papers


def test_every_institution_s_parts_add_up_to_its_amount(found):
    for area in found.outcome.areas:
        paper = statement(found, area.code, papers.LETTER, papers.stamp(found))
        told = {said(r["事项"]): r["金额"].value for r in paper.tables["资金"].rows}
        parts = list(told)[: list(told).index("应拨合计")]
        assert sum(told[name] for name in parts) == told["应拨合计"]
        less = sum((v for name, v in told.items() if name.startswith("减")), Fraction())
        assert told["应拨合计"] - less == told["本次拨付"]
        assert area.name in said(paper.fields["标题"])
