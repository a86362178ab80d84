"""The table of states is that of the county's ledger: nothing leads around it."""

from lib.model.rectification.states import NEXT, RECTIFYING, REVIEWING, Deed, State


def ways(start, end):
    """Every way without a loop, as lists of states."""
    found, front = [], [[start]]
    while front:
        way = front.pop()
        if way[-1] == end:
            found.append(way)
            continue
        front += [[*way, state] for state in set(NEXT[way[-1]].values()) - set(way)]
    return found


def test_every_way_to_the_close_out_passes_notice_rectification_and_review():
    steps = [State.NEW, State.ISSUED, State.IN_HAND, State.TO_REVIEW, State.CLOSED]
    assert ways(State.NEW, State.CLOSED) == [steps]


def test_nothing_leads_out_of_the_close_out_and_back_to_the_beginning():
    assert not NEXT[State.CLOSED]
    assert not NEXT[State.WITHDRAWN]
    assert all(State.NEW not in after.values() for after in NEXT.values())


def test_who_reviews_does_not_rectify():
    assert not RECTIFYING & REVIEWING
    assert {d for after in NEXT.values() for d in after} | {Deed.OPEN} == set(Deed)
