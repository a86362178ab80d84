"""Make the schematic (示意) layers: `make geo`, or `python -m geo.build`.

Real are the county outline, the seats, the names and the codes. Every border
inside the county is invented, by a rule without chance: the same inputs give
the same files to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import yaml

from geo.checks import find_faults
from geo.tiling import Geometries, Numbers, Places, balance, power_cells, sample, share_land, spread
from lib.errors import N_, BoundaryError

Feature: TypeAlias = dict[str, Any]
Layers: TypeAlias = dict[str, list[Feature]]

HERE = Path(__file__).parent
ROSTER = HERE.parent / "data" / "roster"
DEGREES, METRES = 4490, 4547
"""CGCS2000 longitude and latitude; CGCS2000 / 3-degree Gauss-Krüger, 114° E."""
TOLERANCE, DECIMALS = 40, 5
"""Simplification, metres; decimals of a degree in the files, about a metre."""


@dataclass(frozen=True)
class Inputs:
    """What the tiling is made from; lengths in metres, areas in square metres."""

    county: pd.Series
    """Code and name of the county."""
    outline: shapely.Polygon
    institutions: pd.DataFrame
    """One row per institution in the order of codes, with `target`, the area it shall get."""
    clinics: pd.DataFrame
    """One row per clinic, by institution; the one at the seat comes first."""

    @property
    def seats(self) -> Numbers:
        """Seats of the institutions, metres."""
        places = self.institutions[["lon", "lat"]].astype(float)
        points = gpd.GeoSeries.from_xy(places["lon"], places["lat"], crs=DEGREES).to_crs(METRES)
        coordinates: Numbers = shapely.get_coordinates(points.to_numpy())
        return coordinates

    @property
    def group(self) -> Places:
        """Position of each clinic's institution."""
        return np.asarray(
            pd.Index(self.institutions["area_code"]).get_indexer(self.clinics["parent_code"])
        )


def main(arguments: list[str] | None = None) -> int:
    """Build, check and write the three layers; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--output", type=Path, default=HERE, help="folder for the layers")
    parser.add_argument("--overwrite", action="store_true", help="replace the county's own files")
    options = parser.parse_args(arguments)
    try:
        if not options.overwrite:
            refuse_to_overwrite(options.output)
        inputs = read_inputs()
        layers = build(inputs)
        write(layers, options.output)
    except BoundaryError as error:
        print(error, error.hint, sep="\n", file=sys.stderr)
        return 2
    print(", ".join(f"{name} {len(features)}" for name, features in layers.items()))
    return 0


def read_inputs() -> Inputs:
    """Read the roster, the target areas and the county outline."""
    county = _read_csv(ROSTER / "admin_units.csv").query("kind == 'county'").iloc[0]
    outline = gpd.read_file(HERE / "outline.geojson").set_crs(DEGREES, allow_override=True)
    polygon = outline.to_crs(METRES).geometry.iloc[0]
    institutions = _read_csv(ROSTER / "institutions.csv").sort_values("area_code")
    institutions = institutions.merge(
        _read_csv(HERE / "areas.csv"), on="area_code", suffixes=("", "_area"), validate="1:1"
    )
    institutions["target"] = _targets(institutions, polygon.area)
    towns = _read_csv(ROSTER / "admin_units.csv").set_index("area_code")["name"]
    clinics = _read_csv(ROSTER / "clinics.csv")
    clinics["elsewhere"] = clinics["name"] != clinics["admin_unit"].map(towns).map(_main_clinic)
    clinics = clinics.sort_values(["parent_code", "elsewhere", "area_code"], ignore_index=True)
    return Inputs(county, polygon, institutions, clinics)


def build(inputs: Inputs) -> Layers:
    """Make the three layers and check them.

    Raises
    ------
    BoundaryError
        If the result breaks a rule of `geo.checks`; the message says which.
    """
    target = inputs.institutions["target"].to_numpy()
    sites, weights = _place_sites(inputs, target)
    cells = shapely.coverage_simplify(power_cells(inputs.outline, sites, weights), TOLERANCE)
    layers = _layers(inputs, cells, _clinic_points(sites, cells))
    got = np.bincount(inputs.group, weights=shapely.area(cells))
    if faults := find_faults(layers, got / target):
        raise BoundaryError(
            N_("The layers were not written. {faults}"),
            hint=N_("The constants of geo/tiling.py fit these seats and areas; see geo/README.md."),
            faults=" ".join(faults),
        )
    return layers


def write(layers: Layers, folder: Path) -> None:
    """Write one GeoJSON per layer, one feature a line, and note their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, features in layers.items():
        lines = ",\n".join(
            json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features
        )
        text = f'{{"type":"FeatureCollection","name":"{name}","features":[\n{lines}\n]}}\n'
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")
    if folder == HERE:
        _note_hashes(folder / "sources.yaml", layers)


