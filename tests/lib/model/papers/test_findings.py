"""What the papers read of an evaluation is the evaluation."""

from lib.model.papers.findings import brief, ranked


def test_moves_come_in_the_order_of_ranks(found):
    ranks = [move.rank for move in ranked(found.moves())]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(found.outcome.areas)


def test_the_worst_items_are_the_smallest_shares(found):
    for area in found.outcome.areas:
        parts = [found.visible.part(area.code, code) for code in found.scored_items()]
        shares = sorted(earned / most for earned, most in parts if most and earned < most)
        assert [share for _, share in found.worst_items(area.code)] == shares[:3]


def test_who_is_behind_in_an_item_has_a_red_figure_there(found):
    names = {a.code: brief(a) for a in found.outcome.areas}
    for code, behind in found.behind_by_item().items():
        red = {
            names[p.area.code]
            for p in found.progress
            if p.light == "red" and p.indicator.service_item == code
        }
        assert set(behind) == red


def test_withheld_figures_are_never_called_behind(found):
    withheld = {(p.area.code, p.indicator.code) for p in found.progress if p.withheld}
    assert withheld
    for area in found.outcome.areas:
        behind = {(area.code, p.indicator.code) for p in found.behind(area.code)}
        assert not behind & withheld


def test_sensitive_items_are_those_of_sensitive_indicators(newest):
    assert {"08", "09"} <= newest.sensitive_items()
