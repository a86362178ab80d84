"""Sampling error of a share: what a sample of so many can tell."""

from math import sqrt

Z95 = 1.959963984540054
"""Standard normal quantile of a 95 % interval."""


def wilson(found: float, sample: float, z: float = Z95) -> tuple[float, float]:
    """Return the Wilson score interval of a share.

    Parameters
    ----------
    found
        Members of the sample that have the property, 0 to `sample`.
    sample
        Size of the sample, above 0; the effective one, if answers were weighted.
    z
        Standard normal quantile; 95 % unless told.

    Returns
    -------
    tuple of float
        Lower and upper end, unit /1, within [0, 1].

    References
    ----------
    E. B. Wilson (1927), *Probable inference, the law of succession, and
    statistical inference*.

    Examples
    --------
    >>> [round(100 * end, 1) for end in wilson(18, 20)]
    [69.9, 97.2]
    """
    share, weight = found / sample, z * z / sample
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / sample + weight / (4 * sample)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)
