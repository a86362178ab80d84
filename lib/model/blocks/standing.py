"""Where a block stands: means and spread of its scores, and whether its rank means anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from lib.model.blocks.membership import Block
from lib.model.noise.bands import bands, letters
from lib.model.noise.estimates import CONFIDENCE, Estimate
from lib.model.numbers import Numbers
from lib.model.ranking import rank
from lib.model.scores import Scores

_ENDS = ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Means:
    """Means and spread of the scores of some institutions."""

    weighted: Fraction | None
    """Weighted by residents, as the score of the county is."""
    plain: Fraction | None
    """Every institution counts the same."""
    least: Fraction | None
    most: Fraction | None
    scored: int

    @property
    def spread(self) -> Fraction | None:
        """Return the points between the best and the last."""
        return None if self.least is None or self.most is None else self.most - self.least


@dataclass(frozen=True, slots=True)
class Standing:
    """A block among the blocks."""

    block: Block
    means: Means
    before: Means | None
    """A quarter earlier; None before the figures begin."""
    rank: int | None
    """By the weighted mean."""
    low: float | None
    high: float | None
    """Ends of the 95 % interval of the weighted mean; None where errors are not known."""
    peers: tuple[str, ...]
    """Codes of the other blocks in the same band: chance alone explains who is ahead."""

    @property
    def change(self) -> Fraction | None:
        """Return the points gained since the quarter before."""
        if self.before is None or self.before.weighted is None or self.means.weighted is None:
            return None
        return self.means.weighted - self.before.weighted


def means(scores: Scores, block: Block) -> Means:
    """Average the published scores of a block; who has no score is left out of both means."""
    known = [
        (score, member.population or 0)
        for member in block.members
        if member.code in scores.measures.lines and (score := scores.of(member.code)) is not None
    ]
    if not known:
        return Means(None, None, None, None, 0)
    people = sum(count for _, count in known)
    weighted = sum((s * n for s, n in known), Fraction()) / people if people else None
    only = [score for score, _ in known]
    return Means(weighted, sum(only, Fraction()) / len(only), min(only), max(only), len(only))


def standings(
    found: Sequence[Block], now: Scores, before: Scores | None, noise: Estimate | None
) -> tuple[Standing, ...]:
    """Set the blocks beside one another, in the order of their codes.

    Parameters
    ----------
    found
        The blocks.
    now, before
        Scores of the institutions, and those of a quarter earlier.
    noise
        Errors of the scores; None where they are not known.
    """
    own = [means(now, block) for block in found]
    places = _ranks([one.weighted for one in own])
    pooled = None if noise is None else pool(noise, found)
    peers = _peers(pooled, found)
    return tuple(
        Standing(
            block,
            own[line],
            None if before is None else means(before, block),
            places[line],
            None if pooled is None else float(pooled.low[line]),
            None if pooled is None else float(pooled.high[line]),
            peers[line],
        )
        for line, block in enumerate(found)
    )


def pool(noise: Estimate, found: Sequence[Block]) -> Estimate:
    """Carry the joint errors of the scores to the weighted means of the blocks.

    Notes
    -----
    The mean of a block errs by Σ w·e / Σ w over its members, draw by draw, so what errs
    alike for several members is not averaged away. Amounts are left out.
    """
    weights = np.stack([_weights(noise, block) for block in found])
    scores, errors = weights @ noise.scores, noise.errors @ weights.T
    low, high = np.quantile(errors, _ENDS, axis=0)
    nothing = np.zeros(0, dtype=np.int64)
    return replace(
        noise,
        areas=tuple(block.hospital for block in found),
        scores=scores,
        errors=errors,
        low=np.maximum(scores + low, 0),
        high=np.minimum(scores + high, 100),
        amount_low=nothing,
        amount_high=nothing,
    )


def _weights(noise: Estimate, block: Block) -> Numbers:
    codes = {member.code for member in block.members}
    people = np.array([float(a.population or 0) * (a.code in codes) for a in noise.areas])
    total = people.sum()
    shares: Numbers = people / total if total else people
    return shares


def _peers(pooled: Estimate | None, found: Sequence[Block]) -> list[tuple[str, ...]]:
    if pooled is None:
        return [()] * len(found)
    letter = letters(bands(pooled))
    alike = [
        [o for o in letter if letter[o] == letter[line] and o != line] for line in range(len(found))
    ]
    return [tuple(sorted(found[other].code for other in others)) for others in alike]


def _ranks(scores: Sequence[Fraction | None]) -> list[int | None]:
    lines = [line for line, score in enumerate(scores) if score is not None]
    places: list[int | None] = [None] * len(scores)
    if lines:
        known = np.array([scores[line] for line in lines], dtype=object)
        for line, place in zip(lines, rank(known).tolist(), strict=True):
            places[line] = place
    return places
