"""Maps as pictures for papers: title, classes with counts, date, and 示意图 below."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import geopandas as gpd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from lib.adapters.papers.fonts import chinese
from lib.model.classes import NO_DATA
from lib.model.papers.score_map import ScoreMap

_SIZE = (9.0, 6.2)  # inches
_DOTS = 200
_FAILED = ("#5E2700", "#8A3B00", "#B35806", "#D8832B", "#EFB473", "#F7DFC4")
_PASSED = (
    *("#E6F1F5", "#CFE4EC", "#B4D5E2", "#96C4D6", "#75B1C9"),
    *("#539CB9", "#3686A6", "#1F6F90", "#0E5878", "#053F5C"),
)
_NOTHING = "#D0D0D0"
_DARK = 0.45  # luminance, Rec. 709
_INK, _PAPER = "#1B2A33", "#FFFFFF"


def draw(shown: ScoreMap, features: Sequence[Any], county: Sequence[Any]) -> bytes:
    """Draw a map as a PNG.

    Parameters
    ----------
    shown
        Classes, labels and words.
    features
        Institutions as GeoJSON features with `area_code`.
    county
        The outline.

    Raises
    ------
    StorageError
        If this machine has no Chinese font.
    """
    family: dict[str, Any] = {"family": chinese()}
    figure = Figure(figsize=_SIZE, dpi=_DOTS, facecolor=_PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.01, 0.05, 0.98, 0.88))
    axes.set_axis_off()
    colours = colours_of(shown)
    areas = gpd.GeoDataFrame.from_features(list(features), crs="EPSG:4490")
    fills = [_fill(shown, code, colours) for code in areas["area_code"]]
    areas.plot(ax=axes, color=fills, edgecolor=_PAPER, linewidth=0.9)
    blank = areas[[shown.place.get(code, NO_DATA) == NO_DATA for code in areas["area_code"]]]
    if len(blank):
        blank.plot(ax=axes, facecolor="none", edgecolor="#777777", hatch="////", linewidth=0.3)
    outline = gpd.GeoDataFrame.from_features(list(county), crs="EPSG:4490")
    outline.boundary.plot(ax=axes, color=_INK, linewidth=1.4)
    _label(axes, shown, areas, family)
    _legend(axes, shown, colours, family)
    figure.text(
        0.5, 0.955, shown.title, ha="center", va="center", fontsize=15, color=_INK, **family
    )
    for line, note in enumerate(reversed(shown.notes)):
        figure.text(0.03, 0.02 + 0.028 * line, note, fontsize=8.5, color="#55636B", **family)
    buffer = BytesIO()
    figure.savefig(buffer, format="png", metadata={"Title": shown.title, "Software": None})
    return buffer.getvalue()


def colours_of(shown: ScoreMap) -> tuple[str, ...]:
    """Return the colour of every class: orange below the lowest grade, teal above, darker is more.

    Told apart by every kind of eye; the same order as the map on the screen.
    """
    failed = [one for one in shown.classes if not one.passed]
    passed = len(shown.classes) - len(failed)
    low = _FAILED[max(0, len(_FAILED) - len(failed)) :] if failed else ()
    return (*low, *_spread(passed))


def _spread(count: int) -> list[str]:
    if count == 1:
        return [_PASSED[len(_PASSED) // 2]]
    return [_PASSED[place * (len(_PASSED) - 1) // (count - 1)] for place in range(count)]


def _fill(shown: ScoreMap, code: str, colours: Sequence[str]) -> str:
    place = shown.place.get(code, NO_DATA)
    return _NOTHING if place == NO_DATA else colours[place]


def _label(axes: Any, shown: ScoreMap, areas: Any, family: dict[str, Any]) -> None:  # noqa: ANN401
    colours = colours_of(shown)
    for code, point in zip(areas["area_code"], areas.representative_point(), strict=True):
        dark = _is_dark(_fill(shown, code, colours))
        axes.text(
            point.x,
            point.y,
            shown.labels.get(code, ""),
            ha="center",
            va="center",
            fontsize=8,
            linespacing=1.1,
            color=_PAPER if dark else _INK,
            **family,
        )


def _is_dark(colour: str) -> bool:
    """Tell whether white letters are read better on a colour than dark ones."""
    red, green, blue = to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < _DARK


def _legend(
    axes: Any,  # noqa: ANN401 (of matplotlib)
    shown: ScoreMap,
    colours: Sequence[str],
    family: dict[str, Any],
) -> None:
    patches = [
        Patch(facecolor=colour, edgecolor="#7F7F7F", label=f"{one.words}　{one.count}个")
        for colour, one in reversed(list(zip(colours, shown.classes, strict=True)))
    ]
    label = f"无数据　{shown.without}个"
    patches.append(Patch(facecolor=_NOTHING, edgecolor="#777777", hatch="////", label=label))
    axes.legend(
        handles=patches,
        loc="upper left",
        title="考核得分（单位数）",
        prop={**family, "size": 9},
        title_fontproperties={**family, "size": 9.5},
        frameon=True,
        framealpha=0.92,
        edgecolor="#B8C4CA",
    )
