"""Maps: nothing from outside, nothing that runs, and the open map is never thrown away."""

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import generate_leaflet_string

from lib.adapters import maps
from lib.adapters.maps import NO_DATA, Drawing, Label, Patch

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "${alert(1)}",
    "`+alert(1)+`",
    "</script><script>alert(1)</script>",
    "{{7*7}}{% raw %}{# #}{{lipsum.__globals__}}",
    "\"'&<>\u2028",
]
SQUARE = [[[114.0, 23.0], [114.2, 23.0], [114.2, 23.2], [114.0, 23.2], [114.0, 23.0]]]
BOX = (114.0, 23.0, 114.2, 23.2)


def patch(name="罗阳", fill="#539CB9", code="A1"):
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    return Patch({"id": code, "geometry": geometry}, fill, (name, f"得分：{name}"))


def drawing(name="罗阳", **others):
    label = Label((114.1, 23.1), (name, name))
    return Drawing(BOX, (patch(name),), labels=(label,), **others)


def scripts(drawn, key=""):
    """Return what the browser runs: the lasting part and the changing part."""
    base = maps.base_map("../leaflet/", key)
    base.get_root().render()
    lasting = generate_leaflet_string(base)
    group = maps.draw(drawn)
    group.add_to(base)
    group.render()
    return lasting, generate_leaflet_string(group)


def properties(script):
    """Return what the script keeps of each area, as the browser will read it."""
    data = re.findall(r"_add\((\{.*\})\);", script)
    return [feature["properties"] for text in data for feature in json.loads(text)["features"]]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_and_nothing_else(name):
    _lasting, changing = scripts(drawing(name))
    area, label = properties(changing)
    assert "<img" not in changing
    assert "<script" not in changing
    assert unescape(area["line0"]) == name
    assert [unescape(line) for line in label.values()] == [name, name]


@given(st.text())
def test_no_text_reaches_the_map_unescaped(name):
    for said in properties(scripts(drawing(name))[1]):
        assert not set("<>\"'{}") & set("".join(said.values()))


@given(st.text())
def test_inert_text_says_the_same(text):
    assert unescape(maps.inert(text)) == text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_code_comes_back_from_a_click_as_it_was(name):
    geometry = {"type": "Polygon", "coordinates": SQUARE}
    drawn = Drawing(BOX, (Patch({"id": name, "geometry": geometry}, NO_DATA, ("A",)),))
    [area] = properties(scripts(drawn)[1])
    assert unescape(area["code"]) == name


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_only_in_the_data_never_in_the_code(name):
    plain, hostile = scripts(drawing("A"))[1], scripts(drawing(name))[1]
    without_data = re.compile(r"_add\(\{.*\}\);")
    assert without_data.sub("", plain) == without_data.sub("", hostile)


def test_what_changes_leaves_the_lasting_part_alone():
    one, _changing = scripts(drawing())
    other, _changing = scripts(Drawing((1.0, 2.0, 3.0, 4.0), (patch("义和", NO_DATA),)))
    assert one == other


def test_a_change_of_colour_asks_for_the_same_view():
    view = re.compile(r"\}\)\(.*?, (\[\[.*?\]\])\);")
    first, second = (
        view.search(scripts(Drawing(BOX, (patch(fill=fill),)))[1]) for fill in ("#111111", NO_DATA)
    )
    assert first.group(1) == second.group(1) == "[[23.0, 114.0], [23.2, 114.2]]"


def test_without_a_key_nothing_is_asked_of_anybody():
    base = maps.base_map("../leaflet/")
    page = base.get_root().render()
    assert re.findall(r"https?://[^\s\"'<]+", page) == []
    assert [address for _name, address in base.default_js] == ["../leaflet/leaflet.js"]


def test_with_a_key_only_the_map_service_is_asked():
    lasting, _changing = scripts(drawing(), key="a&b/c")
    hosts = re.findall(r"https?://([^/\s]+)/", lasting)
    assert hosts == ["{s}.tianditu.gov.cn"] * 2
    assert re.findall(r"/(\w+)_w/wmts\?.*?LAYER=(\w+?)\\u0026", lasting) == [
        ("vec", "vec"),
        ("cva", "cva"),
    ]
    assert '"t7"' in lasting
    assert lasting.count("a%26b%2Fc") == 2
    assert "attributionControl" in lasting


def test_the_key_comes_from_the_environment(monkeypatch):
    monkeypatch.delenv(maps.KEY_VARIABLE, raising=False)
    assert maps.tile_key() == ""
    monkeypatch.setenv(maps.KEY_VARIABLE, " abc\n")
    assert maps.tile_key() == "abc"


def test_the_chosen_area_gets_a_rim():
    def lines(chosen):
        return scripts(drawing(chosen=chosen))[1].count('"weight": 4')

    assert lines("") == 0
    assert lines("A1") > 0


def test_an_empty_map_is_still_a_map():
    _lasting, changing = scripts(Drawing(BOX, ()))
    assert properties(changing) == []
