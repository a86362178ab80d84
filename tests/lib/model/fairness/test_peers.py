"""Peers: the most alike first, never oneself, the same whatever the order of the roster."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lib.model.fairness.peers import peers
from lib.model.roster import Area


def area(code, people, setting="plain", kind="township_hospital"):
    return Area(code, f"{code}院", kind, "COUNTY", people, setting=setting)


def codes(found, code):
    return [peer.code for peer in found[code]]


def test_size_decides_among_alike():
    areas = [area("A", 10_000), area("B", 11_000), area("C", 50_000), area("D", 60_000)]
    found = peers(areas, {}, count=1)
    assert {a.code: codes(found, a.code) for a in areas} == {
        "A": ["B"],
        "B": ["A"],
        "C": ["D"],
        "D": ["C"],
    }


def test_age_and_surroundings_decide_among_equals_in_size():
    areas = [area("A", 9_000, "hill"), area("B", 9_000, "plain"), area("C", 9_000, "hill")]
    assert codes(peers(areas, {}, count=1), "A") == ["C"]
    old = {"A": Fraction(15, 100), "B": Fraction(15, 100), "C": Fraction(5, 100)}
    same = [area(code, 9_000) for code in "ABC"]
    assert codes(peers(same, old, count=1), "A") == ["B"]


@given(
    st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 300_000), min_size=2),
    st.randoms(use_true_random=False),
)
def test_nobody_is_their_own_peer_and_order_does_not_matter(people, chance):
    areas = [area(code, count) for code, count in people.items()]
    found = peers(areas, {})
    shuffled = areas.copy()
    chance.shuffle(shuffled)
    assert {c: codes(found, c) for c in people} == {
        c: codes(peers(shuffled, {}), c) for c in people
    }
    for code in people:
        assert code not in codes(found, code)
        assert len(found[code]) == min(5, len(people) - 1)


def test_without_residents_there_are_no_peers():
    found = peers([area("A", 10), area("B", None), area("C", 12)], {})
    assert found["B"] == ()
    assert codes(found, "A") == ["C"]
    assert peers([area("A", 10)], {}) == {"A": ()}
