"""Is the file where the county is? Swapped axes, another place, another datum."""

from __future__ import annotations

from collections.abc import Iterator

import geopandas as gpd
import shapely

from lib.adapters.boundary_import.datums import Datum, Shapes, to_cgcs2000
from lib.errors import N_, BoundaryError

DEGREES, METRES = 4490, 4547
"""CGCS2000 longitude and latitude; CGCS2000 / 3-degree Gauss-Krüger, 114° E."""
WEST, SOUTH, EAST, NORTH = 113.831, 23.064, 114.764, 23.722
"""The county as encyclopaedias give it, degrees."""
MARGIN = 0.05
"""How far coordinates may leave that rectangle, degrees."""
NEGLIGIBLE = 0.001
"""Share of the county outside which no datum is doubted."""

_FRAME = shapely.box(WEST - MARGIN, SOUTH - MARGIN, EAST + MARGIN, NORTH + MARGIN)


def to_metres(shapes: Shapes) -> Shapes:
    """Project longitude and latitude to EPSG:4547."""
    metres: Shapes = gpd.GeoSeries(shapes, crs=DEGREES).to_crs(METRES).to_numpy()
    return metres


def to_degrees(shapes: Shapes) -> Shapes:
    """Bring shapes in EPSG:4547 back to longitude and latitude."""
    degrees: Shapes = gpd.GeoSeries(shapes, crs=METRES).to_crs(DEGREES).to_numpy()
    return degrees


def find_misplaced(shapes: Shapes) -> Iterator[BoundaryError]:
    """Find shapes outside the rectangle around the county, degrees CGCS2000."""
    astray = shapes[~shapely.covers(_FRAME, shapes)]
    if not len(astray):
        return
    swapped = shapely.transform(astray, lambda points: points[:, ::-1])
    if shapely.covers(_FRAME, swapped).all():
        yield BoundaryError(N_("Longitude and latitude are swapped."))
    else:
        west, south, east, north = shapely.total_bounds(astray).round(3).tolist()
        yield BoundaryError(
            N_(
                "Areas outside the rectangle around the county: {count}, reaching from "
                "{west}, {south} to {east}, {north}."
            ),
            count=len(astray),
            west=west,
            south=south,
            east=east,
            north=north,
        )


def find_wrong_datum(
    shapes: Shapes, declared: Datum, county: shapely.Geometry
) -> Iterator[BoundaryError]:
    """Compare the outline of the layer with the county under every datum.

    Parameters
    ----------
    shapes
        As delivered: longitude and latitude in an unknown datum.
    declared
        What the sender says it is.
    county
        Outline of the county, metres.
    """
    whole = shapely.union_all(shapes)
    outside = {
        datum: _share_outside(to_cgcs2000(whole, datum), county)
        for datum in (declared, "CGCS2000", "GCJ02", "BD09")
    }
    best = min(outside, key=lambda datum: outside[datum])
    if outside[declared] > max(NEGLIGIBLE, 2 * outside[best]):
        yield BoundaryError(
            N_(
                "The file is declared {declared} but looks like {best}: {share:.1%} of it lies "
                "outside the county, and {better:.1%} if it is read as {best}."
            ),
            declared=declared,
            best=best,
            share=outside[declared],
            better=outside[best],
        )


def _share_outside(whole: shapely.Geometry, county: shapely.Geometry) -> float:
    (metres,) = gpd.GeoSeries([whole], crs=DEGREES).to_crs(METRES)
    return float(shapely.difference(metres, county).area / metres.area)