def refuse_to_overwrite(folder: Path) -> None:
    """Protect layers that came from the county.

    Raises
    ------
    BoundaryError
        If sources.yaml in the folder says that a layer is not schematic.
    """
    path = folder / "sources.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))["layers"] if path.exists() else {}
    if own := [name for name, entry in entries.items() if not entry["schematic"]]:
        raise BoundaryError(
            N_("{layers} came from the county and would be lost."),
            hint=N_("Use --output to build elsewhere, or --overwrite to replace them."),
            layers=", ".join(own),
        )


def _read_csv(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _targets(institutions: pd.DataFrame, total: float) -> pd.Series:
    """Keep the cited areas; stretch the estimates so that all together fill the county."""
    target = institutions["area_km2"].astype(float) * 1e6
    estimate = institutions["confidence_area"] == "low"
    target[estimate] *= (total - target[~estimate].sum()) / target[estimate].sum()
    return target


def _main_clinic(town: str) -> str:
    return town.removesuffix("街道").removesuffix("镇") + "村卫生站"


def _place_sites(inputs: Inputs, target: Numbers) -> tuple[Numbers, Numbers]:
    """Place one site per clinic, and find the weights that give institutions their area."""
    points, group, seats = sample(inputs.outline), inputs.group, inputs.seats
    owner = share_land(points, seats, target)
    sites = np.vstack(
        [
            spread(points[owner == place], seats[place], int(count))
            for place, count in enumerate(np.bincount(group))
        ]
    )
    return sites, balance(points, sites, target, group)


def _clinic_points(sites: Numbers, cells: Geometries) -> Geometries:
    """Put a clinic between site and middle of its cell, or anywhere inside if that is outside."""
    middle = shapely.points((sites + shapely.get_coordinates(shapely.centroid(cells))) / 2)
    points: Geometries = np.where(
        shapely.contains(cells, middle), middle, shapely.point_on_surface(cells)
    )
    return points


def _layers(inputs: Inputs, cells: Geometries, points: Geometries) -> Layers:
    """Build everything from the rounded cells, so that rounding opens no gap."""
    cells, group, county = _to_degrees(cells), inputs.group, inputs.county
    lon_lat = shapely.get_coordinates(_to_degrees(points))
    grids = [
        _feature(row, cell, place)
        for (_, row), cell, place in zip(inputs.clinics.iterrows(), cells, lon_lat, strict=True)
    ]
    institutions = [
        _feature(row, shapely.coverage_union_all(cells[group == position]))
        for position, (_, row) in enumerate(inputs.institutions.iterrows())
    ]
    return {
        "county": [_feature(county, shapely.coverage_union_all(cells))],
        "institutions": institutions,
        "grids": sorted(grids, key=lambda feature: str(feature["id"])),
    }


def _feature(row: pd.Series, shape: shapely.Polygon, place: Numbers | None = None) -> Feature:
    lon, lat = (float(row["lon"]), float(row["lat"])) if place is None else place.tolist()
    area = gpd.GeoSeries([shape], crs=DEGREES).to_crs(METRES).area.iloc[0] / 1e6
    properties = {"area_code": row["area_code"], "name": row["name"]}
    properties |= {"parent_code": row["parent_code"], "lon": lon, "lat": lat}
    return {
        "type": "Feature",
        "id": row["area_code"],
        "properties": properties | {"area_km2": round(area, 2)},
        "geometry": shapely.geometry.mapping(shape),
    }


def _to_degrees(shapes: Geometries) -> Geometries:
    degrees = gpd.GeoSeries(shapes, crs=METRES).to_crs(DEGREES).to_numpy()
    rounded: Geometries = shapely.transform(
        degrees, lambda coordinates: coordinates.round(DECIMALS)
    )
    return rounded


def _note_hashes(path: Path, layers: Layers) -> None:
    sources = yaml.safe_load(path.read_text("utf-8"))
    for name in layers:
        content = path.with_name(f"{name}.geojson").read_bytes()
        sources["layers"][name]["sha256"] = hashlib.sha256(content).hexdigest()
    text = yaml.safe_dump(sources, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
