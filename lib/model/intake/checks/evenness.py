"""Figures too regular to have been counted: the same again and again, or all round."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.indicators import Unit
from lib.model.intake.checks.background import Background, Limits
from lib.model.intake.checks.facts import CLINICS, FROM_STORE, INSTITUTIONS, Facts
from lib.model.intake.checks.telling import Name, Names, Sentence, rate_text
from lib.model.intake.findings import Finding, Severity
from lib.model.numbers import Numbers

_KEPT = {name: (name, "first") for name in ("group", "of", "month")}
_SAME_COUNT = 50
_LEAST_VARIANCE = 5
_TEN = 10
_USUAL = 2 / _TEN
_HINT = N_("Ask for the records behind some of the figures.")
_ALIKE = Sentence(
    "too_even",
    Severity.WARNING,
    N_(
        "{month}: the counts of {count} areas of {group} are all one rate times the denominator, "
        "rounded: {listing}."
    ),
    _HINT,
)
_SAME = Sentence(
    "too_even",
    Severity.WARNING,
    N_(
        "{indicator}, {month}: {count} areas of {group} all report {same}, of different "
        "denominators; the first is {area}."
    ),
    _HINT,
)
_SAME_RATE = Sentence(
    "too_even",
    Severity.WARNING,
    N_(
        "{indicator}, {month}: {count} areas of {group} have exactly the same rate, {same}, of "
        "different denominators; the first is {area}."
    ),
    _HINT,
)
_ROUND = Sentence(
    "too_even",
    Severity.WARNING,
    N_("{share} of {count} counts of {group} end in 0 or 5; one in five would be usual."),
    _HINT,
)


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find rates and counts that are alike beyond chance, and counts that are rounded.

    Areas are compared among the clinics of one institution, and among the institutions. Of
    an indicator and group the newest month is told.
    """
    lines = _grouped(facts)
    yield from _alike(facts, lines, background.limits)
    yield from _same(facts, lines, background.limits)
    yield from _rounded(facts, lines, background.limits)


def _grouped(facts: Facts) -> pd.DataFrame:
    """Return the counts of the file with the area above them, in which they are compared."""
    tier, parent = facts.tier, facts.parent
    lines = facts.lines
    area = lines["area"].to_numpy()
    chosen = np.isin(tier[area], (INSTITUTIONS, CLINICS)) & lines["counted"].to_numpy()
    lines = lines[chosen & (lines["at"] != FROM_STORE).to_numpy()]
    group = parent[lines["area"]]
    lines = lines.assign(group=group, tier=tier[lines["area"]])[group >= 0]
    grouped: pd.DataFrame = lines.assign(key=facts.key(lines.assign(area=lines["group"])))
    return grouped


