"""Competition ranks: 1, 2, 2, 4. Equal scores share a rank; no name breaks a tie."""

import numpy as np

from lib.model.numbers import Integers, Numbers

_FEW = 128
"""Up to so many areas, comparing every pair is quicker than sorting each draw."""


def rank(scores: Numbers) -> Integers:
    """Rank areas from the highest score down.

    Parameters
    ----------
    scores
        Shape (areas,), exact or float.

    Returns
    -------
    Integers
        Rank of each area, the best is 1.

    Examples
    --------
    >>> rank(np.array([80.0, 91.5, 80.0, 70.0])).tolist()
    [2, 1, 2, 4]
    """
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    better: Integers = len(scores) - np.cumsum(counts)
    return 1 + better[place]


def rank_draws(scores: Numbers) -> Integers:
    """Rank areas in many draws at once.

    Parameters
    ----------
    scores
        Shape (areas, draws), any comparable numbers; the smaller their type, the quicker.

    Returns
    -------
    Integers
        Shape (areas, draws); the same as `rank` draw by draw.

    Examples
    --------
    >>> rank_draws(np.array([[80, 1], [91, 2], [80, 3]])).tolist()
    [[2, 3], [1, 2], [2, 1]]
    """
    if len(scores) > _FEW:
        return np.stack([rank(draw) for draw in scores.T], axis=-1)
    ranks = np.ones(scores.shape, dtype=np.uint8)
    for area in range(1, len(scores)):
        ahead = (scores[:area] > scores[area]).view(np.uint8)
        ranks[area] += np.add.reduce(ahead, axis=0, dtype=np.uint8)
        ranks[:area] += (scores[:area] < scores[area]).view(np.uint8)
    return ranks.astype(np.int64)
