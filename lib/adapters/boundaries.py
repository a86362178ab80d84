"""The three layers of the map, as committed or as the county supplied them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml

from lib.errors import N_, BoundaryError

Feature: TypeAlias = dict[str, Any]
Layer: TypeAlias = Literal["county", "institutions", "grids"]


@dataclass(frozen=True, slots=True)
class LayerSource:
    """What must be said beside a map that shows this layer."""

    layer: str
    schematic: bool
    """True while the borders are invented: 示意图，不作划界依据."""
    origin: str
    vintage: str
    confidence: str


@dataclass(frozen=True, slots=True)
class MapNotice:
    """Provenance of all layers, from geo/sources.yaml."""

    layers: tuple[LayerSource, ...]
    review_number: str
    """Map-review number 审图号, empty while the county has none."""

    def is_schematic(self, *layers: Layer) -> bool:
        """Tell whether any of these layers is invented."""
        return any(source.schematic for source in self.layers if source.layer in layers)


def load_features(path: Path) -> tuple[Feature, ...]:
    """Load a layer as slim GeoJSON features, in the order of the file.

    Each has `id`, `geometry` and the properties area_code, name, parent_code,
    lon, lat (degrees, CGCS2000) and area_km2. The names are plain text: escape
    them before they enter HTML.

    Raises
    ------
    BoundaryError
        If the file is missing or is not a GeoJSON collection.
    """
    try:
        return tuple(json.loads(path.read_text(encoding="utf-8"))["features"])
    except FileNotFoundError as error:
        raise BoundaryError(
            N_("The layer {file} is missing."),
            hint=N_("Put it back, or make it again with: make geo"),
            file=path.name,
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise BoundaryError(
            N_("{file} is not a GeoJSON collection of features."),
            hint=N_("Replace layers only with: python -m lib boundaries"),
            file=path.name,
        ) from error


def bounds(features: Iterable[Feature]) -> tuple[float, float, float, float]:
    """Measure west, south, east and north of some features, degrees.

    Raises
    ------
    BoundaryError
        If there is no feature.

    Examples
    --------
    >>> ring = [[114.0, 23.0], [115.0, 23.0], [115.0, 24.0], [114.0, 23.0]]
    >>> bounds([{"geometry": {"type": "Polygon", "coordinates": [ring]}}])
    (114.0, 23.0, 115.0, 24.0)
    """
    points = [point for feature in features for point in _points(feature["geometry"])]
    if not points:
        raise BoundaryError(N_("There is no area to show."))
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def load_notice(folder: Path) -> MapNotice:
    """Load what must be said beside the map from `folder`/sources.yaml.

    Raises
    ------
    BoundaryError
        If the file is missing, or lacks a layer or one of its keys.
    """
    try:
        sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
        keys = ("schematic", "origin", "vintage", "confidence")
        layers = tuple(
            LayerSource(layer, *(sources["layers"][layer][key] for key in keys))
            for layer in ("county", "institutions", "grids")
        )
        return MapNotice(layers, sources["map_review_number"] or "")
    except (OSError, KeyError, TypeError, yaml.YAMLError) as error:
        raise BoundaryError(
            N_("sources.yaml does not say where the layers come from ({reason})."),
            hint=N_("Its keys are described in geo/README.md."),
            reason=error,
        ) from error


def _points(geometry: dict[str, Any]) -> Iterator[list[float]]:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        yield from polygon[0]