def _alike(facts: Facts, lines: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """Find groups where every count is one common rate times the base, rounded.

    The rates that round to a count lie within ½ ÷ base of it; where these intervals of all
    areas overlap, one rate makes them all. A count hits its expected value by chance with
    probability 1 ÷ √(2πv), v its binomial variance.
    """
    percent = facts.having(lambda i: i.unit == Unit.PERCENT)
    lines = lines[percent[lines["of"]] & (lines["denominator"] > 0).to_numpy()]
    sums = lines.groupby("key")[["numerator", "denominator"]].transform("sum")
    share = sums["numerator"] / sums["denominator"]
    variance = lines["denominator"] * share * (1 - share)
    lines = lines.assign(
        share=share,
        surprise=0.5 * np.log(2 * np.pi * variance.clip(lower=1)),
        low=(lines["numerator"] - 0.5) / lines["denominator"],
        high=(lines["numerator"] + 0.5) / lines["denominator"],
    )[(variance >= _LEAST_VARIANCE).to_numpy()]
    table = lines.groupby("key", as_index=False).agg(
        **_KEPT,
        count=("area", "size"),
        low=("low", "max"),
        high=("high", "min"),
        share=("share", "first"),
        surprise=("surprise", "sum"),
        at=("at", "min"),
    )
    one = (table["low"] <= table["high"]) & (table["surprise"] > -np.log(limits.even_chance))
    yield from _told_once(facts, _of_many(table[one.to_numpy()], lines, limits))


def _of_many(table: pd.DataFrame, lines: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """Keep groups of many denominators: what is alike for one reason is no wonder."""
    alike = lines[lines["key"].isin(table["key"]).to_numpy()]
    kinds = alike.groupby("key")["denominator"].nunique()
    kept: pd.DataFrame = table[(table["key"].map(kinds) >= limits.even_group).to_numpy()]
    return kept


def _told_once(facts: Facts, wrong: pd.DataFrame) -> Iterator[Finding]:
    """Tell of all indicators of a group together, in the newest month."""
    newest = wrong["month"] == wrong.groupby("group")["month"].transform("max")
    wrong = wrong[newest.to_numpy()].sort_values("at")
    groups = wrong.drop_duplicates("group")
    listings = dict(list(wrong.groupby("group")))
    yield from facts.teller.tell(
        _ALIKE,
        facts.figures.take(groups["at"].to_numpy()),
        count=groups["count"],
        group=_names(facts, groups),
        listing=[_rates(facts, listings[group]) for group in groups["group"].tolist()],
    )


def _rates(facts: Facts, rows: pd.DataFrame) -> Names:
    pairs = zip(rows["of"].tolist(), rows["share"].tolist(), strict=True)
    return Names(
        Name(f"{name.zh} {share:.1%}", f"{name.en} {share:.1%}")
        for at, share in pairs
        for name in [facts.teller.indicators[facts.indicators[at].code]]
    )


def _same(facts: Facts, lines: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """Find one count, or one exact rate, given by many areas of different size."""
    lines = lines[(lines["numerator"] >= _SAME_COUNT).to_numpy()]
    lines = lines[(lines["numerator"] != lines["denominator"]).to_numpy()]
    lines = lines.assign(rate=lines["numerator"] / lines["denominator"])
    for sentence, same in ((_SAME, "numerator"), (_SAME_RATE, "rate")):
        twins = lines[lines.duplicated(["key", same], keep=False).to_numpy()]
        table = twins.groupby(["key", same], as_index=False).agg(
            **_KEPT, count=("area", "size"), kinds=("denominator", "nunique"), at=("at", "min")
        )
        alike = table[["count", "kinds"]].min(axis=1) >= limits.even_group
        wrong = _newest(table[alike.to_numpy()])
        yield from facts.teller.tell(
            sentence,
            facts.figures.take(wrong["at"].to_numpy()),
            count=wrong["count"],
            group=_names(facts, wrong),
            same=_worded(facts, wrong, same),
        )


def _worded(facts: Facts, rows: pd.DataFrame, same: str) -> Iterator[object]:
    for at, value in zip(rows["of"].tolist(), rows[same].tolist(), strict=True):
        indicator = facts.indicators[at]
        yield value if same == "numerator" else rate_text(value * indicator.factor, indicator)


def _rounded(facts: Facts, lines: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """Test last digits by chi-square; yuan are left out, and counts that equal their base."""
    people = facts.having(lambda i: i.service_item != "G1")
    counted = people[lines["of"]] & (lines["numerator"] >= limits.change_count).to_numpy()
    lines = lines[counted & (lines["numerator"] != lines["denominator"]).to_numpy()]
    owner = lines["group"].where(lines["tier"] == CLINICS, lines["area"])
    lines = lines.assign(group=owner).sort_values("at")
    lines = lines.drop_duplicates(["area", "of", "numerator"])  # a stock may stand for months
    digits = pd.crosstab(lines["group"], lines["numerator"] % _TEN)
    digits = digits.reindex(columns=range(_TEN), fill_value=0)
    total = digits.sum(axis=1)
    excess = ((digits.sub(total / _TEN, axis=0)) ** 2).sum(axis=1) / (total / _TEN)
    share = (digits[0] + digits[5]) / total
    z = _deviate(excess.to_numpy(), np.full(len(excess), _TEN - 1.0))
    rare = z > NormalDist().inv_cdf(1 - limits.even_chance)
    heaped = (total >= limits.digits) & rare & (share > 2 * _USUAL)
    first = lines.groupby("group")["at"].min()[heaped]
    yield from facts.teller.tell(
        _ROUND,
        facts.figures.take(first.to_numpy()),
        share=(f"{part:.0%}" for part in share[heaped]),
        count=total[heaped],
        group=_names(facts, first.reset_index()),
    )


def _newest(table: pd.DataFrame) -> pd.DataFrame:
    newest = table.sort_values("month").drop_duplicates(["group", "of"], keep="last")
    return newest.sort_values("at")


def _names(facts: Facts, rows: pd.DataFrame) -> list[object]:
    return [facts.teller.areas[facts.areas[at].code] for at in rows["group"].tolist()]


def _deviate(excess: Numbers, freedom: Numbers) -> Numbers:
    """Turn χ² into a standard normal deviate, by the cube root that is nearly normal.

    References
    ----------
    E. B. Wilson and M. M. Hilferty (1931), *The distribution of chi-square*, PNAS 17.
    """
    variance = 2 / (9 * freedom)
    deviate: Numbers = (np.cbrt(excess / freedom) - (1 - variance)) / np.sqrt(variance)
    return deviate
