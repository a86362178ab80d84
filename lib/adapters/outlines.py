"""Shapes made from the boundaries: where a label fits, what several areas look like together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import shapely
from shapely.geometry import mapping, shape

Feature: TypeAlias = dict[str, Any]
Point: TypeAlias = tuple[float, float]

_ROUGHLY = 0.002  # degrees, about 200 m: near enough for the place of a label


def label_places(features: Iterable[Feature]) -> dict[str, Point]:
    """Find where a label fits best in each area: the middle of its largest circle."""
    circles = {
        str(feature["id"]): shapely.maximum_inscribed_circle(shape(feature["geometry"]), _ROUGHLY)
        for feature in features
    }
    return {code: circle.coords[0][:2] for code, circle in circles.items()}


def outline(features: Iterable[Feature]) -> dict[str, Any]:
    """Return the outline of several areas together, as a GeoJSON geometry."""
    joined = shapely.union_all([shape(feature["geometry"]) for feature in features])
    found: dict[str, Any] = mapping(joined)
    return found
