"""Peers: like with like. Who resembles an institution in size, age and surroundings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from lib.model.numbers import Numbers
from lib.model.roster import Area

NEAREST = 5
_OTHER_SETTING = 1.0
"""Other surroundings count like one standard deviation of size or age."""


def peers(
    areas: Sequence[Area], elderly: Mapping[str, Fraction], count: int = NEAREST
) -> dict[str, tuple[Area, ...]]:
    """Return the nearest peers of every institution, the most alike first.

    Parameters
    ----------
    areas
        Institutions; those without residents have no peers and are nobody's peer.
    elderly
        Share of residents aged 65 and over, by area; used where every area has one.
    count
        How many peers each has, if there are so many.

    Notes
    -----
    Distance is Euclid's over the logarithm of residents and the elderly share, each in
    standard deviations; other surroundings and another kind of institution add one each.
    Equal distances are ordered by code.
    """
    known = [area for area in areas if area.population]
    if len(known) < 2:  # noqa: PLR2004 (nobody to resemble)
        return {area.code: () for area in areas}
    features = _features(known, elderly)
    apart = np.linalg.norm(features[:, np.newaxis] - features, axis=-1)
    apart = np.hypot(apart, _OTHER_SETTING * _differ([area.setting for area in known]))
    apart = np.hypot(apart, _OTHER_SETTING * _differ([area.kind for area in known]))
    found: dict[str, tuple[Area, ...]] = {area.code: () for area in areas}
    for line, area in enumerate(known):
        order = sorted(range(len(known)), key=lambda k: (apart[line, k], known[k].code))
        found[area.code] = tuple(known[k] for k in order if k != line)[:count]
    return found


def _features(areas: Sequence[Area], elderly: Mapping[str, Fraction]) -> Numbers:
    columns = [np.log([float(area.population or 1) for area in areas])]
    if all(area.code in elderly for area in areas):
        columns.append(np.array([float(elderly[area.code]) for area in areas]))
    return np.column_stack([_standard(column) for column in columns])


def _standard(values: Numbers) -> Numbers:
    """Count in standard deviations; what does not differ counts nothing."""
    deviation = values.std()
    away: Numbers = (values - values.mean()) / (deviation if deviation > 0 else 1.0)
    return away


def _differ(codes: Sequence[str]) -> Numbers:
    array = np.array(codes)
    different: Numbers = (array[:, np.newaxis] != array).astype(np.float64)
    return different
