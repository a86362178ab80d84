"""P9: many counties on Dask against a plain loop, one worker against two, and memory."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import psutil

from lib.adapters.cluster import WINDOW, Place
from lib.commands import batching, demonstrating
from lib.commands.batching import Order
from lib.project import ROOT
from tests.bench.timing import row

COUNTIES = 32
CHINA = 2_843
"""Counties of the whole country."""
_MB = 1_000_000


@dataclass
class _Watch:
    """When counties ended, and how much memory the workers held then."""

    ended: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def tell(self, _line: str) -> None:
        self.ended.append(perf_counter())
        workers = psutil.Process().children(recursive=True)
        self.memory.append(max((_size(w) for w in workers), default=0) / _MB)

    def each(self, workers: int) -> float:
        """Seconds for one county once all workers are busy: starting them is not counted."""
        steady = self.ended[workers * WINDOW :]
        return (steady[-1] - self.ended[workers * WINDOW - 1]) / len(steady)


def run() -> None:
    """Print the rows of the batch."""
    with TemporaryDirectory() as folder:
        nation = Path(folder) / "nation"
        demonstrating.nation(nation, COUNTIES)
        scheme = ROOT / "data" / "schemes" / "standard-100.yaml"
        order = Order(nation, scheme, date(2025, 12, 31), Path(folder) / "out")
        loop = _alone(order)
        _rows(order, loop)


def _rows(order: Order, loop: float) -> None:
    each = {workers: _timed(order, workers) for workers in (1, 2)}
    one, two = each[1].each(1), each[2].each(2)
    of_loop = f"{one / loop:.2f}x (goal 1.1x)"
    row("P9", "a county on Dask, 1 worker", f"{one:.3f} s", f"loop {loop:.3f} s", of_loop)
    share = f"{one / two:.2f}x of one (goal 1.7x); {2 * two / loop:.2f}x of loop/2 (goal 1.2x)"
    row("P9", "a county on Dask, 2 workers", f"{two:.3f} s", "", share)
    row("", f"the nation, {CHINA:,} counties, 2 workers", f"{CHINA * two / 60:.1f} min", "", "")
    memory = each[2].memory
    half = len(memory) // 2
    grown = f"{max(memory[half:]) / max(memory[:half]):.2f}x after twice as many"
    row("P9", "memory of a worker", f"{max(memory):.0f} MB", "", grown)


def _alone(order: Order) -> float:
    """Seconds for one county in a plain loop."""
    order.out.mkdir()
    names = sorted(path.name for path in order.counties.iterdir())
    batching.settle(order, names[0])
    start = perf_counter()
    for name in names[1:]:
        batching.settle(order, name)
    seconds = (perf_counter() - start) / (len(names) - 1)
    shutil.rmtree(order.out)
    return seconds


def _timed(order: Order, workers: int) -> _Watch:
    watch = _Watch()
    tell: Callable[[str], None] = watch.tell
    batching.batch(order, Place(workers=workers), tell)
    shutil.rmtree(order.out)
    return watch


def _size(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
