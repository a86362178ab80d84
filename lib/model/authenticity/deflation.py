"""Authenticity (档案真实性核查): what a sample of false records does to quantities.

Each value is cut once at most, from its own counts. Samples that are missing,
or smaller than the declared least, cut nothing and say so.
"""

from fractions import Fraction
from typing import Any

import numpy as np

from lib.errors import N_
from lib.model.measures import Measures
from lib.model.notices import Notice
from lib.model.numbers import Numbers, known
from lib.model.observations import NO_COUNT
from lib.model.rules import Authenticity, AuthenticityMode

_CUTTING = (AuthenticityMode.D1, AuthenticityMode.D2, AuthenticityMode.D3)


def factor(rules: Authenticity, true_share: Fraction) -> Fraction:
    """Return what a value is multiplied by when a share of its records is true.

    Parameters
    ----------
    rules
        Mode and its parameters.
    true_share
        Records found true over records verified, unit /1.

    Examples
    --------
    >>> rules = Authenticity(AuthenticityMode.D2, Fraction(2), Fraction(95, 100), 10, {})
    >>> factor(rules, Fraction(18, 20))
    Fraction(4, 5)
    """
    if rules.mode == AuthenticityMode.D2:
        return max(Fraction(0), 1 - rules.strength * (1 - true_share))
    if rules.mode == AuthenticityMode.D3 and true_share >= rules.threshold:
        return Fraction(1)
    return Fraction(1) if rules.mode == AuthenticityMode.D0 else true_share


def factors(measures: Measures, rules: Authenticity | None) -> tuple[Numbers, tuple[Notice, ...]]:
    """Return the factor of every measure, and a notice for every sample too small to cut.

    Returns
    -------
    Numbers
        Exact factors, shape (areas, indicators), 1 where nothing is linked.
    tuple of Notice
        One for each area and sample that the rules forbid to use.
    """
    shape = measures.status.shape
    cut = np.full(shape, Fraction(1), dtype=object)
    if rules is None or rules.mode == AuthenticityMode.D0:
        return cut, ()
    codes = {indicator.code: column for column, indicator in enumerate(measures.indicators)}
    notices: list[Notice] = []
    for sampled, linked in rules.links.items():
        if sampled not in codes:
            continue
        columns = [codes[code] for code in linked if code in codes]
        for line in np.flatnonzero(measures.denominator[:, codes[sampled]] != NO_COUNT).tolist():
            found = _sample(measures, line, codes[sampled])
            if found["n"] < rules.min_sample:
                notices.append(_too_small(measures, line, sampled, found, rules))
            else:
                cut[line, columns] = factor(rules, Fraction(found["true"], found["n"]))
    return cut, tuple(notices)


def cut_values(measures: Measures, cut: Numbers, rules: Authenticity | None) -> Numbers:
    """Multiply values by their factors, where the mode acts on values at all."""
    if rules is None or rules.mode not in _CUTTING:
        return measures.values
    values = measures.values.copy()
    there = known(values)
    values[there] = values[there] * cut[there]
    return values


def _sample(measures: Measures, line: int, column: int) -> dict[str, int]:
    return {
        "true": int(measures.numerator[line, column]),
        "n": int(measures.denominator[line, column]),
    }


def _too_small(
    measures: Measures, line: int, sampled: str, found: dict[str, Any], rules: Authenticity
) -> Notice:
    return Notice(
        N_("{area}: the sample of {indicator} holds {n} records, below {least}: nothing is cut."),
        values={
            "area": measures.areas[line].name,
            "indicator": sampled,
            "n": found["n"],
            "least": rules.min_sample,
        },
        area=measures.areas[line].code,
    )
