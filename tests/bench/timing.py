"""How things are timed: several runs after a warm-up, the median, and the spread."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

RUNS = 5


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    def percentile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def __str__(self) -> str:
        low, high = 1000 * min(self.seconds), 1000 * max(self.seconds)
        return f"{1000 * self.median:.1f} ms ({low:.1f}–{high:.1f})"


def time(work: Callable[[], object], runs: int = RUNS, warm_up: int = 1) -> Timing:
    """Time a piece of work."""
    for _ in range(warm_up):
        work()
    return Timing(tuple(_once(work) for _ in range(runs)))


def in_turn(
    one: Callable[[], object], other: Callable[[], object], runs: int = RUNS
) -> tuple[Timing, Timing]:
    """Time two pieces of work A B A B …, so that a drifting machine drifts under both."""
    one(), other()
    pairs = [(_once(one), _once(other)) for _ in range(runs)]
    return Timing(tuple(a for a, _ in pairs)), Timing(tuple(b for _, b in pairs))


def _once(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def row(goal: str, what: str, ours: object, against: object, result: str) -> None:
    """Print one line of the table."""
    print(f"{goal:<4} {what:<52} {ours!s:<28} {against!s:<28} {result}")
