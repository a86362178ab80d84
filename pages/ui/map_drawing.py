"""From values to a drawing: which areas, in which colour, with which words."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from lib.model.roster import Area
from pages.ui import load
from pages.ui.load import maps, shapes
from pages.ui.load.maps import Drawing, Label, Patch
from pages.ui.map_values import Scope, Shown
from pages.ui.text import _, name, short_name

Layer: TypeAlias = Literal["grids", "institutions"]

_FIRST_NUMBER = ord("①")
_FEW = 60  # more labels than this would cover the map


def make(shown: Shown, areas: Scope, chosen: str, layers: Sequence[str]) -> Drawing:
    """Put together all that the map shows.

    Parameters
    ----------
    shown
        What the colours mean.
    areas
        Whom they are of.
    chosen
        Code of the area with a rim round it; empty for none.
    layers
        Which of the layers `blocks` and `clinics` to add.
    """
    layer: Layer = "grids" if areas.clinics else "institutions"
    codes = {area.code: area for area in areas.areas}
    found = tuple(f for f in shapes.features(layer) if str(f["id"]) in codes)
    patches = tuple(
        Patch(f, shown.shaded.colour(str(f["id"])), _says(codes[str(f["id"])], shown, areas))
        for f in found
    )
    whole = "blocks" in layers and len(areas.institutions()) > 1
    return Drawing(
        box=maps.bounds(found or shapes.features("institutions")),
        patches=patches,
        labels=tuple(_labels(shown, codes, layer, numbered=whole)),
        outlines=tuple(_outlines(areas, blocks=whole)),
        dots=tuple(_clinics(areas)) if "clinics" in layers else (),
        chosen=chosen,
    )


def block_numbers() -> dict[str, str]:
    """Return the number of each block (①, ②, …), by code of its lead hospital."""
    return {h.code: chr(_FIRST_NUMBER + place) for place, h in enumerate(hospitals())}


def block_members() -> dict[str, list[str]]:
    """List the short names of the institutions of each block, by code of the lead hospital."""
    members: dict[str, list[str]] = {hospital.code: [] for hospital in hospitals()}
    for area in load.outcome().areas:
        if area.block in members:
            members[area.block].append(short_name(area))
    return members


def hospitals() -> tuple[Area, ...]:
    """Return the lead hospitals; their order gives the blocks their numbers."""
    return load.roster().of_kind("lead_hospital")


def _says(area: Area, shown: Shown, areas: Scope) -> tuple[str, ...]:
    above = [name(load.institutions()[area.parent_code])] if areas.clinics else []
    value = _("{measure}: {value}").format(measure=shown.title, value=shown.written(area.code))
    return (name(area), *above, value)


def _labels(
    shown: Shown, codes: Mapping[str, Area], layer: Layer, *, numbered: bool
) -> list[Label]:
    if len(codes) > _FEW:
        return []
    numbers = block_numbers() if numbered else {}
    places = shapes.label_places(layer)
    return [
        Label(
            places[code], (f"{numbers.get(area.block, '')}{short_name(area)}", _brief(shown, code))
        )
        for code, area in codes.items()
        if code in places
    ]


def _brief(shown: Shown, code: str) -> str:
    """Write the value small: of a light only its sign, nothing for no value."""
    if shown.shaded.values[code] is None:
        return ""
    written = shown.written(code)
    return written.split(" ")[0]


def _outlines(areas: Scope, *, blocks: bool) -> list[Mapping[str, object]]:
    """Outline blocks; where only clinics are coloured, institutions too."""
    if blocks:
        return [shapes.outline(codes) for codes in _blocks().values()]
    if areas.clinics and len(areas.institutions()) > 1:
        return [f["geometry"] for f in shapes.features("institutions")]
    return []


def _blocks() -> dict[str, frozenset[str]]:
    areas = load.outcome().areas
    found = {h.code: frozenset(a.code for a in areas if a.block == h.code) for h in hospitals()}
    return {hospital: codes for hospital, codes in found.items() if codes}


def _clinics(areas: Scope) -> list[tuple[float, float]]:
    wanted = set(areas.institutions())
    return [
        (f["properties"]["lon"], f["properties"]["lat"])
        for f in shapes.features("grids")
        if f["properties"]["parent_code"] in wanted
    ]
