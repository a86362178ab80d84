"""Competition ranks: 1, 2, 2, 4. Equal scores share a rank; no name breaks a tie."""

import numpy as np

from lib.model.numbers import Integers, Numbers


def rank(scores: Numbers) -> Integers:
    """Rank areas from the highest score down, along the last axis.

    Parameters
    ----------
    scores
        Shape (..., areas), exact or float.

    Returns
    -------
    Integers
        Rank of each area, the best is 1.

    Examples
    --------
    >>> rank(np.array([80.0, 91.5, 80.0, 70.0])).tolist()
    [2, 1, 2, 4]
    """
    if scores.ndim > 1:
        above = scores[..., np.newaxis, :] > scores[..., :, np.newaxis]
        ranked: Integers = 1 + above.sum(axis=-1)
        return ranked
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    better: Integers = len(scores) - np.cumsum(counts)
    return 1 + better[place]
