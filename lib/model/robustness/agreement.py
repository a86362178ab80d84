"""How far two rankings agree."""

from scipy import stats

from lib.model.numbers import Numbers


def correlation(one: Numbers, other: Numbers) -> float:
    """Return Spearman's rank correlation, from -1 (reversed) to 1 (the same order).

    Parameters
    ----------
    one, other
        Ranks or scores of the same areas, in the same direction.

    Returns
    -------
    float
        Where all areas of one are level there is no order to agree with: 0,
        or 1 if all areas of the other are level too.

    Examples
    --------
    >>> import numpy as np
    >>> round(correlation(np.array([1, 2, 3]), np.array([1, 3, 2])), 2)
    0.5
    """
    level = [len(set(values.tolist())) == 1 for values in (one, other)]
    if any(level):
        return float(all(level))
    return float(stats.spearmanr(one, other).statistic)
