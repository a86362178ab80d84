"""Withholding: which sensitive figures of a dataset may be shown in the months of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lib.model.evaluation import scored_areas
from lib.model.measurement import measure
from lib.model.measures import Measures
from lib.model.observations import Dataset
from lib.model.roster import COUNTY
from lib.model.rules import Rules
from lib.model.small_cells import Withheld, months


def of_year(dataset: Dataset, held: Sequence[Rules]) -> dict[date, Withheld]:
    """Decide what is withheld at the end of the months of one year.

    Parameters
    ----------
    dataset
        Roster and observations.
    held
        Rules at the end of each month of one calendar year, from January on as far as
        anybody looks. A year that begins later forgets what was shown before.

    Returns
    -------
    dict of Withheld
        By the day of the rules.

    Raises
    ------
    InputError
        If a figure is impossible.
    """
    whole = next((area.code for area in dataset.roster.of_kind(COUNTY)), "")
    found = months(measured(dataset, held), whole, held[-1].small_cell)
    return {rules.day: here for rules, here in zip(held, found, strict=True)}


def measured(dataset: Dataset, held: Sequence[Rules]) -> list[Measures]:
    """Measure the sensitive indicators of the scored areas, by the rules of each month.

    Raises
    ------
    InputError
        If a figure is impossible.
    """
    sensitive = {code for rules in held for code, i in rules.indicators.items() if i.sensitive}
    chosen = dataset.observations["indicator"].isin(list(sensitive))
    lean = replace(dataset, observations=dataset.observations[chosen])
    found = []
    for rules in held:
        wanted = [i for i in rules.indicators.values() if i.sensitive]
        areas = scored_areas(dataset.roster.on(rules.day), rules)
        found.append(measure(lean, wanted, areas, rules.day, rules.oldest()))
    return found
