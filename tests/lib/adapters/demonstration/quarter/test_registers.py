"""The registers of the demonstration: legal, for both years, and true to the figures."""

from datetime import date

import pytest

from lib.adapters.demonstration.quarter import registers
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.registers import contract, ledger
from lib.model.registers.checks import Checker
from lib.model.roster import INSTITUTION_KINDS
from lib.project import Project
from tests.lib.model.registers.declared import declared, posted


@pytest.fixture(scope="module")
def scene(demonstration):
    indicators = Project().context().indicators
    return Scene(demonstration.roster, demonstration.observations, indicators, 20250101)


@pytest.fixture(scope="module")
def postings(scene):
    return posted(registers.drafts(scene))


@pytest.fixture(scope="module")
def told(scene, postings):
    return scene, postings


def values(postings, code):
    standing = ledger.stand(postings)
    return [e.values for e in ledger.of(declared().registers[code], standing).values()]


def test_every_state_is_legal_and_as_a_file_would_give_it_back(scene, postings):
    areas = frozenset(area.code for area in scene.roster.of_kind(*INSTITUTION_KINDS))
    check = Checker(declared(), areas, date(2026, 1, 8))
    standing = {}
    for posting in postings:
        one = declared().registers[posting.subject.partition("/")[0]]
        told = posting.content["values"]
        assert ledger.canonical(one, told) == told, posting.subject
        assert (one.subject(told), one.book) == (posting.subject, posting.book)
        standing.setdefault(one.book, {})[posting.subject] = ledger.Entry(
            posting.subject, told, posting.number
        )
        assert check(one, told, standing[one.book]) == [], posting.subject


@pytest.mark.parametrize("code", ["contract", "staff", "investment"])
def test_both_years_and_every_institution_are_there(postings, code):
    found = {(row["year"], row["area"]) for row in values(postings, code)}
    assert len(found) == 2 * 22


def test_every_step_of_accreditation_is_told(postings):
    rows = values(postings, "accreditation")
    assert {row["target"] for row in rows} == {"basic", "recommended"}
    assert {row["prefecture_result"] for row in rows} == {None, "passed", "failed"}
    assert any(gap["closed_on"] for gap in values(postings, "gaps"))
    assert any(not gap["closed_on"] for gap in values(postings, "gaps"))
    assert len(ledger.history(postings)) > len(ledger.stand(postings))


@pytest.mark.parametrize("year", [2024, 2025])
@pytest.mark.parametrize(
    ("indicator", "group", "pair"),
    [
        ("MON02", "all", ("signed", "total")),
        ("MON03", "key", ("signed", "total")),
        ("MON04", "all", ("fulfilled", "due")),
    ],
)
def test_family_doctors_agree_with_the_figures(told, year, indicator, group, pair):
    scene, postings = told
    figures = scene.counts(indicator, f"{year}-12")
    rows = [r for r in values(postings, "contract") if (r["year"], r["group"]) == (year, group)]
    known = [row for row in rows if min(figures.get(row["area"], (-1, -1))) >= 0]
    assert len(known) > 15
    for row in known:
        assert (row[pair[0]], row[pair[1]]) == figures[row["area"]]


def test_staff_are_those_the_training_is_counted_among(scene, postings):
    figures = scene.counts("MGT03", "2025-12")
    for row in values(postings, "staff"):
        if row["year"] == 2025:
            at_work = row["full_time"] + row["part_time"] + row["village_doctors"]
            assert at_work == figures[row["area"]][1]


def test_nobody_is_named(postings):
    texts = [v for p in postings for v in p.content["values"].values() if isinstance(v, str)]
    ledger.refuse_personal(sorted(set(texts)))
    register = declared().registers["contract"]
    assert contract.hidden(register, values(postings, "contract"), 5).reasons
