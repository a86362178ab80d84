"""Divide a county into cells of given areas, without chance and without leftovers.

Semi-discrete optimal transport gives each group of cells its area (Aurenhammer,
Hoffmann and Aronov, 1998; Mérigot, 2011): one weight per group is raised while
the group is too small and lowered while it is too large. The cells are those of
one power diagram, so whatever is built from them nests and tiles exactly.
All lengths are metres, all areas square metres.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import ConvexHull, cKDTree

Numbers: TypeAlias = npt.NDArray[np.floating[Any]]
Places: TypeAlias = npt.NDArray[np.integer[Any]]
Geometries: TypeAlias = npt.NDArray[np.object_]

STEP = 300
"""Distance of the sample points, metres."""
NEIGHBOURS = 24
"""Sites among which a sample point looks for its own: more would change nothing."""
BALANCING_ROUNDS, BALANCING_RATE = 300, 0.1
RELAXATIONS, PULL = 8, 0.5
"""Anchors move half way from the seat to the middle of their land, eight times."""
LLOYD_ROUNDS = 60
SNAP = 0.01
"""Grid on which cell edges meet the county outline, metres."""
FLAT = 1e-12
"""Slope below which a face of the hull counts as upright."""
FAR = 1e6
"""Distance of the four outer sites that close every cell of the county, metres."""


def sample(region: shapely.Polygon) -> Numbers:
    """Cover a region with points `STEP` metres apart."""
    west, south, east, north = region.bounds
    axes = np.arange(west, east, STEP), np.arange(south, north, STEP)
    points = np.stack(np.meshgrid(*axes), -1).reshape(-1, 2)
    inside: Numbers = points[shapely.contains_xy(region, *points.T)]
    return inside


def share_land(points: Numbers, seats: Numbers, target: Numbers) -> Places:
    """Give every sample point to a seat so that each gets its target area in one piece."""
    each, anchors = np.arange(len(seats)), seats
    for _ in range(RELAXATIONS):
        owner = nearest(points, anchors, balance(points, anchors, target, each))
        middle = np.array([points[owner == seat].mean(0) for seat in each])
        anchors = seats + PULL * (middle - seats)
    return owner


def balance(points: Numbers, sites: Numbers, target: Numbers, group: Places) -> Numbers:
    """Find the weight of each site at which every group of sites gets its target area."""
    distance, near = cKDTree(sites).query(points, k=min(NEIGHBOURS, len(sites)))
    rows, area_each = np.arange(len(points)), target.sum() / len(points)
    weights = np.zeros(len(target))
    for _ in range(BALANCING_ROUNDS):
        owner = near[rows, np.argmin(distance**2 - weights[group[near]], axis=1)]
        got = area_each * np.bincount(group[owner], minlength=len(target))
        weights += BALANCING_RATE * (target - got)
    settled: Numbers = weights[group]
    return settled


def nearest(points: Numbers, sites: Numbers, weights: Numbers | float = 0.0) -> Places:
    """Find for each point the site of least power distance, distance² − weight."""
    distance, near = cKDTree(sites).query(points, k=min(NEIGHBOURS, len(sites)))
    power = distance**2 - np.broadcast_to(weights, len(sites))[near]
    owner: Places = near[np.arange(len(points)), np.argmin(power, axis=1)]
    return owner


def spread(points: Numbers, seat: Numbers, count: int) -> Numbers:
    """Place `count` sites evenly: the seat first, the others clockwise from north."""
    sites = seat[None]
    while len(sites) < count:  # the farthest point next: no random start
        sites = np.vstack([sites, points[np.argmax(cKDTree(sites).query(points)[0])]])
    for _ in range(LLOYD_ROUNDS):
        owner = nearest(points, sites)
        middles = [points[owner == site].mean(0) for site in range(1, count)]
        sites = np.array([seat, *middles])
    bearing = np.arctan2(*(sites[1:] - seat).T) % (2 * np.pi)
    return np.vstack([seat, sites[1:][np.argsort(bearing, kind="stable")]])


def power_cells(region: shapely.Polygon, sites: Numbers, weights: Numbers) -> Geometries:
    """Cut the region into one cell per site; together they are a valid coverage."""
    lines = shapely.union_all(
        [*_power_edges(region, sites, weights), region.boundary], grid_size=SNAP
    )
    pieces = shapely.polygonize([lines]).geoms
    faces = np.array([face for face in pieces if region.contains(face.representative_point())])
    owner = nearest(shapely.get_coordinates(shapely.point_on_surface(faces)), sites, weights)
    _reunite(faces, owner, sites)
    cells = [shapely.coverage_union_all(faces[owner == site]) for site in range(len(sites))]
    return np.array(cells)


def _power_edges(region: shapely.Polygon, sites: Numbers, weights: Numbers) -> Geometries:
    """Project the lower hull of the lifted sites: its ridges are the edges of the cells."""
    corners = region.centroid.coords[0] + FAR * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    points, lift = np.vstack([sites, corners]), np.r_[weights, np.zeros(len(corners))]
    middle = points.mean(0)
    hull = ConvexHull(np.c_[points - middle, ((points - middle) ** 2).sum(1) - lift])
    plane = hull.equations
    low = plane[:, 2] < -FLAT
    vertex = -plane[:, :2] / (2 * plane[:, 2:3]) + middle
    ridges = [
        (here, there)
        for here, around in enumerate(hull.neighbors)
        for there in around
        if here < there and low[here] and low[there]
    ]
    edges: Geometries = shapely.linestrings(vertex[np.array(ridges)])
    return edges


def _reunite(faces: Geometries, owner: Places, sites: Numbers) -> None:
    """Give a piece that a bend of the county cuts off from its site to a neighbour."""
    for face in np.argsort(shapely.area(faces)):
        is_home = faces[face].intersects(shapely.Point(sites[owner[face]]))
        if not is_home and (owner == owner[face]).sum() > 1:
            border = shapely.length(shapely.intersection(faces, faces[face]))
            owner[face] = owner[np.argmax(border * (owner != owner[face]))]
