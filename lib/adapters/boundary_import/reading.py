"""Read the county's file of boundaries, whatever program wrote it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from lib.adapters.boundary_import.datums import Shapes
from lib.errors import N_, BoundaryError

SUFFIXES = (".geojson", ".json", ".shp", ".zip", ".gpkg")
CGCS2000 = 4490
_FULL_TURN = 360
_KNOWN_FRAMES = ("WGS 84", "WGS_1984", "CGCS2000", "China_2000", "Coordinate System 2000")


def read_boundaries(source: Path, code_column: str) -> tuple[tuple[str, ...], Shapes]:
    """Read codes and shapes from a GeoJSON, Shapefile (.shp, .zip) or GeoPackage.

    Returns
    -------
    tuple of str, array
        One code and one shape per row, longitude and latitude in degrees, in
        the datum of the file. A row without shape has None.

    Raises
    ------
    BoundaryError
        If the file cannot be read, has several layers, lacks the column, or
        its coordinates are neither degrees nor in a known system.
    """
    path = _locate(source)
    rows = _read(path, source, code_column)
    codes = tuple(_as_text(code) for code in rows[code_column])
    shapes: Shapes = shapely.force_2d(_in_degrees(rows, source).to_numpy())
    _refuse_metres(shapes, source)
    return codes, shapes


def _locate(source: Path) -> str:
    if not source.exists():
        raise BoundaryError(N_("There is no file {file}."), file=source.name)
    if source.suffix.lower() not in SUFFIXES:
        raise BoundaryError(
            N_("{file} is not a GeoJSON, Shapefile or GeoPackage."),
            hint=N_("Export it as .geojson, .gpkg, or a .zip with one Shapefile."),
            file=source.name,
        )
    return _locate_in_zip(source) if source.suffix.lower() == ".zip" else str(source)


def _locate_in_zip(source: Path) -> str:
    try:
        with zipfile.ZipFile(source) as archive:
            inside = [name for name in archive.namelist() if name.lower().endswith(".shp")]
    except zipfile.BadZipFile as error:
        raise BoundaryError(N_("{file} is not a readable .zip."), file=source.name) from error
    if len(inside) != 1:
        raise BoundaryError(
            N_("{file} holds {count} Shapefiles instead of one."),
            hint=N_("Pack .shp, .shx, .dbf and .prj of one layer."),
            file=source.name,
            count=len(inside),
        )
    return f"/vsizip/{source.resolve()}/{inside[0]}"


def _read(path: str, source: Path, code_column: str) -> gpd.GeoDataFrame:
    try:
        _refuse_several_layers([str(name) for name, _ in pyogrio.list_layers(path)], source)
        columns = [str(name) for name in pyogrio.read_info(path)["fields"]]
        if code_column not in columns:
            raise BoundaryError(
                N_("{file} has no column {column}; it has {columns}."),
                hint=N_("Name the column that holds the area codes with --code-column."),
                file=source.name,
                column=code_column,
                columns=", ".join(columns) or "-",
            )
        return pyogrio.read_dataframe(path, columns=[code_column])
    except (DataSourceError, DataLayerError) as error:
        raise BoundaryError(
            N_("{file} cannot be read: {reason}."),
            hint=N_("A Shapefile needs its .shx and .dbf beside it, or all in one .zip."),
            file=source.name,
            reason=str(error).rstrip("."),
        ) from error


def _refuse_several_layers(layers: list[str], source: Path) -> None:
    if len(layers) != 1:
        raise BoundaryError(
            N_("{file} holds {count} layers: {layers}."),
            hint=N_("Export the one that is meant to a file of its own."),
            file=source.name,
            count=len(layers),
            layers=", ".join(layers) or "-",
        )


def _as_text(code: object) -> str:
    """Undo what a numeric column did to a code; an empty cell becomes empty text."""
    if code is None or code is pd.NA or (isinstance(code, float) and np.isnan(code)):
        return ""
    if isinstance(code, float) and code.is_integer():
        return str(int(code))
    return str(code).strip()


def _in_degrees(rows: gpd.GeoDataFrame, source: Path) -> gpd.GeoSeries:
    if rows.crs is None:
        return rows.geometry
    frame = rows.crs.geodetic_crs.name if rows.crs.geodetic_crs else rows.crs.name
    if not any(known in frame for known in _KNOWN_FRAMES):
        raise BoundaryError(
            N_("{file} is in the coordinate system {system}, not in CGCS2000 or WGS 84."),
            hint=N_("Export it again in CGCS2000 (EPSG:4490 or EPSG:4547)."),
            file=source.name,
            system=rows.crs.name,
        )
    return rows.geometry if rows.crs.is_geographic else rows.geometry.to_crs(CGCS2000)


def _refuse_metres(shapes: Shapes, source: Path) -> None:
    points = shapely.get_coordinates(shapes)
    if (np.abs(points) > _FULL_TURN).any():
        raise BoundaryError(
            N_("The coordinates of {file} are not degrees: the first is {x}, {y}."),
            hint=N_("Add the .prj file, or export it again in EPSG:4490."),
            file=source.name,
            x=points[0, 0],
            y=points[0, 1],
        )
