"""The rules a proposal starts from: kept with it, and held against the rules of today."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from lib.model.rules import Rules
from lib.model.scenarios import Weights, dimension_points, item_points
from lib.model.sealing import canonical


@dataclass(frozen=True, slots=True)
class Baseline:
    """The rules a proposal starts from, as far as people need to know them later."""

    seal: str
    """Of the whole rules; see `rules_seal`."""
    items: Weights
    dimensions: Weights
    """Points of 100."""
    money: Mapping[str, object]
    """Money rules in canonical form."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the rules of today are not those a proposal was made under."""

    part: str
    """items, dimensions, money; other for whatever a scenario cannot change."""
    code: str
    before: object
    after: object


def rules_seal(rules: Rules) -> str:
    """Return the SHA-256 of rules alone, whatever the data.

    The same rules have the same seal, whoever set them and on whatever paper.
    """
    return digest(canonical(replace(rules, sources={})))


def baseline_of(rules: Rules) -> Baseline:
    """Return what of rules is kept with a proposal."""
    money = canonical(rules.allocation)
    return Baseline(
        rules_seal(rules),
        item_points(rules.tree),
        dimension_points(rules),
        money if isinstance(money, dict) else {},
    )


def differences(made: Baseline, now: Baseline) -> tuple[Difference, ...]:
    """Say what differs between the rules a proposal was made under and others.

    Returns
    -------
    tuple of Difference
        None where the rules are the same.
    """
    if made.seal == now.seal:
        return ()
    pairs: dict[str, tuple[Mapping[str, object], Mapping[str, object]]] = {
        "items": (made.items, now.items),
        "dimensions": (made.dimensions, now.dimensions),
        "money": (made.money, now.money),
    }
    found = tuple(
        Difference(part, code, before.get(code), after.get(code))
        for part, (before, after) in pairs.items()
        for code in sorted({*before, *after})
        if before.get(code) != after.get(code)
    )
    return found or (Difference("other", "", made.seal, now.seal),)


def digest(value: object) -> str:
    """Return the SHA-256 of a JSON value, the same however its keys are ordered.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
