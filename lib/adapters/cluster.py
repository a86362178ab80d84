"""Run one function for many keys on Dask: here, or on a cluster by its address.

Only a window of tasks is under way at a time, so that neither the scheduler nor a worker
gathers more as the keys grow. A task whose worker is lost runs again on another; a function
that leaves the same result behind however often it runs is therefore run safely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar
from uuid import uuid4

from distributed import Client, Future, KilledWorker, LocalCluster, as_completed

from lib.errors import N_, InputError

WINDOW = 4
"""Tasks under way for each worker: enough that none waits for the next."""
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done."""

    address: str = ""
    """Address of a scheduler such as tcp://host:8786; empty for processes of this machine."""
    workers: int = 1
    """Processes started here, 0 for none but this one; without meaning for a cluster."""
    patience: str = "20s"
    """How long a cluster may take to answer."""


@dataclass(frozen=True, slots=True)
class Done(Generic[_Result]):
    """What became of one key."""

    key: str
    result: _Result | None
    failure: str
    """Why there is no result; empty if there is one."""


def run(
    work: Callable[[str], _Result], keys: Iterable[str], place: Place
) -> Iterator[Done[_Result]]:
    """Run a function for every key; yields in the order in which they end.

    Parameters
    ----------
    work
        Function of a module, so that a worker finds it; it may be run twice for one key.
    keys
        Each once.
    place
        This machine or a cluster.

    Raises
    ------
    InputError
        If no scheduler answers at the address.
    """
    if not place.address and not place.workers:
        yield from (_attempted(work, key) for key in keys)
        return
    with _client(place) as client:
        batch = uuid4()  # tasks of two batches on one cluster must not be taken for each other
        submitted = (client.submit(work, key, key=f"{batch}/{key}") for key in keys)
        workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        under_way = as_completed(islice(submitted, workers * WINDOW))
        for future in under_way:
            yield _done(future)
            for following in islice(submitted, 1):
                under_way.add(following)


def _attempted(work: Callable[[str], _Result], key: str) -> Done[_Result]:
    try:
        return Done(key, work(key), "")
    except Exception as error:  # noqa: BLE001 (one county never stops the others)
        return Done(key, None, f"{type(error).__name__}: {error}")


def _done(future: Future[_Result]) -> Done[_Result]:
    key = str(future.key).partition("/")[2]
    try:
        return Done(key, future.result(), "")
    except KilledWorker:
        return Done(key, None, "its workers died again and again")
    except (Exception, CancelledError) as error:  # noqa: BLE001 (one county never stops the others)
        return Done(key, None, f"{type(error).__name__}: {error}")


@contextmanager
def _client(place: Place) -> Iterator[Client]:
    """Connect to a cluster, or start one of plain processes that ends with the work."""
    if place.address:
        try:
            client = Client(place.address, timeout=place.patience)
        except (OSError, ValueError) as error:
            raise InputError(
                N_("No Dask scheduler answers at {address}."),
                hint=N_("Start it with `dask scheduler`, or leave the address out to work here."),
                address=place.address,
            ) from error
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=place.workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=50,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client
