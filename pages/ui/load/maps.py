"""Maps drawn by folium, apart from the other reads: folium is slow to import."""

import folium

from lib.adapters import boundaries
from lib.adapters import maps as folium_maps
from lib.adapters.boundaries import Feature
from lib.adapters.maps import NO_DATA, Drawing, Label, Patch

__all__ = [
    "NO_DATA",
    "Drawing",
    "Label",
    "Patch",
    "base_map",
    "bounds",
    "draw_map",
    "has_tiles",
]


def bounds(features: tuple[Feature, ...]) -> folium_maps.Box:
    """Return west, south, east and north of some features, degrees."""
    return boundaries.bounds(features)


def base_map(leaflet: str) -> folium.Map:
    """Make the map that never changes, with a background if the county has a key for one."""
    return folium_maps.base_map(leaflet, folium_maps.tile_key())


def draw_map(drawing: Drawing) -> folium.FeatureGroup:
    """Draw what changes on a map."""
    return folium_maps.draw(drawing, over_tiles=has_tiles())


def has_tiles() -> bool:
    """Tell whether maps have the background of 天地图, whose credit must then be shown."""
    return bool(folium_maps.tile_key())
