"""Work on Dask: every key once, whatever happens to a worker."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest
from distributed import LocalCluster

from lib.adapters import cluster
from lib.adapters.cluster import Place
from lib.errors import InputError


def double(key):
    return 2 * int(key)


def die_once(folder, key):
    """Kill the own process the first time, so that the worker is lost in the middle of it."""
    mark = Path(folder) / f"begun {key}"
    if key in {"2", "5"} and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    (Path(folder) / f"{key} {os.getpid()}").touch()
    return key


def refuse(key):
    if key == "3":
        message = "three is not wanted"
        raise ValueError(message)
    return key


def test_every_key_ends_once_although_workers_die(tmp_path):
    keys = [str(number) for number in range(20)]
    ended = list(cluster.run(partial(die_once, str(tmp_path)), keys, Place(workers=2)))
    assert sorted(d.key for d in ended) == sorted(keys)
    assert [d for d in ended if d.failure or d.result != d.key] == []
    assert {mark.name for mark in tmp_path.glob("begun *")} == {"begun 2", "begun 5"}


@pytest.mark.parametrize("workers", [0, 1])
def test_a_key_that_fails_does_not_stop_the_others(workers):
    place = Place(workers=workers)
    ended = {d.key: d for d in cluster.run(refuse, [str(n) for n in range(6)], place)}
    assert len(ended) == 6
    assert ended["3"].failure == "ValueError: three is not wanted"
    assert [d.result for d in ended.values() if not d.failure] == [
        d.key for d in ended.values() if not d.failure
    ]


def test_work_goes_to_a_cluster_by_its_address():
    with LocalCluster(
        n_workers=1, processes=False, protocol="tcp://", dashboard_address=None
    ) as running:
        ended = list(cluster.run(double, ["1", "2"], Place(running.scheduler_address)))
        again = list(cluster.run(double, ["1", "2"], Place(running.scheduler_address)))
    assert sorted(d.result for d in ended) == sorted(d.result for d in again) == [2, 4]


def test_no_more_than_a_window_is_under_way():
    taken = []
    keys = (taken.append(n) or str(n) for n in range(100))
    for number, _done in enumerate(cluster.run(double, keys, Place(workers=1)), 1):
        assert len(taken) <= number + cluster.WINDOW
    assert len(taken) == 100


def test_an_address_where_nobody_answers_is_said():
    with pytest.raises(InputError, match="No Dask scheduler answers at tcp"):
        list(cluster.run(double, ["1"], Place("tcp://127.0.0.1:9", patience="1s")))
