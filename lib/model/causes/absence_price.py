"""The price of a rule for gaps (缺项处理): what each treatment of absent figures gives whom.

A figure may be absent because nobody was there to serve, because it was not reported, or
because the institution is exempt; each may be shared equally, spread in proportion, taken
off the full mark, lost or earned in full. Every choice is a run of the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lib.errors import ModelError
from lib.model.aggregation import Treatment
from lib.model.evaluation import Outcome, conclude
from lib.model.observations import Dataset, Status
from lib.model.rules import Rules
from lib.model.scores import score

CHOICES = tuple(treatment for treatment in Treatment if treatment != Treatment.SCORED)
"""What may be done with the points of an absent figure."""
ABSENT = (Status.NOT_APPLICABLE, Status.MISSING, Status.EXEMPT)


@dataclass(frozen=True, slots=True)
class Choice:
    """One treatment of one kind of gap."""

    treatment: Treatment
    in_force: bool
    fen: Mapping[str, int]
    """Gain or loss of each institution against the rules in force, by area code."""
    refused: ModelError | None = None
    """Why the engine cannot run it; `fen` is empty then."""

    @property
    def moved(self) -> int:
        """Fen that change hands."""
        return sum(max(0, change) for change in self.fen.values())


@dataclass(frozen=True, slots=True)
class Gaps:
    """One kind of gap: how many scored figures it concerns, and what each choice costs."""

    status: Status
    cells: Mapping[str, int]
    """Scored figures that are absent in this way, by area code; areas without are left out."""
    choices: tuple[Choice, ...]
    """In the order of `CHOICES`."""


def gaps(dataset: Dataset, outcome: Outcome) -> tuple[Gaps, ...]:
    """Price every treatment of every kind of gap, in the order of `ABSENT`."""
    return tuple(
        Gaps(
            status,
            _cells(outcome, status),
            tuple(_choice(dataset, outcome, status, treatment) for treatment in CHOICES),
        )
        for status in ABSENT
    )


def treat(rules: Rules, status: Status, treatment: Treatment) -> Rules:
    """Return the rules with another treatment of one kind of gap."""
    return replace(rules, treatments={**rules.treatments, status: treatment})


def _choice(dataset: Dataset, outcome: Outcome, status: Status, treatment: Treatment) -> Choice:
    before = _amounts(outcome)
    in_force = outcome.rules.treatments.get(status) == treatment
    if in_force or not _cells(outcome, status):
        return Choice(treatment, in_force, dict.fromkeys(before, 0))
    rules = treat(outcome.rules, status, treatment)
    try:
        after = _amounts(conclude(dataset, rules, score(outcome.scores.measures, rules), None))
    except ModelError as error:
        return Choice(treatment, in_force, {}, error)
    return Choice(treatment, in_force, {code: after[code] - before[code] for code in before})


def _amounts(outcome: Outcome) -> dict[str, int]:
    return outcome.allocation.amounts() if outcome.allocation else {}


def _cells(outcome: Outcome, status: Status) -> dict[str, int]:
    measures = outcome.scores.measures
    columns = [measures.column(leaf.indicator) for leaf in outcome.scores.tree.leaves]
    counts = (measures.status[:, columns] == status).sum(axis=1).tolist()
    return {a.code: n for a, n in zip(measures.areas, counts, strict=True) if n}
