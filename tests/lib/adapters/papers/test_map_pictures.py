"""Maps as pictures: a colour for every class, told apart, with letters of a Chinese font."""

from dataclasses import replace
from io import BytesIO

from matplotlib.colors import to_rgb
from matplotlib.image import imread

from lib.adapters.boundaries import load_features
from lib.adapters.papers.map_pictures import colours_of, draw
from lib.model.classes import NO_DATA
from lib.model.papers.score_map import score_map
from tests.conftest import ROOT

LAYERS = [load_features(ROOT / "geo" / f"{name}.geojson") for name in ("institutions", "county")]


def seen(png):
    """Return the colours of a picture, each once."""
    pixels = imread(BytesIO(png), format="png")[..., :3]
    return {
        tuple(round(float(c) * 255) for c in pixel) for pixel in pixels[::7, ::7].reshape(-1, 3)
    }


def level(colour):
    return tuple(round(part * 255) for part in to_rgb(colour))


def test_every_class_that_is_taken_is_seen_in_its_colour(newest):
    shown = score_map(newest, ("示意图，不作划界依据",))
    png = draw(shown, *LAYERS)
    colours = colours_of(shown)
    taken = {colours[place] for place in shown.place.values()}
    assert {level(colour) for colour in taken} <= seen(png)
    assert png.startswith(b"\x89PNG")


def test_an_area_without_a_score_is_grey(newest):
    shown = score_map(newest, ())
    blank = replace(shown, place=dict.fromkeys(shown.place, NO_DATA), without=len(shown.place))
    found = seen(draw(blank, *LAYERS))
    assert level("#D0D0D0") in found


def test_classes_differ_in_colour_and_grow_darker(newest):
    shown = score_map(newest, ())
    colours = colours_of(shown)
    assert len(set(colours)) == len(colours) == len(shown.classes)
    passed = [sum(to_rgb(c)) for c, one in zip(colours, shown.classes, strict=True) if one.passed]
    assert passed == sorted(passed, reverse=True)
