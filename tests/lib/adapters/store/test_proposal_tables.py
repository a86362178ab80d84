"""The database itself refuses a second version of the same number, and a key used twice."""

from datetime import date, datetime

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from lib.adapters.store.engine import writing
from lib.adapters.store.proposal_tables import scenario, weighing_set

ROW = {
    "key": "a",
    "name": "慢病加权",
    "version": 1,
    "description": "",
    "scheme": "standard-100",
    "day": date(2025, 12, 31),
    "content": "{}",
    "seal": "ab" * 32,
    "actor": "李晓",
    "at": datetime.fromisoformat("2026-01-05T16:30"),
}


@pytest.mark.parametrize("other", [{"key": "b"}, {"version": 2}])
def test_a_version_and_a_key_stand_once(store, other):
    with writing(store.engine) as connection:
        connection.execute(insert(scenario).values(ROW))
    with pytest.raises(IntegrityError), writing(store.engine) as connection:
        connection.execute(insert(scenario).values(ROW | other))


def test_weights_belong_to_a_session(store):
    row = {"weighing_id": 9, "key": "a", "member": "甲", "weights": {}, "actor": "李晓"}
    with pytest.raises(IntegrityError), writing(store.engine) as connection:
        connection.execute(insert(weighing_set).values(row | {"at": ROW["at"]}))
