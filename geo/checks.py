"""What must be true of the schematic layers; every fault is one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely

Feature: TypeAlias = dict[str, Any]
Layers: TypeAlias = dict[str, list[Feature]]

COUNTS = {"county": 1, "institutions": 22, "grids": 343}
TILING_ERROR = 1e-9
"""Relative difference allowed between a layer and the county, for floating point only."""
AREA_ERROR = 0.01
"""Relative difference allowed between an institution's area and its target."""


def find_faults(
    layers: Layers, area_ratios: npt.NDArray[np.floating[Any]] | None = None
) -> list[str]:
    """List what is wrong with the layers, nothing if all is well.

    Parameters
    ----------
    layers
        Features of the layers county, institutions and grids.
    area_ratios
        Area reached over area wanted, one per institution; None to leave it out.
    """
    if faults := [*_wrong_counts(layers), *_wrong_shapes(layers)]:
        return faults  # the others would only repeat it
    return [
        *_wrong_tiling(layers),
        *_wrong_nesting(layers["institutions"], layers["grids"]),
        *_outside(layers),
        *_wrong_areas(area_ratios),
    ]


def _wrong_counts(layers: Layers) -> Iterator[str]:
    for name, expected in COUNTS.items():
        codes = Counter(str(feature["id"]) for feature in layers[name])
        if codes.total() != expected:
            yield f"The layer {name} has {codes.total()} areas instead of {expected}."
        if repeated := [code for code, count in codes.items() if count > 1]:
            yield f"The layer {name} repeats {', '.join(repeated)}."


def _wrong_shapes(layers: Layers) -> Iterator[str]:
    for name, features in layers.items():
        shapes = _shapes(features)
        for feature, shape in zip(features, shapes, strict=True):
            if shape.geom_type != "Polygon":
                yield f"{_label(feature)} is a {shape.geom_type}, not one piece."
            elif not shape.is_valid:
                yield f"{_label(feature)} is not valid: {shapely.is_valid_reason(shape)}."
        if not shapely.coverage_is_valid(shapes):
            yield f"Neighbours of the layer {name} overlap or do not share their border exactly."


def _wrong_tiling(layers: Layers) -> Iterator[str]:
    (county,) = _shapes(layers["county"])
    for name in ("institutions", "grids"):
        error = abs(shapely.area(_shapes(layers[name])).sum() / county.area - 1)
        if error > TILING_ERROR:
            yield f"The layer {name} misses the area of the county by {error:.1e} of it."


def _wrong_nesting(parents: list[Feature], children: list[Feature]) -> Iterator[str]:
    for parent in parents:
        own = [child for child in children if child["properties"]["parent_code"] == parent["id"]]
        (shape,), cells = _shapes([parent]), _shapes(own)
        if not own or not shape.equals(shapely.coverage_union_all(cells)):
            yield f"{_label(parent)} is not exactly the sum of its {len(own)} cells."


def _outside(layers: Layers) -> Iterator[str]:
    for name in ("institutions", "grids"):
        for feature, shape in zip(layers[name], _shapes(layers[name]), strict=True):
            place = feature["properties"]
            if not shapely.contains_xy(shape, place["lon"], place["lat"]):
                yield f"The seat of {_label(feature)} lies outside its own land."


def _wrong_areas(ratios: Iterable[float] | None) -> Iterator[str]:
    worst = max((abs(ratio - 1) for ratio in ([] if ratios is None else ratios)), default=0.0)
    if worst > AREA_ERROR:
        yield f"An institution misses its area by {worst:.1%}, more than {AREA_ERROR:.0%}."


def _shapes(features: list[Feature]) -> npt.NDArray[np.object_]:
    return np.array([shapely.geometry.shape(feature["geometry"]) for feature in features])


def _label(feature: Feature) -> str:
    return f"{feature['properties']['name']} ({feature['id']})"
