"""Deflation options (折减选项) D0 to D4: what each does to the quantities a check is linked to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.authenticity.deflation import factors
from lib.model.measures import Measures
from lib.model.observations import Status
from lib.model.rules import Authenticity, AuthenticityMode, Rules

LEAST_STRENGTH, MOST_STRENGTH = 1, 3


@dataclass(frozen=True, slots=True)
class Linked:
    """A quantity of an institution before and after an option."""

    area_code: str
    sampled: str
    """Indicator of the check."""
    indicator: str
    before: Fraction
    """In the unit of the indicator."""
    factor: Fraction

    @property
    def after(self) -> Fraction:
        """What is scored; under D4 the value stays and the paid workload is multiplied."""
        return self.before * self.factor


def under(rules: Rules, mode: AuthenticityMode, strength: Fraction) -> Rules:
    """Return the rules with another deflation option.

    Raises
    ------
    InputError
        If the scheme links no check to any quantity, or the strength is not 1 to 3.
    """
    declared = _declared(rules)
    if not LEAST_STRENGTH <= strength <= MOST_STRENGTH:
        raise InputError(
            N_("The strength of D2 lies between {least} and {most}."),
            least=LEAST_STRENGTH,
            most=MOST_STRENGTH,
        )
    return replace(rules, authenticity=replace(declared, mode=mode, strength=strength))


def linked(measures: Measures, rules: Rules) -> tuple[Linked, ...]:
    """Return every linked quantity that was reported, before and after the rules' option."""
    declared = _declared(rules)
    cut, _notices = factors(measures, declared)
    return tuple(
        Linked(
            measures.areas[line].code,
            sampled,
            code,
            Fraction(measures.values[line, measures.columns[code]]),
            Fraction(cut[line, measures.columns[code]]),
        )
        for sampled, code in _links(measures, declared)
        for line in range(len(measures.areas))
        if measures.status[line, measures.columns[code]] == Status.REPORTED
    )


def _links(measures: Measures, declared: Authenticity) -> Iterator[tuple[str, str]]:
    for sampled, codes in declared.links.items():
        for code in codes:
            if code in measures.columns:
                yield sampled, code


def _declared(rules: Rules) -> Authenticity:
    if rules.authenticity is None:
        raise InputError(
            N_("The scheme {scheme} links no check to any quantity."),
            hint=N_("Add the parameter `authenticity` to the scheme file."),
            scheme=rules.scheme,
        )
    return rules.authenticity
