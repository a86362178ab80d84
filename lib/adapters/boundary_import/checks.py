"""What can be wrong with a layer of boundaries; every fault is one sentence.

Shapes are in metres (EPSG:4547), areas in square metres. Strips thinner than a
tolerance are how two people draw the same line, and are let pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from lib.adapters.boundary_import.datums import Shapes
from lib.errors import N_, BoundaryError

STRIP = 20.0
"""Overlaps and gaps between neighbours thinner than this are let pass, metres."""
EDGE_OF_SCHEMATIC, EDGE_OF_OWN = 300.0, 20.0
"""How far a layer may leave the county outline while that is schematic, and once it is not."""
NAMED = 5
"""Areas named in a sentence before it says how many more."""


@dataclass(frozen=True)
class Survey:
    """A layer as delivered: one code and one shape per row."""

    codes: tuple[str, ...]
    shapes: Shapes
    names: Mapping[str, str]
    """Code and name of every area the roster expects, and of no other."""

    def name(self, row: int) -> str:
        """Name of the area of a row, or its code where the roster does not know it."""
        return self.names.get(self.codes[row], self.codes[row] or f"row {row + 1}")


def find_wrong_codes(survey: Survey) -> Iterator[BoundaryError]:
    """Compare the codes with the roster: number, missing, unknown, repeated, empty."""
    counts, expected = Counter(survey.codes), set(survey.names)
    if counts.total() != len(expected):
        yield BoundaryError(
            N_("The file has {count} areas, the roster {expected}."),
            count=counts.total(),
            expected=len(expected),
        )
    empty = counts.pop("", 0)
    if empty:
        yield BoundaryError(N_("Areas without a code: {count}."), count=empty)
    if missing := sorted(expected - set(counts)):
        named = [f"{survey.names[code]} ({code})" for code in missing]
        yield BoundaryError(N_("These areas are missing: {areas}."), areas=_list(named))
    if unknown := sorted(set(counts) - expected):
        yield BoundaryError(
            N_("The roster does not know these codes: {codes}."), codes=_list(unknown)
        )
    if repeated := sorted(code for code, count in counts.items() if count > 1):
        yield BoundaryError(
            N_("These codes appear more than once: {codes}."), codes=_list(repeated)
        )


def find_unusable_shapes(survey: Survey) -> Iterator[tuple[int, BoundaryError]]:
    """Find shapes that are empty, no polygons, or cross themselves; with their row."""
    for row, shape in enumerate(survey.shapes):
        if shape is None or shape.is_empty:
            yield row, BoundaryError(N_("{area} has no shape."), area=survey.name(row))
        elif shape.geom_type not in {"Polygon", "MultiPolygon"}:
            yield (
                row,
                BoundaryError(
                    N_("{area} is a {type}, not a polygon."),
                    area=survey.name(row),
                    type=shape.geom_type,
                ),
            )
        elif not shape.is_valid:
            yield (
                row,
                BoundaryError(
                    N_("The border of {area} crosses or touches itself: {reason}."),
                    area=survey.name(row),
                    reason=shapely.is_valid_reason(shape),
                ),
            )


def find_overlaps(survey: Survey) -> Iterator[BoundaryError]:
    """Find pairs of areas that cover the same land, with its size."""
    tree = shapely.STRtree(survey.shapes)
    pairs = tree.query(survey.shapes, predicate="intersects").T
    for one, other in pairs[pairs[:, 0] < pairs[:, 1]].tolist():
        common = shapely.intersection(survey.shapes[one], survey.shapes[other])
        if is_thicker(common, STRIP):
            yield BoundaryError(
                N_("{one} and {other} overlap by {area:.2f} km²."),
                one=survey.name(one),
                other=survey.name(other),
                area=common.area / 1e6,
            )


def find_gaps(survey: Survey, county: shapely.Geometry, edge: float) -> Iterator[BoundaryError]:
    """Find land of the county that no area covers, between areas and along the edge."""
    whole = shapely.union_all(survey.shapes)
    holes = shapely.union_all(_holes(whole))
    inner = _parts(shapely.intersection(county, holes))
    outer = _parts(shapely.difference(county, shapely.union(whole, holes)))
    gaps = [gap for gap in inner if is_thicker(gap, STRIP)]
    gaps += [gap for gap in outer if is_thicker(gap, edge)]
    for gap in sorted(gaps, key=lambda gap: -gap.area)[:NAMED]:
        yield BoundaryError(
            N_("No area covers {area:.2f} km² of the county, next to {neighbours}."),
            area=gap.area / 1e6,
            neighbours=_list([survey.name(row) for row in _near(survey.shapes, gap)]),
        )
    if len(gaps) > NAMED:
        yield BoundaryError(N_("There are {count} such gaps in all."), count=len(gaps))


def find_outside(survey: Survey, county: shapely.Geometry, edge: float) -> Iterator[BoundaryError]:
    """Find areas that reach beyond the county by more than `edge` metres."""
    for row, shape in enumerate(survey.shapes):
        beyond = shapely.difference(shape, county)
        if is_thicker(beyond, edge):
            yield BoundaryError(
                N_("{name} reaches outside the county by {area:.2f} km²."),
                name=survey.name(row),
                area=beyond.area / 1e6,
            )


def is_thicker(shape: shapely.Geometry, metres: float) -> bool:
    """Tell whether some part of the shape is thicker than `metres`."""
    return not shapely.is_empty(shapely.buffer(shape, -metres / 2))


def _holes(shape: shapely.Geometry) -> list[shapely.Polygon]:
    rings = [ring for part in _parts(shape) for ring in part.interiors]
    return [shapely.Polygon(ring) for ring in rings]


def _parts(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def _near(shapes: Shapes, gap: shapely.Polygon) -> list[int]:
    """Find the areas that touch the gap, the longest contact first."""
    contact = shapely.area(shapely.intersection(shapes, shapely.buffer(gap, STRIP)))
    return [int(row) for row in np.argsort(-contact, kind="stable") if contact[row] > 0]


def _list(names: list[str]) -> str:
    more = f" … ({len(names)})" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
