"""Checks: what the declaration of a register forbids, and what its meaning does."""

import pytest

from tests.lib.model.registers.declared import checker, register

STAFF = {"year": 2025, "area": "B04", "full_time": 20, "part_time": 9, "village_doctors": 8}
CONTRACT = {"year": 2025, "area": "B04", "group": "all", "total": 1000, "signed": 570}
MONEY = {"number": "T1", "year": 2025, "area": "B04", "kind": "equipment", "source": "county"}
GAP = {"area": "B04", "cycle": 2025, "clause": "1", "core": "true", "problem": "缺", "owner": "岗"}
PEER = {"number": "J1", "year": 2025, "area": "B04", "kind": "peer", "item": "07", "title": "学"}
PEER |= {"done": "跟班", "result": "两站试行"}


def columns(code, row):
    return [fault.column for fault in checker()(register(code), row, {})]


@pytest.mark.parametrize(
    ("code", "row", "blamed"),
    [
        ("staff", STAFF, []),
        ("staff", STAFF | {"full_time": None}, ["full_time"]),
        ("staff", STAFF | {"nurses": 10_000}, ["nurses"]),
        ("staff", STAFF | {"area": "B99"}, ["area"]),
        ("staff", STAFF | {"year": 1999}, ["year"]),
        ("contract", CONTRACT, []),
        ("contract", CONTRACT | {"signed": 1001}, ["signed"]),
        ("contract", CONTRACT | {"renewed": 571}, ["renewed"]),
        ("contract", CONTRACT | {"due": 5, "fulfilled": 6}, ["fulfilled"]),
        ("contract", CONTRACT | {"group": "elderly", "teams": 3}, ["teams"]),
        ("investment", MONEY | {"amount": 100_00}, []),
        ("investment", MONEY | {"amount": 99}, ["amount"]),
        ("investment", MONEY | {"amount": 100, "on": "2024-12-31"}, ["on"]),
        ("investment", MONEY | {"amount": 100, "on": "2026-02-01", "year": 2026}, ["on"]),
        ("gaps", GAP | {"due": "2026-03-01"}, ["cycle"]),
        ("practice", PEER | {"partner": "B05"}, []),
        ("practice", PEER, ["partner"]),
        ("practice", PEER | {"partner": "B04"}, ["partner"]),
        ("practice", PEER | {"kind": "practice", "partner": "B05"}, ["partner"]),
    ],
)
def test_faults_name_the_column(code, row, blamed):
    assert columns(code, row) == blamed
