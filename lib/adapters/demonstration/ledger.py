"""What happened at each place, before anything is left out or sent late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lib.errors import N_, InputError


@dataclass(frozen=True, slots=True)
class Counts:
    """Numerators and denominators, one of each for every month."""

    numerators: list[int]
    denominators: list[int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Counts by area and indicator, written once and read by what depends on them."""

    _counts: dict[tuple[str, str], Counts] = field(default_factory=dict)

    def write(self, area_code: str, indicator: str, counts: Counts) -> None:
        """Enter the counts of an indicator at an area."""
        self._counts[area_code, indicator] = counts

    def items(self) -> Iterable[tuple[tuple[str, str], Counts]]:
        """List all counts in the order of area code and indicator."""
        return sorted(self._counts.items(), key=lambda entry: entry[0])

    def read(self, area_code: str, indicator: str) -> Counts:
        """Return the counts of an indicator at an area.

        Raises
        ------
        InputError
            If there are none: the catalogue lacks what another indicator builds on.
        """
        if (area_code, indicator) not in self._counts:
            raise InputError(
                N_("Other figures build on {indicator}, which {area} does not report."),
                hint=N_("Give the whole catalogue of indicators to the generator."),
                indicator=indicator,
                area=area_code,
            )
        return self._counts[area_code, indicator]
