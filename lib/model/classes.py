"""Classes of values for a map, each with its count; areas without data are counted too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

NO_DATA = -1


@dataclass(frozen=True, slots=True)
class Classes:
    """Values sorted into classes; class i holds values from edge i to below edge i + 1."""

    edges: tuple[Fraction, ...]
    """Lower edges of all classes but the first."""
    place: Mapping[str, int]
    """Class of each area, 0 is the lowest; `NO_DATA` where there is no value."""

    @property
    def counts(self) -> tuple[int, ...]:
        """Return the number of areas in each class."""
        return tuple(
            sum(place == number for place in self.place.values())
            for number in range(len(self.edges) + 1)
        )

    @property
    def without_data(self) -> int:
        """Return the number of areas without a value."""
        return sum(place == NO_DATA for place in self.place.values())


def classify(values: Mapping[str, Fraction | None], edges: Sequence[Fraction]) -> Classes:
    """Sort values into classes between given edges, exactly.

    Examples
    --------
    >>> found = classify({"A": Fraction(59), "B": Fraction(60), "C": None}, [Fraction(60)])
    >>> found.counts, found.without_data
    ((1, 1), 1)
    """
    ordered = tuple(sorted(set(edges)))
    place = {
        area: NO_DATA if value is None else sum(value >= edge for edge in ordered)
        for area, value in values.items()
    }
    return Classes(ordered, place)


def quantile_edges(values: Mapping[str, Fraction | None], classes: int) -> tuple[Fraction, ...]:
    """Return edges that put about as many areas in each class; equal values stay together.

    Examples
    --------
    All areas equal give one class and no edge.
    """
    known = sorted(value for value in values.values() if value is not None)
    if not known:
        return ()
    edges = {known[len(known) * number // classes] for number in range(1, classes)}
    return tuple(sorted(edge for edge in edges if edge > known[0]))
