"""Maps drawn by folium, for a browser that may have no internet.

Text enters a map in one way only: made inert, as a property of a GeoJSON feature. Every
other way folium offers (popups, names of layers, tooltips of markers) puts it into a
script, and even a property is read as a Jinja template on its way. Leaflet itself is
served by this machine, and there is no background unless the county has a key for 天地图.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, TypeAlias, cast
from urllib.parse import quote

import folium
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import JsCode

Feature: TypeAlias = dict[str, Any]
Box: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]

NO_DATA = "url(#no-data)"
"""Fill of areas without a value: grey hatching, which no class of values has."""
KEY_VARIABLE = "TIANDITU_KEY"
"""Environment variable, or top-level key of .streamlit/secrets.toml, with a 天地图 browser key."""

_TIANDITU = (
    "https://{s}.tianditu.gov.cn/NAME_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER=NAME&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
)
_SERVERS = [f"t{number}" for number in range(8)]
_STREETS_AND_NAMES = ("vec", "cva")
_FILLED, _SEE_THROUGH = 1.0, 0.7
_BORDER, _RIM, _WHITE = "#5B6770", "#111A20", "#FFFFFF"
_FONT = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC',sans-serif"
# Leaflet's own style sheet arrives later than the first labels, which have to be measured.
_STYLE = f"""<style>
html, body {{ overflow: hidden; background: transparent; }}
#map_div {{ height: 100vh !important; }}
.leaflet-container {{ background: transparent; font: 14px/1.45 {_FONT}; }}
.leaflet-container path:focus {{ outline: none; }}
.leaflet-tooltip {{ position: absolute; white-space: nowrap; color: #1B2A33; }}
.leaflet-tooltip table {{ border-spacing: 0; font-size: 14px; line-height: 1.4; }}
.leaflet-tooltip tr:first-child td {{ font-weight: 600; }}
.leaflet-tooltip.label {{ background: none; border: 0; box-shadow: none; padding: 0; }}
.leaflet-tooltip.label {{ text-align: center; font-size: 13px; line-height: 1.15;
  font-weight: 600; text-shadow: -1px -1px 0 #fff, 1px -1px 0 #fff, -1px 1px 0 #fff,
  1px 1px 0 #fff, 0 0 4px #fff; }}
.leaflet-tooltip.label::before {{ display: none; }}
</style>"""
_HATCHING = """<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>
<pattern id="no-data" width="7" height="7" patternUnits="userSpaceOnUse"
 patternTransform="rotate(45)"><rect width="7" height="7" fill="#E4E8EA"/>
<rect width="2.4" height="7" fill="#9AA5AC"/></pattern></defs></svg>"""

_LABEL = JsCode("""function (feature, layer) {
  layer.bindTooltip(feature.properties.line0 + "<br>" + feature.properties.line1,
    {permanent: true, direction: "center", opacity: 1, className: "label"});
}""")
"""A tooltip of a whole layer cannot stay open for each of its features, so each gets its own."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One area in its colour."""

    feature: Feature
    """GeoJSON, with an `id` that a click reports."""
    fill: str
    """Colour, or `NO_DATA`."""
    says: tuple[str, ...]
    """Lines shown when the pointer rests on it, plain text; equally many for every area."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of plain text at a place, always shown."""

    place: Point
    """Degrees east and north."""
    lines: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that a map shows and that may change while it stays open."""

    box: Box
    """West, south, east and north of what has to be seen."""
    patches: tuple[Patch, ...]
    labels: tuple[Label, ...] = ()
    outlines: tuple[Mapping[str, Any], ...] = ()
    """Geometries drawn as strong lines over the areas."""
    dots: tuple[Point, ...] = ()
    chosen: str = ""
    """Id of the area with a rim round it."""


def base_map(leaflet: str, key: str = "") -> folium.Map:
    """Make the map that stays the same as long as the page is open.

    Parameters
    ----------
    leaflet
        Address of the folder with leaflet.js, relative to the map's frame.
    key
        Key for the tiles of 天地图; empty for no background at all.
    """
    drawn = folium.Map((0.0, 0.0), zoom_start=9, tiles=None, attributionControl=False, zoomSnap=0.1)
    drawn.default_js = [("leaflet", f"{leaflet}leaflet.js")]
    drawn.default_css = [("leaflet_css", f"{leaflet}leaflet.css")]
    page = cast("folium.Figure", drawn.get_root())
    page.header.add_child(folium.Element(_STYLE))
    page.html.add_child(folium.Element(_HATCHING))
    for layer in _STREETS_AND_NAMES if key else ():
        _tiles(layer, key).add_to(drawn)
    drawn.add_child(_Fitting())  # type: ignore[no-untyped-call]  # branca's is untyped
    return drawn


def draw(drawing: Drawing, *, over_tiles: bool = False) -> folium.FeatureGroup:
    """Draw what changes: areas, outlines, dots and labels, in this order from below."""
    group = folium.FeatureGroup()
    group.add_child(_View(drawing.box))
    if drawing.patches:
        group.add_child(_areas(drawing, _SEE_THROUGH if over_tiles else _FILLED))
    rims = [p.feature["geometry"] for p in drawing.patches if p.feature["id"] == drawing.chosen]
    for geometries, style in (
        (drawing.outlines, {"color": _RIM, "weight": 2.5}),
        (rims, {"color": _RIM, "weight": 4}),
    ):
        if geometries:
            group.add_child(_lines(geometries, style))
    if drawing.dots:
        group.add_child(_dots(drawing.dots))
    if drawing.labels:
        group.add_child(_labels(drawing.labels))
    return group


def inert(text: str) -> str:
    """Write text as HTML that says the same and does nothing, in a browser or in Jinja.

    branca compiles every script it has rendered as a template once more: braces in a
    name would be executed on the server. `html.unescape` gives the text back.

    Examples
    --------
    >>> inert("<b>{{7*7}}")
    '&lt;b&gt;&#123;&#123;7*7&#125;&#125;'
    """
    return escape(text).replace("{", "&#123;").replace("}", "&#125;")


def tile_key() -> str:
    """Return the county's key for 天地图, empty where there is none.

    Streamlit copies the top level of its secrets file into the environment.
    """
    return os.environ.get(KEY_VARIABLE, "").strip()


class _View(MacroElement):
    """Bring the box into view, once: a change of colours leaves the reader's view alone."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        (function (map, box) {
            if (String(map.shown) === String(box)) { return; }
            map.shown = box;
            map.fitShown();
        })({{ this._parent._parent.get_name() }}, {{ this.box | tojson }});
        {% endmacro %}"""
    )

    def __init__(self, box: Box) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca's is untyped
        west, south, east, north = box
        self.box = [[south, west], [north, east]]


class _Fitting(MacroElement):
    """Teach a map to fit its box, again whenever the window changes.

    At first the frame has no height at all, and Leaflet would compute a view of nothing.
    """

    _template = Template(
        """{% macro script(this, kwargs) %}
        (function (map) {
            map.fitShown = function () {
                const size = map.getSize();
                if (!map.shown || Math.min(size.x, size.y) < 50) { return; }
                map.fitBounds(map.shown, {padding: [6, 6], animate: false});
            };
            map.on("resize", map.fitShown);
        })({{ this._parent.get_name() }});
        {% endmacro %}"""
    )


def _areas(drawing: Drawing, opacity: float) -> folium.GeoJson:
    fills = {inert(str(patch.feature["id"])): patch.fill for patch in drawing.patches}
    rows = len(drawing.patches[0].says)
    return folium.GeoJson(
        _collection([_patch(patch) for patch in drawing.patches]),
        smooth_factor=0,  # Leaflet simplifies each area on its own, which would open gaps
        style_function=lambda feature: {
            "fillColor": fills[feature["id"]],
            "color": _BORDER,
            "weight": 1,
            "fillOpacity": opacity,
        },
        highlight_function=lambda _feature: {"weight": 3, "color": _RIM},
        tooltip=folium.GeoJsonTooltip([f"line{row}" for row in range(rows)], labels=False),
    )


def _patch(patch: Patch) -> Feature:
    """Keep of a feature only what is drawn, what is said and the code that a click reports."""
    code = inert(str(patch.feature["id"]))
    said = {f"line{row}": inert(line) for row, line in enumerate(patch.says)}
    return {
        "type": "Feature",
        "id": code,
        "properties": {"code": code, **said},
        "geometry": patch.feature["geometry"],
    }


def _lines(geometries: Iterable[Mapping[str, Any]], style: Mapping[str, Any]) -> folium.GeoJson:
    return folium.GeoJson(
        _collection(
            [
                {"type": "Feature", "id": str(n), "properties": {}, "geometry": dict(geometry)}
                for n, geometry in enumerate(geometries)
            ]
        ),
        smooth_factor=0,
        style_function=lambda _feature: {**style, "fill": False},
        interactive=False,
    )


def _dots(places: Sequence[Point]) -> folium.GeoJson:
    dot = _point(
        radius=3, color=_WHITE, weight=1, opacity=1, fill_color=_RIM, fill_opacity=1, fill=True
    )
    geometry = {"type": "MultiPoint", "coordinates": [list(place) for place in places]}
    feature = {"type": "Feature", "id": "0", "properties": {}, "geometry": geometry}
    return folium.GeoJson(_collection([feature]), marker=dot)


def _labels(labels: Sequence[Label]) -> folium.GeoJson:
    """Hang each label on a point that is not seen itself."""
    return folium.GeoJson(
        _collection(
            [
                {
                    "type": "Feature",
                    "id": str(number),
                    "properties": {
                        f"line{row}": inert(line) for row, line in enumerate(label.lines)
                    },
                    "geometry": {"type": "Point", "coordinates": list(label.place)},
                }
                for number, label in enumerate(labels)
            ]
        ),
        marker=_point(radius=1, opacity=0, fill_opacity=0),
        on_each_feature=_LABEL,
    )


def _point(**look: Any) -> folium.CircleMarker:  # noqa: ANN401 (folium's own options)
    """Make a point that lets clicks through to the area below it."""
    point = folium.CircleMarker(**look)
    point.options["interactive"] = False  # folium drops this one when it is passed
    return point


def _collection(features: list[Feature]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def _tiles(layer: str, key: str) -> folium.TileLayer:
    """Ask for tiles with the server's name: that is what the key is bound to."""
    return folium.TileLayer(
        _TIANDITU.replace("NAME", layer) + quote(key, safe=""),
        attr="天地图",
        subdomains=_SERVERS,  # type: ignore[arg-type]  # Leaflet takes a list as well
        max_zoom=18,
        referrer_policy="strict-origin",
    )
