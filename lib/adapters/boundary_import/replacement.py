"""Check the county's own boundaries and put them in the place of a layer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

import geopandas as gpd
import numpy as np
import shapely
import yaml

from lib.adapters.boundary_import.checks import (
    EDGE_OF_OWN,
    EDGE_OF_SCHEMATIC,
    Survey,
    find_gaps,
    find_outside,
    find_overlaps,
    find_unusable_shapes,
    find_wrong_codes,
)
from lib.adapters.boundary_import.datums import Datum, Shapes, to_cgcs2000
from lib.adapters.boundary_import.place import (
    DEGREES,
    find_misplaced,
    find_wrong_datum,
    to_degrees,
    to_metres,
)
from lib.adapters.boundary_import.reading import read_boundaries
from lib.errors import N_, BoundaryError, StorageError
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Area, Roster

Layer: TypeAlias = Literal["county", "institutions", "grids"]

KINDS: dict[Layer, tuple[str, ...]] = {
    "county": (COUNTY,),
    "institutions": INSTITUTION_KINDS,
    "grids": (CLINIC,),
}
SIMPLIFICATION, DECIMALS = 10.0, 6
"""Detail dropped where all borders are shared, metres; decimals of a degree kept."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file of boundaries, and what its sender says about it."""

    source: Path
    layer: Layer
    """The layer it replaces."""
    datum: Datum
    code_column: str = "area_code"
    """Column with the codes of the roster; official names and aliases are understood too."""
    vintage: str = "not stated"
    """Date or year of the survey."""


def replace_layer(delivery: Delivery, roster: Roster, folder: Path) -> str:
    """Replace a layer in `folder` by the delivered file, or change nothing.

    Writes `folder`/<layer>.geojson and its entry in `folder`/sources.yaml.

    Returns
    -------
    str
        One or two sentences: what was replaced, and what is still schematic.

    Raises
    ------
    BoundaryError
        If the file does not fit; `faults` among its values holds one
        BoundaryError per fault.
    StorageError
        If the folder cannot be written.
    """
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    boundaries = convert_boundaries(delivery, roster, folder)
    text = _as_geojson(boundaries, delivery.layer)
    sources["layers"][delivery.layer] = _source_entry(delivery, text)
    try:
        _write(folder / f"{delivery.layer}.geojson", text)
        _write(
            folder / "sources.yaml",
            yaml.safe_dump(sources, allow_unicode=True, sort_keys=False, width=100),
        )
    except OSError as error:
        raise StorageError(
            N_("{folder} cannot be written: {reason}."), folder=folder, reason=error.strerror
        ) from error
    schematic = [name for name, entry in sources["layers"].items() if entry["schematic"]]
    return (
        f"{delivery.layer}: {len(boundaries)} areas from {delivery.source.name}, "
        f"{boundaries['area_km2'].sum():,.2f} km². Still schematic: {', '.join(schematic) or '-'}."
    )


def convert_boundaries(delivery: Delivery, roster: Roster, folder: Path) -> gpd.GeoDataFrame:
    """Read, convert and check a delivered file without writing anything.

    Parameters
    ----------
    delivery
        The file, the layer it is for, its datum and its column of codes.
    roster
        The areas of the day the boundaries are for.
    folder
        Where county.geojson and sources.yaml are, to compare with.

    Returns
    -------
    GeoDataFrame
        CGCS2000 degrees, by code: area_code, name, parent_code, lon, lat,
        area_km2, geometry. Names, parents and seats come from the roster; a
        seat outside its area is moved inside.

    Raises
    ------
    BoundaryError
        If the file cannot be read, or with every fault found in it.
    """
    raw_codes, raw = read_boundaries(delivery.source, delivery.code_column)
    areas = {area.code: area for area in roster.of_kind(*KINDS[delivery.layer])}
    codes = _resolve(raw_codes, areas)
    survey = Survey(codes, raw, {code: area.name for code, area in areas.items()})
    if faults := list(_find_faults(survey, delivery, folder)):
        raise BoundaryError(
            N_("{file} does not fit, {count} faults:\n{sentences}"),
            hint=N_("Nothing was changed. Correct the file and try again; see docs/boundaries.md."),
            file=delivery.source.name,
            count=len(faults),
            sentences="\n".join(f"- {fault}" for fault in faults),
            faults=tuple(faults),
        )
    order = np.argsort(np.array(codes))
    metres = to_metres(to_cgcs2000(raw, delivery.datum))[order]
    return _as_frame(metres, [areas[codes[row]] for row in order])


