"""The demonstration figures themselves: one row for each area, indicator and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib.adapters.demonstration import series, stories
from lib.adapters.demonstration.characters import levels
from lib.adapters.demonstration.dice import PPM, Dice
from lib.adapters.demonstration.gaps import Gaps, choose_gaps
from lib.adapters.demonstration.ledger import Counts, Ledger
from lib.adapters.demonstration.people import BASES, Question
from lib.adapters.demonstration.places import list_months, list_places
from lib.adapters.demonstration.recipes import SURVEYS, Recipe, recipe_of, survey_recipes
from lib.model.indicators import Accrual, Indicator
from lib.model.observations import Status, month_name
from lib.model.roster import Roster

DEFAULT_SEED = 441_322
"""The county's division code; it means nothing."""
COLUMNS = ("area_code", "indicator", "period", "numerator", "denominator", "value", "status")
_Row = tuple[str, str, str, int | None, int | None, None, str]


@dataclass(frozen=True, slots=True)
class _Task:
    """An indicator to be made up, and how."""

    indicator: Indicator
    recipe: Recipe

    @property
    def code(self) -> str:
        return self.recipe.code


def generate(
    roster: Roster,
    indicators: Mapping[str, Indicator],
    seed: int = DEFAULT_SEED,
    years: tuple[int, ...] = (2024, 2025),
) -> pd.DataFrame:
    """Make up monthly figures, the same to the last digit for the same arguments.

    Parameters
    ----------
    roster
        Clinics, institutions and the county, each with its resident population.
    indicators
        The catalogue, by code. Indicators of level V are made up for clinics
        only, those of level T for institutions, of level C for the county;
        surveys also among the respondents of each service item (`MAS01-04`).
    seed
        Any whole number.
    years
        Consecutive years, January to December each.

    Returns
    -------
    DataFrame
        Columns of `COLUMNS`, sorted by area, indicator and period. Counts are
        whole numbers (persons, events, yuan): since January for flows and
        cohorts, at the end of the month for stocks; for samples, of the latest
        round. Counts are absent unless the status is reported.

    Raises
    ------
    InputError
        If an area has no population, an indicator has no recipe, or the years
        do not follow one another.
    """
    months = list_months(years)
    places = list_places(roster, date(years[-1], 12, 31))
    tasks = _tasks(indicators)
    dice = Dice(seed)
    ledger = Ledger()
    for place in places:
        question = Question(place, months, dice, ledger)
        for task in tasks:
            if task.indicator.level == place.level:
                ledger.write(place.code, task.code, _counts(question, task))
    codes = {level: [t.code for t in tasks if t.indicator.level == level] for level in "VTC"}
    gaps = choose_gaps(places, codes, months, dice)
    return _frame(_rows(ledger, gaps, months))


def _tasks(indicators: Mapping[str, Indicator]) -> list[_Task]:
    """Put those first whose counts are the denominators of others."""
    tasks = [_Task(indicator, recipe_of(code)) for code, indicator in indicators.items()]
    for code in SURVEYS:
        if code in indicators:
            tasks += [_Task(indicators[code], recipe) for recipe in survey_recipes(code)]
    return sorted(tasks, key=lambda task: (task.recipe.base in indicators, task.code))


def _counts(question: Question, task: _Task) -> Counts:
    place, dice, indicator = question.place, question.dice, task.indicator
    claim = stories.even_level(
        place.institution, indicator.service_item, is_checked=task.recipe.base == "sample"
    )
    level = (
        levels(place, task.code, indicator.service_item, question.months, dice)
        if claim is None
        else [claim] * len(question.months)
    )
    rate = series.rates(task.recipe, level, over_100=indicator.over_100)
    if task.recipe.base == "sample":
        return _sampled(question, task, rate)
    return _counted(question, task, rate, _offsets(question, task, is_even=claim is not None))


def _offsets(question: Question, task: _Task, *, is_even: bool) -> list[int]:
    years = {month // 12 for month in question.months}
    name = "rounding", question.place.code, task.code
    drawn = {
        year: PPM // 2 if is_even else question.dice.between(0, PPM - 1, *name, year)
        for year in years
    }
    return [drawn[month // 12] for month in question.months]


def _counted(question: Question, task: _Task, rate: list[int], offsets: list[int]) -> Counts:
    base, indicator = task.recipe.base, task.indicator
    denominators = (
        BASES[base](question)
        if base in BASES
        else question.ledger.read(question.place.code, base).numerators
    )
    if indicator.accrual == Accrual.FLOW:
        return series.duty(denominators, rate, series.SCHEDULES[indicator.schedule], offsets)
    if indicator.accrual == Accrual.COHORT:
        return series.cohort(denominators, rate, offsets)
    counts = series.state(denominators, rate, offsets)
    return series.climbing(counts) if task.recipe.climbs else counts


def _sampled(question: Question, task: _Task, rate: list[int]) -> Counts:
    place, dice = question.place, question.dice
    recipe, months = task.recipe, question.months
    sizes = dice.many(len(months), *recipe.sample, "sample", place.code, task.code)
    short_at, short = stories.SHORT_CHECK
    if place.code == short_at and task.code in {"EHR04", "ELD03", "HTN04"}:
        recipe, sizes = replace(recipe, sample=(short, short)), [short] * len(months)
    counts = series.rounds(recipe, sizes, rate, dice, "round", place.code, task.code)
    if task.indicator.accrual == Accrual.STOCK:
        return counts
    return series.cumulative(counts, recipe.rounds)


def _rows(ledger: Ledger, gaps: Gaps, months: tuple[int, ...]) -> Iterator[_Row]:
    names = [month_name(month) for month in months]
    for (area, code), counts in ledger.items():
        for k, month in enumerate(months):
            denominator = counts.denominators[k]
            status = gaps.status(area, code, month, denominator)
            shown = status == Status.REPORTED
            numbers = (counts.numerators[k], denominator) if shown else (None, None)
            yield area, code, names[k], *numbers, None, status.code


def _frame(rows: Iterable[_Row]) -> pd.DataFrame:
    kinds = dict.fromkeys(COLUMNS, "string") | {
        "numerator": "Int64",
        "denominator": "Int64",
        "value": "Float64",
    }
    return pd.DataFrame(list(rows), columns=list(COLUMNS), dtype="object").astype(kinds)
