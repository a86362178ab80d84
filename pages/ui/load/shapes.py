"""Boundaries and where labels fit in them, cached by the time their files were changed."""

from collections.abc import Collection
from typing import TypeAlias

import streamlit as st

from lib.adapters import boundaries, outlines
from lib.adapters.boundaries import Feature, MapNotice
from lib.adapters.outlines import Point
from lib.project import Project

_PROJECT = Project()
Line: TypeAlias = list[float | None]
"""As plotly draws it: None lifts the pen."""


def features(layer: str) -> tuple[Feature, ...]:
    """Return a layer of boundaries: county, institutions or grids."""
    path = _PROJECT.geo / f"{layer}.geojson"
    return _features(layer, path.stat().st_mtime_ns)


def label_places(layer: str) -> dict[str, Point]:
    """Return where a label fits in each area of a layer, by code."""
    path = _PROJECT.geo / f"{layer}.geojson"
    return _label_places(layer, path.stat().st_mtime_ns)


def rings(codes: Collection[str]) -> tuple[Line, Line]:
    """Return longitudes and latitudes of the outer rings of institutions, None between two."""
    lons: Line = []
    lats: Line = []
    for feature in features("institutions"):
        if feature["properties"]["area_code"] not in codes:
            continue
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] != "Polygon" else [shape["coordinates"]]
        for polygon in polygons:
            lons += [*(point[0] for point in polygon[0]), None]
            lats += [*(point[1] for point in polygon[0]), None]
    return lons, lats


def outline(codes: frozenset[str]) -> Feature:
    """Return the outline of some institutions together, as a GeoJSON geometry."""
    return _outline(codes, (_PROJECT.geo / "institutions.geojson").stat().st_mtime_ns)


def map_notice() -> MapNotice:
    """Return what has to stand beside a map: schematic or not, review number, credits."""
    return _map_notice((_PROJECT.geo / "sources.yaml").stat().st_mtime_ns)


@st.cache_resource(max_entries=6, show_spinner=False)
def _features(layer: str, changed: int) -> tuple[Feature, ...]:
    return boundaries.load_features(_PROJECT.geo / f"{layer}.geojson")


@st.cache_resource(max_entries=6, show_spinner=False)
def _label_places(layer: str, changed: int) -> dict[str, Point]:
    return outlines.label_places(features(layer))


@st.cache_resource(max_entries=32, show_spinner=False)
def _outline(codes: frozenset[str], changed: int) -> Feature:
    return outlines.outline(f for f in features("institutions") if str(f["id"]) in codes)


@st.cache_resource(max_entries=2, show_spinner=False)
def _map_notice(changed: int) -> MapNotice:
    return boundaries.load_notice(_PROJECT.geo)
