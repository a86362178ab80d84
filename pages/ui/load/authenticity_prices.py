"""The price of each deflation option: the whole county evaluated anew, with what was verified."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import pandas as pd
import streamlit as st

from lib.model import evaluation
from lib.model.authenticity import conclusions, options
from lib.model.authenticity.conclusions import Conclusion
from lib.model.authenticity.options import Linked
from lib.model.authenticity.practice import Practice
from lib.model.comparison import Change, compare
from lib.model.evaluation import Outcome
from lib.model.numbers import exact, round_half_up
from lib.model.observations import NO_COUNT, Dataset, Status, month_of
from lib.model.quarters import Quarter
from lib.model.ranking import rank
from lib.model.rules import AuthenticityMode, Basis, Rules
from lib.model.scores import PERCENT
from pages.ui import load, state
from pages.ui.load import authenticity

FABRICATION = "F"
"""Points for every fabricated file, and none for the indicator of the check."""
OPTIONS = (*(mode.value for mode in AuthenticityMode), FABRICATION)
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Price:
    """What an option does, against the rules in force."""

    option: str
    in_force: bool
    changes: tuple[Change, ...]
    """Of every institution, in the order of codes."""
    linked: tuple[Linked, ...]
    """Quantities it multiplies; empty for the rule on fabrication."""

    def of(self, area_code: str) -> Change:
        """Return the change of an institution."""
        return next(one for one in self.changes if one.area.code == area_code)


def prices(quarter: Quarter, strength: Fraction) -> tuple[Price, ...]:
    """Return the price of every option on the verified counts of a quarter.

    Parameters
    ----------
    quarter
        Whose checks; figures and rules are those of its last day.
    strength
        λ of D2.
    """
    scheme = state.filters().scheme
    return _prices((load.version(), scheme, authenticity.ledger_version()), quarter, strength)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _prices(
    version: tuple[str, str, str], quarter: Quarter, strength: Fraction
) -> tuple[Price, ...]:
    found, rules = authenticity.results(quarter), load.rules(quarter.last)
    dataset = with_results(load.dataset(), conclusions.counts(found), month_of(quarter.last))
    before = evaluation.evaluate(dataset, rules, clinics=False)
    held = rules.authenticity.mode if rules.authenticity else AuthenticityMode.D0
    priced = []
    for mode in AuthenticityMode:
        other = options.under(rules, mode, strength)
        after = _evaluated(dataset, before, other)
        linked = options.linked(before.scores.measures, other)
        priced.append(Price(mode.value, mode == held, compare(before, after).changes, linked))
    fined = _fine(dataset, before, found, authenticity.practice(quarter))
    return (*priced, Price(FABRICATION, False, compare(before, fined).changes, ()))  # noqa: FBT003 (a field)


def with_results(
    dataset: Dataset, counts: Mapping[str, Mapping[str, tuple[int, int]]], month: int
) -> Dataset:
    """Return the figures as they would be with verified counts in force."""
    observations = dataset.observations
    rows = [
        (area, code, month, *pair, "", int(Status.REPORTED), NO_COUNT)
        for code, areas in counts.items()
        for area, pair in areas.items()
    ]
    if not rows:
        return dataset
    fresh = pd.DataFrame(rows, columns=list(observations.columns))
    known = {(area, code) for area, code, *_ in rows}
    here = (observations["month"] == month) & observations["indicator"].isin(list(counts))
    pairs = zip(observations["area_code"][here], observations["indicator"][here], strict=True)
    replaced = pd.Series([pair in known for pair in pairs], index=observations.index[here])
    kept = observations.drop(index=replaced.index[replaced.to_numpy()])
    for name in ("area_code", "indicator"):
        fresh[name] = pd.Categorical(fresh[name], categories=kept[name].cat.categories)
    fingerprint = hashlib.sha256(f"{dataset.fingerprint}{rows}".encode()).hexdigest()
    both = pd.concat([kept, fresh.astype(kept.dtypes.to_dict())], ignore_index=True)
    return replace(dataset, observations=both, fingerprint=fingerprint)


def _evaluated(dataset: Dataset, before: Outcome, rules: Rules) -> Outcome:
    if rules == before.rules:
        return before
    return evaluation.evaluate(dataset, rules, clinics=False)


def _fine(
    dataset: Dataset, before: Outcome, found: tuple[Conclusion, ...], practice: Practice
) -> Outcome:
    """Take the points of fabricated files and of the indicators that showed them."""
    scores, rules = before.scores, before.rules
    full = scores.full.copy()
    points = conclusions.penalty(found, practice)
    struck = {
        (one.area_code, one.kind.indicator)
        for one in found
        if one.tally.false and one.may_cut and one.kind.indicator
    }
    for line, area in enumerate(scores.areas):
        lost = points.get(area.code, Fraction())
        for place, leaf in enumerate(scores.tree.leaves):
            if (area.code, leaf.indicator) in struck and scores.full_mark[line]:
                earned = scores.points[line, place] * scores.marks.parts.attainment[line, place]
                lost += Fraction(PERCENT * earned / scores.full_mark[line])
        if full[line] is not None:
            full[line] = max(Fraction(0), full[line] - lost)
    published = round_half_up(exact(full), rules.score_decimals)
    basis = published if rules.rank_basis == Basis.PUBLISHED else full
    fined = replace(
        scores, full=full, published=published, ranks=tuple(rank(exact(basis)).tolist())
    )
    return evaluation.conclude(dataset, rules, fined, None)
