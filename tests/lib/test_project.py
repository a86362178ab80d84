"""The project's own folder joins into one whole."""

from datetime import date, datetime
from decimal import Decimal
from shutil import copytree

import pytest
from sqlalchemy import make_url

from lib.adapters.store import documents, evaluations, observations
from lib.adapters.store.evaluations import Proposal
from lib.errors import InputError, ParameterError
from lib.model.authors import Author
from lib.model.evaluation import evaluate
from lib.model.replay import record
from lib.project import Project, load_scheme
from tests.conftest import ROOT
from tests.stored import copy_of

PROJECT = Project()


@pytest.mark.parametrize("code", ["standard-100", "standard-1000"])
@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31)])
def test_both_schemes_evaluate_the_demonstration_to_the_fen(demonstration, code, day):
    rules = PROJECT.schemes()[code].on(day, PROJECT.context())
    outcome = evaluate(demonstration, rules)
    allocation = outcome.allocation
    assert len(outcome.areas) == 22
    assert len(outcome.villages.rows) == 343
    assert sum(row.amount for row in allocation.rows) + allocation.carried_over == allocation.pool
    for row in allocation.rows:
        assert sum(v.amount for v in outcome.villages.of(row.area)) == row.village


def test_the_pool_is_the_subsidy_of_the_year_for_every_resident(demonstration):
    pools = [
        evaluate(
            demonstration,
            PROJECT.schemes()["standard-100"].on(date(year, 12, 31), PROJECT.context()),
            clinics=False,
        ).allocation.pool
        for year in (2024, 2025)
    ]
    assert pools == [11_382_253_200, 11_987_692_200]


def test_every_scored_indicator_is_known():
    context, schemes = PROJECT.context(), PROJECT.schemes()
    known = set(PROJECT.indicators())
    for file in schemes.values():
        assert set(file.on(date(2025, 12, 31), context).tree.indicators) <= known


def test_an_edited_file_changes_the_fingerprint(tmp_path):
    copytree(ROOT / "data", tmp_path / "data")
    project = Project(tmp_path)
    before = project.fingerprint()
    path = tmp_path / "data" / "targets.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert project.fingerprint() != before


def test_a_rule_that_does_not_hold_on_the_day_names_its_file():
    with pytest.raises(
        ParameterError, match=r"standard-100.yaml, line \d+: .*no value on 2020-01-01"
    ):
        load_scheme(ROOT / "data" / "schemes" / "standard-100.yaml").on(
            date(2020, 1, 1), PROJECT.context()
        )


def test_a_file_that_people_edit_is_read_with_its_place(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "own.yaml").write_text("rate: 0.5\n", encoding="utf-8")
    project = Project(tmp_path)
    assert project.read("own.yaml", lambda content: content["rate"]) == Decimal("0.5")

    def refuse(content):
        raise ParameterError("no such rate", key="rate")

    with pytest.raises(ParameterError, match=r"own.yaml, line 1"):
        project.read("own.yaml", refuse)


AUTHOR = Author("李晓", datetime(2026, 1, 5, 9, 0), "年度评价")  # noqa: DTZ001 (county time)


@pytest.fixture
def installation(filled, tmp_path):
    """A copy of the project with its own store, the demonstration in it."""
    copytree(ROOT / "data", tmp_path / "data")
    store = copy_of(filled, tmp_path)
    yield Project(tmp_path), store
    store.engine.dispose()


def test_an_installation_keeps_its_store_below_its_own_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("HENG_DATABASE", raising=False)
    monkeypatch.delenv("HENG_KEYS", raising=False)
    project = Project(tmp_path / "a folder 衡")
    assert make_url(project.database).database == str(project.root / "var" / "heng.sqlite")
    assert project.keys == project.root / "var" / "keys"
    assert project.store().keys.exists()


def test_an_adopted_evaluation_is_read_again_as_it_was(installation):
    project, store = installation
    documents.notice(store, project.documents(), AUTHOR)
    day = date(2025, 12, 31)
    rules = project.schemes()["standard-100"].on(day, project.context())
    outcome, in_use = evaluate(project.dataset(store), rules), documents.current(store)
    told = ("2025", "standard-100", day, observations.revision(store), in_use)
    number = evaluations.adopt(store, Proposal(*told, record(outcome), outcome.seal), AUTHOR)
    scheme = project.data / "schemes" / "standard-100.yaml"
    scheme.write_text(scheme.read_text(encoding="utf-8").replace("0.7", "0.6"), encoding="utf-8")
    dataset, then = project.replay_inputs(store, evaluations.find(store, number))
    assert evaluate(dataset, then).seal == outcome.seal
    now = project.schemes()["standard-100"].on(day, project.context())
    assert evaluate(dataset, now).seal != outcome.seal


def test_figures_of_an_area_without_a_row_in_the_roster_are_never_dropped_in_silence(installation):
    project, store = installation
    clinics = project.data / "roster" / "clinics.csv"
    lines = clinics.read_text(encoding="utf-8").splitlines(keepends=True)
    clinics.write_text("".join([*lines[:5], *lines[6:]]), encoding="utf-8")
    with pytest.raises(InputError, match="of 1 areas that the roster does not have"):
        project.dataset(store)
