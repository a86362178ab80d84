"""Learning from peers: only from the same surroundings, only from those who are better."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.indicators import Direction
from lib.model.registers.practice import Matter, about, faults, learn_from
from lib.model.roster import Area

HIGHER = Matter("HTN02", "07", Direction.HIGHER)
OWN = Area("A", "甲", "township_hospital", "", 9, setting="hill")
PEERS = [
    Area("B", "乙", "township_hospital", "", 9, setting="hill"),
    Area("C", "丙", "township_hospital", "", 9, setting="plain"),
    Area("D", "丁", "township_hospital", "", 9, setting="hill"),
]
VALUES = {"A": Fraction(60), "B": Fraction(70), "C": Fraction(90), "D": Fraction(65)}


def written(area, **more):
    return {"area": area, "kind": "practice", "indicator": None, "item": "07"} | more


def test_those_who_wrote_come_first_and_other_surroundings_never():
    lessons = learn_from(OWN, PEERS, HIGHER, VALUES, [written("D"), written("C")])
    assert [(one.peer.code, one.ahead) for one in lessons] == [("D", 5), ("B", 10)]
    assert [len(one.practices) for one in lessons] == [1, 0]


def test_lower_may_be_better():
    lower = Matter("EHR06", "01", Direction.LOWER)
    assert learn_from(OWN, PEERS, lower, VALUES, []) == ()
    assert learn_from(OWN, PEERS, lower, VALUES | {"B": Fraction(50)}, [])[0].peer.code == "B"


def test_whose_own_value_is_not_shown_learns_nothing():
    assert learn_from(OWN, PEERS, HIGHER, {"B": Fraction(70)}, []) == ()


def test_a_practice_about_the_indicator_goes_before_one_about_the_item():
    exact = written("B", indicator="HTN02")
    assert about([written("B"), exact], "B", HIGHER) == (exact,)
    assert about([written("B"), written("B", kind="peer")], "B", HIGHER) == (written("B"),)


@given(st.dictionaries(st.sampled_from("ABCD"), st.fractions(0, 100)))
def test_every_lesson_is_better_and_alike(values):
    for lesson in learn_from(OWN, PEERS, HIGHER, values, []):
        assert lesson.better > lesson.own
        assert lesson.peer.setting == OWN.setting


def test_a_peer_note_names_somebody_else():
    assert faults({"kind": "practice", "area": "A", "partner": None}, ()) == []
    assert faults({"kind": "peer", "area": "A", "partner": "A"}, ())[0].column == "partner"
