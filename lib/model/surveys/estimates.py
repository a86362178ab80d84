"""Estimates (调查结果): what the answers say of each institution, and how sure that is.

Four readings of the same answers stand side by side: raw; weighted by class, where quotas
differ from the population; with an interval; and drawn towards the county's mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lib.model.intervals import wilson
from lib.model.surveys.interviews import SATISFIED, Interview
from lib.model.surveys.questionnaires import AWARENESS, SATISFACTION, UTILISATION, SurveyRules
from lib.model.surveys.shrinkage import Prior, fit

COUNTY = ""
"""Stands for the whole county among the codes of institutions."""


@dataclass(frozen=True, slots=True)
class Count:
    """Answers of one kind among valid answers."""

    found: int
    sample: int

    @property
    def share(self) -> float | None:
        """Share, unit /1; None without a valid answer."""
        return self.found / self.sample if self.sample else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % Wilson interval; None without a valid answer."""
        return wilson(self.found, self.sample) if self.sample else None


@dataclass(frozen=True, slots=True)
class Weighted:
    """A share in which every class counts as much as there are people in it."""

    share: float
    effect: float
    """Design effect of the weights (Kish): 1 if all weigh the same."""
    effective: float
    """Size of a simple sample that would be as exact."""
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One question at one institution, or in the county."""

    area_code: str
    """`COUNTY` for the whole county."""
    count: Count
    by_class: Mapping[str, Count]
    weighted: Weighted | None
    """None where a class with people in it gave no answer, or the people are not known."""
    shrunk: float | None
    """Drawn towards the mean of all; None for the county itself."""
    small: bool
    """Whether the sample is too small for a place in a ranking."""


@dataclass(frozen=True, slots=True)
class Result:
    """One question in one round."""

    question: str
    county: Estimate
    estimates: tuple[Estimate, ...]
    """Institutions by code."""
    prior: Prior | None

    def of(self, area_code: str) -> Estimate:
        """Return the estimate of an institution.

        Raises
        ------
        KeyError
            If it was not assessed.
        """
        return {e.area_code: e for e in self.estimates}[area_code]


def in_order(estimates: Iterable[Estimate]) -> list[Estimate]:
    """Order institutions by their share, the highest first; small samples stand apart, last.

    A share of few answers lies easily at either end of a list; so it has no place in it.
    """
    return sorted(estimates, key=lambda e: (e.small, -(e.count.share or -1.0), e.area_code))


Answers = Mapping[str, Sequence[Interview]]
People = Mapping[str, Mapping[str, int]]
"""How many people there are, by institution and class of respondents."""


def answer_of(question: str) -> Callable[[Interview], bool | None]:
    """Return how an interview answers a question: yes, no, or not at all.

    Examples
    --------
    >>> from lib.model.surveys.interviews import Mode
    >>> asked = Interview("V", Mode.VISIT, "elderly", 1, "访员1", True, services=("06",))
    >>> [answer_of(q)(asked) for q in ("awareness", "utilisation", "satisfaction")]
    [True, True, None]
    """
    return _ANSWERS[question]


def estimate(question: str, answers: Answers, rules: SurveyRules, people: People) -> Result:
    """Estimate one question for every institution and the county.

    Parameters
    ----------
    question
        `awareness`, `satisfaction` or `utilisation`.
    answers
        Interviews by institution.
    rules
        Classes, and from how few answers on a result is marked.
    people
        What answers are weighted by; an institution that is not in it is not weighted.
    """
    tables = {code: by_class(question, held, rules) for code, held in answers.items()}
    whole = {code: together(table.values()) for code, table in tables.items()}
    prior = fit([c.found for c in whole.values()], [c.sample for c in whole.values()])
    rows = tuple(
        Estimate(
            code,
            whole[code],
            table,
            weigh([(table[name], people.get(code, {}).get(name)) for name in table]),
            prior.shrink(whole[code].found, whole[code].sample) if prior else None,
            whole[code].sample < rules.small_sample,
        )
        for code, table in sorted(tables.items())
    )
    return Result(question, _county(tables, rules, people), rows, prior)


def by_class(question: str, held: Sequence[Interview], rules: SurveyRules) -> dict[str, Count]:
    """Count the answers to a question in each class of respondents."""
    said = [(interview.respondent, answer_of(question)(interview)) for interview in held]
    return {
        name: Count(said.count((name, True)), said.count((name, True)) + said.count((name, False)))
        for name in rules.classes
    }


def together(counts: Iterable[Count]) -> Count:
    """Add counts up."""
    found = list(counts)
    return Count(sum(c.found for c in found), sum(c.sample for c in found))


def weigh(strata: Sequence[tuple[Count, int | None]]) -> Weighted | None:
    """Weight strata by their people (post-stratification).

    Parameters
    ----------
    strata
        Answers of each stratum, and how many people are in it; None if nobody knows.

    Returns
    -------
    Weighted or None
        None if people are unknown, or those of a stratum are spoken for by nobody.

    Notes
    -----
    The interval is Wilson's at the effective sample n / deff, where deff = n Σw² / (Σw)².
    That villages are alike within (clusters) is not in it: with ten interviews in a village
    the true interval is somewhat wider.

    References
    ----------
    L. Kish (1965), *Survey Sampling*, section 11.7; E. L. Korn and B. I. Graubard (1998) for
    intervals at the effective sample.

    Examples
    --------
    >>> even = weigh([(Count(8, 10), 500), (Count(6, 10), 500)])
    >>> even.share, even.effect
    (0.7, 1.0)
    """
    known = [(count, people) for count, people in strata if people]
    if any(people is None for _, people in strata) or not known:
        return None
    if any(not count.sample for count, _ in known):
        return None
    every = sum(people for _, people in known)
    sample = sum(count.sample for count, _ in known)
    share = sum(people / every * count.found / count.sample for count, people in known)
    effect = sample * sum((people / every) ** 2 / count.sample for count, people in known)
    effective = sample / effect
    return Weighted(share, effect, effective, wilson(share * effective, effective))


def _county(
    tables: Mapping[str, Mapping[str, Count]], rules: SurveyRules, people: People
) -> Estimate:
    """Add the institutions up; weighted, each class of each institution is a stratum."""
    classes = {name: together([t[name] for t in tables.values()]) for name in rules.classes}
    asked = {code: table for code, table in tables.items() if together(table.values()).sample}
    strata = [
        (count, people.get(code, {}).get(name))
        for code, table in asked.items()
        for name, count in table.items()
    ]
    count = together(classes.values())
    small = count.sample < rules.small_sample
    return Estimate(COUNTY, count, classes, weigh(strata), None, small)


def _aware(interview: Interview) -> bool | None:
    return interview.aware


def _used(interview: Interview) -> bool | None:
    return None if interview.services is None else bool(interview.services)


def _satisfied(interview: Interview) -> bool | None:
    mark = interview.satisfaction
    return None if mark is None or not interview.is_user else mark >= SATISFIED


_ANSWERS: dict[str, Callable[[Interview], bool | None]] = {
    AWARENESS: _aware,
    UTILISATION: _used,
    SATISFACTION: _satisfied,
}
