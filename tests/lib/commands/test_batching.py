"""A batch of counties: the results of the engine, each county once, whatever happens."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import monotonic, sleep

import pandas as pd
import pytest

from lib.adapters import observation_files, parquet_files
from lib.adapters.cluster import Place
from lib.adapters.roster_files import read_roster
from lib.commands import batching
from lib.commands.batching import Order
from lib.errors import InputError
from lib.model.evaluation import evaluate
from lib.project import Project, load_scheme
from tests.conftest import ROOT

EXAMPLE = ROOT / "docs" / "example"
DAY = date(2025, 12, 31)
CODES = ("EXAMS", "FOLLOWED", "NEWBORN", "SATISFIED")
SCHEME = EXAMPLE / "scheme.yaml"


def put_counties(folder, count):
    """Counties like the example, each with figures of its own."""
    roster = read_roster(EXAMPLE / "roster.csv")
    example = observation_files.load_dataset(roster, EXAMPLE / "observations.csv", CODES)
    for number in range(count):
        place = folder / f"N{number}"
        place.mkdir(parents=True)
        shutil.copy(EXAMPLE / "roster.csv", place / batching.ROSTER)
        less = example.observations["numerator"] - 5 * number
        figures = example.observations.assign(
            numerator=less.where(less > 0, example.observations["numerator"])
        )
        parquet_files.write_observations(figures, place / batching.OBSERVATIONS)
    return folder


@pytest.fixture
def order(tmp_path):
    return Order(put_counties(tmp_path / "in", 4), SCHEME, DAY, tmp_path / "out")


def run(order, workers=0):
    told = []
    return batching.batch(order, Place(workers=workers), told.append), told


def amounts_of(folder):
    return (
        pd.read_parquet(folder / "amounts.parquet").set_index("area_code")["amount_fen"].to_dict()
    )


def test_a_batch_gives_what_the_engine_gives_county_by_county(order):
    said, told = run(order, workers=1)
    assert said.startswith("4 counties")
    assert len(told) == 4
    rules = load_scheme(SCHEME).on(DAY, Project().context())
    summary = pd.read_csv(order.out / batching.SUMMARY, dtype=str).set_index("county")
    assert sorted(summary.index) == ["N0", "N1", "N2", "N3"]
    for county in summary.index:
        source = order.counties / county
        roster = read_roster(source / batching.ROSTER)
        dataset = parquet_files.read_dataset(roster, source / batching.OBSERVATIONS, CODES)
        outcome = evaluate(dataset, rules)
        assert summary.loc[county, "seal"] == outcome.seal
        assert amounts_of(order.out / county) == outcome.allocation.amounts()
    assert summary["seal"].is_unique


def test_what_is_finished_is_kept_until_its_data_change(order):
    for county in ("N0", "N1", "N2", "N3"):
        order.out.mkdir(exist_ok=True)
        batching.settle(order, county)
    assert batching.settle(order, "N1").kept
    other = (order.counties / "N2" / batching.OBSERVATIONS).read_bytes()
    (order.counties / "N1" / batching.OBSERVATIONS).write_bytes(other)
    again = batching.settle(order, "N1")
    assert not again.kept
    assert again.seal == batching.settle(order, "N2").seal


def test_results_without_their_receipt_are_made_again(order):
    order.out.mkdir()
    whole = batching.settle(order, "N0")
    (order.out / "N0" / batching.RECEIPT).unlink()
    (order.out / "N0" / "amounts.parquet").write_bytes(b"half")
    assert batching.settle(order, "N0") == whole
    assert len(amounts_of(order.out / "N0")) == 4


def test_workers_at_one_county_at_once_leave_one_whole_result(order):
    order.out.mkdir()
    for _ in range(5):
        shutil.rmtree(order.out / "N0", ignore_errors=True)
        with ThreadPoolExecutor(3) as pool:
            receipts = list(pool.map(lambda _: batching.settle(order, "N0"), range(3)))
        assert len({receipt.seal for receipt in receipts}) == 1
        assert len(amounts_of(order.out / "N0")) == 4
        assert [path.name for path in order.out.iterdir()] == ["N0"]


def test_a_batch_that_was_killed_goes_on_where_it_stopped(tmp_path):
    order = Order(put_counties(tmp_path / "in", 40), SCHEME, DAY, tmp_path / "out")
    command = [sys.executable, "-m", "lib", "batch", "--on", DAY.isoformat(), "--workers", "2"]
    command += ["--counties", order.counties, "--scheme", SCHEME, "--out", order.out]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as going:  # noqa: S603
        until = monotonic() + 60
        while len(list(order.out.glob("N*/receipt.json"))) < 5 and monotonic() < until:
            sleep(0.02)
        os.killpg(going.pid, signal.SIGKILL)
    before = list(order.out.glob("N*/receipt.json"))
    assert 5 <= len(before) < 40
    said, _ = run(order)
    assert said.startswith("40 counties")
    assert int(said.split(";")[1].split()[0]) >= len(before)
    summary = pd.read_csv(order.out / batching.SUMMARY, dtype=str)
    assert sorted(summary["county"]) == sorted(f"N{number}" for number in range(40))


def test_a_county_that_cannot_be_read_is_named_and_the_others_are_finished(order):
    (order.counties / "N1" / batching.OBSERVATIONS).write_bytes(b"no parquet")
    with pytest.raises(InputError, match="1 of 4 counties could not be settled; the first is N1"):
        run(order)
    assert "N1" in (order.out / batching.FAILED).read_text(encoding="utf-8-sig")
    assert len(pd.read_csv(order.out / batching.SUMMARY)) == 3
    shutil.copytree(order.counties / "N0", order.counties / "N1", dirs_exist_ok=True)
    said, _ = run(order)
    assert said.endswith("3 were finished before")
    assert not (order.out / batching.FAILED).exists()


def test_a_folder_without_counties_is_said(order, tmp_path):
    with pytest.raises(InputError, match="There is no county in"):
        batching.batch(Order(tmp_path / "out", SCHEME, DAY, tmp_path), Place(), print)