def _find_faults(survey: Survey, delivery: Delivery, folder: Path) -> Iterator[BoundaryError]:
    """Check what can be checked: faulty shapes are named once and left out of the rest."""
    yield from find_wrong_codes(survey)
    unusable = dict(find_unusable_shapes(survey))
    yield from unusable.values()
    kept = [row for row in range(len(survey.codes)) if row not in unusable]
    if not kept:
        return
    raw = survey.shapes[kept]
    degrees = to_cgcs2000(raw, delivery.datum)
    if misplaced := list(find_misplaced(degrees)):
        yield from misplaced
        return
    county, edge = _read_county(folder)
    doubts = list(find_wrong_datum(raw, delivery.datum, county))
    yield from doubts
    here = Survey(tuple(survey.codes[row] for row in kept), to_metres(degrees), survey.names)
    yield from find_overlaps(here)
    if not doubts and delivery.layer != "county":  # a shifted layer misses the edge everywhere
        yield from find_gaps(here, county, edge)
        yield from find_outside(here, county, edge)


def _read_county(folder: Path) -> tuple[shapely.Geometry, float]:
    """Read the county outline in metres, and how far a layer may leave it."""
    collection = json.loads((folder / "county.geojson").read_text(encoding="utf-8"))
    shape = shapely.geometry.shape(collection["features"][0]["geometry"])
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    is_schematic = sources["layers"]["county"]["schematic"]
    return to_metres(np.array([shape]))[0], EDGE_OF_SCHEMATIC if is_schematic else EDGE_OF_OWN


def _resolve(raw_codes: tuple[str, ...], areas: dict[str, Area]) -> tuple[str, ...]:
    """Read names and aliases as codes where they mean exactly one area."""
    uses: dict[str, set[str]] = {}
    for area in areas.values():
        for name in (area.name, *area.aliases):
            uses.setdefault(name, set()).add(area.code)
    known = {name: codes.pop() for name, codes in uses.items() if len(codes) == 1}
    return tuple(code if code in areas else known.get(code, code) for code in raw_codes)


def _as_frame(metres: Shapes, areas: list[Area]) -> gpd.GeoDataFrame:
    can_simplify = bool(shapely.coverage_is_valid(metres))
    drawn = shapely.coverage_simplify(metres, SIMPLIFICATION) if can_simplify else metres
    shapes = shapely.transform(to_degrees(drawn), lambda points: points.round(DECIMALS))
    shapes = np.where(shapely.is_valid(shapes), shapes, shapely.make_valid(shapes))
    seats = shapely.get_coordinates(_seats(shapes, areas)).round(DECIMALS)
    columns = {
        "area_code": [area.code for area in areas],
        "name": [area.name for area in areas],
        "parent_code": [area.parent_code for area in areas],
        "lon": seats[:, 0],
        "lat": seats[:, 1],
        "area_km2": (shapely.area(metres) / 1e6).round(2),
    }
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=DEGREES)


def _seats(shapes: Shapes, areas: list[Area]) -> Shapes:
    """Take the seat of the roster, or a point inside where it is unknown or lies outside."""
    lons = np.array([area.lon for area in areas], dtype=float)
    lats = np.array([area.lat for area in areas], dtype=float)
    inside: Shapes = np.where(
        shapely.contains_xy(shapes, lons, lats),
        shapely.points(lons, lats),
        shapely.point_on_surface(shapes),
    )
    return inside


def _as_geojson(boundaries: gpd.GeoDataFrame, layer: Layer) -> str:
    lines = ",\n".join(
        json.dumps(_feature(row), ensure_ascii=False, separators=(",", ":"))
        for row in boundaries.to_dict("records")
    )
    return f'{{"type":"FeatureCollection","name":"{layer}","features":[\n{lines}\n]}}\n'


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    geometry = shapely.geometry.mapping(row.pop("geometry"))
    return {"type": "Feature", "id": row["area_code"], "properties": row, "geometry": geometry}


def _source_entry(delivery: Delivery, text: str) -> dict[str, object]:
    return {
        "schematic": False,
        "origin": f"supplied by the county as {delivery.source.name}",
        "licence": "the county's own",
        "vintage": delivery.vintage,
        "datum": f"CGCS2000, converted from {delivery.datum}",
        "confidence": "as supplied",
        "source_sha256": hashlib.sha256(delivery.source.read_bytes()).hexdigest(),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def _write(path: Path, text: str) -> None:
    """Write beside the file and rename, so that a reader never sees half of it."""
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
