"""Several people at once: one waits for the other, or is told; nothing gets lost between them."""

from lib.adapters.store import imports, observations
from lib.adapters.store.changes import check, open_store
from lib.adapters.store.imports import Receipt
from tests.faults import deeds
from tests.stored import AUTHOR, told

EACH = 4


def at_once(start, deed, *details):
    """Let children do a deed at the same moment; return what each of them tells."""
    lines = [start(deed, *detail)[1] for detail in details]
    for line in lines:
        assert line.recv() == "ready"
    for line in lines:
        line.send("go")
    return [line.recv() for line in lines]


def test_two_importers_are_both_stored_one_after_the_other(url, start, tmp_path):
    keys = str(tmp_path / "keys")
    seeds = [[100 * part + n for n in range(EACH)] for part in (1, 2, 3)]
    told_to = at_once(start, deeds.import_several, *((own, url, keys) for own in seeds))
    receipts = [receipt for told in told_to for receipt in told]
    assert sorted(receipt.revision for receipt in receipts) == list(range(1, 3 * EACH + 1))
    order = dict(
        zip((r.revision for r in receipts), (n for own in seeds for n in own), strict=True)
    )
    store = open_store(url, tmp_path / "keys")
    expected = {}
    for revision in sorted(order):
        expected |= told(deeds.drawn(order[revision]).figures)
        assert told(observations.in_force(store, revision)) == expected
    assert (check(store).is_sound, check(store).entries) == (True, 3 * EACH)
    store.engine.dispose()


def test_of_two_who_saw_the_same_figures_one_is_told(url, start, tmp_path):
    store = open_store(url, tmp_path / "keys")
    imports.commit(store, deeds.drawn(1), AUTHOR)
    keys = str(tmp_path / "keys")
    answers = at_once(start, deeds.import_seen, (2, 1, url, keys), (3, 1, url, keys))
    (stored,) = (answer for answer in answers if isinstance(answer, Receipt))
    (refused,) = (answer for answer in answers if not isinstance(answer, Receipt))
    assert "have changed since you looked; nothing was stored" in refused
    assert observations.revision(store) == stored.revision == 2
    store.engine.dispose()


def test_a_double_click_in_two_windows_is_stored_once(url, start, tmp_path):
    keys = str(tmp_path / "keys")
    first, second = at_once(start, deeds.import_several, *[([7], url, keys)] * 2)
    assert first == second
    store = open_store(url, tmp_path / "keys")
    assert observations.revision(store) == 1
    store.engine.dispose()
