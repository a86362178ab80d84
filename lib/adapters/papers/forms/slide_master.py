"""The template of slides, as shipped: 16:9, two layouts whose places the county may move."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any, TypeAlias

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

COVER, CONTENT = "封面", "内容"
"""Names of the layouts."""
TITLE, HEADLINE, PLACE, STAMP = "标题", "要点", "图表", "制作信息"
"""Names of the places on a layout."""
_FONT = "微软雅黑"
Colour: Any = RGBColor
"""A colour of red, green and blue; python-pptx does not say its types."""
_TEAL, _INK, _GREY = Colour(0x0E, 0x58, 0x78), Colour(0x1B, 0x2A, 0x33), Colour(90, 107, 117)
_TITLE_SLIDE, _COMPARISON = 0, 4
_WIDTH, _HEIGHT = Cm(33.867), Cm(19.05)
_PLACES = {
    TITLE: (1.6, 0.75, 30.6, 1.5),
    HEADLINE: (1.6, 2.45, 30.6, 1.3),
    PLACE: (1.6, 3.95, 30.6, 13.3),
    STAMP: (1.6, 17.75, 28.4, 0.9),
}
_COVER_PLACES = {
    TITLE: (3.0, 6.0, 27.9, 3.2),
    HEADLINE: (3.0, 9.7, 27.9, 1.8),
    STAMP: (3.0, 14.0, 27.9, 3.4),
}
_SIZES = {TITLE: 28, HEADLINE: 18, PLACE: 20, STAMP: 10}

Element: TypeAlias = Any
"""Of python-pptx, which is not typed."""


def meeting() -> bytes:
    """Write the template of meeting slides."""
    deck: Element = Presentation()
    deck.slide_width, deck.slide_height = _WIDTH, _HEIGHT
    cover, content = deck.slide_layouts[_TITLE_SLIDE], deck.slide_layouts[_COMPARISON]
    for layout in list(deck.slide_layouts):
        if layout not in (cover, content):
            deck.slide_layouts.remove(layout)
    cover.name, content.name = COVER, CONTENT
    _fonts(deck)
    _arrange(content, {0: TITLE, 1: HEADLINE, 2: PLACE, 3: STAMP}, _PLACES)
    stamp = next(p for p in content.placeholders if p.name == STAMP)
    cover.shapes.element.append(deepcopy(stamp.element))
    _arrange(cover, {0: TITLE, 1: HEADLINE, 3: STAMP}, _COVER_PLACES)
    _look(cover, centred=True)
    _look(content, centred=False)
    _decorate(deck, cover, content)
    buffer = BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _fonts(deck: Element) -> None:
    """Let every text of the theme be written in one Chinese font."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode("utf-8")
    text = re.sub(r'<a:(latin|ea) typeface="[^"]*"', rf'<a:\1 typeface="{_FONT}"', text)
    text = re.sub(r'(script="Hans" typeface=)"[^"]*"', rf'\1"{_FONT}"', text)
    theme.blob = text.encode("utf-8")


def _arrange(
    layout: Element, names: dict[int, str], places: Mapping[str, tuple[float, ...]]
) -> None:
    for shape in list(layout.placeholders):
        number = shape.placeholder_format.idx
        if number not in names:
            shape.element.getparent().remove(shape.element)
            continue
        shape.name = names[number]
        left, top, width, height = (Cm(size) for size in places[names[number]])
        shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _look(layout: Element, *, centred: bool) -> None:
    for shape in layout.placeholders:
        frame, name = shape.text_frame, shape.name
        frame.text = f"〔{name}〕"
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if name != PLACE else MSO_ANCHOR.TOP
        size = 40 if centred and name == TITLE else _SIZES[name]
        colour = {TITLE: _TEAL, STAMP: _GREY}.get(name, _INK)
        _level(frame, size, colour, bold=name == TITLE, centred=centred)


def _level(frame: Element, size: int, colour: Element, *, bold: bool, centred: bool) -> None:
    """Set how the first level of a place is written; slides inherit it."""
    listed = frame._txBody.find(qn("a:lstStyle"))  # noqa: SLF001 (levels have no other way)
    for old in list(listed):
        listed.remove(old)
    probe = frame.paragraphs[0]
    probe.font.size, probe.font.bold, probe.font.color.rgb = Pt(size), bold, colour
    probe.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
    told = probe._p.pPr  # noqa: SLF001
    level = told.makeelement(qn("a:lvl1pPr"), {**told.attrib, "marL": "0", "indent": "0"})
    level.append(told.makeelement(qn("a:buNone"), {}))
    level.extend(list(told))
    listed.append(level)
    for paragraph in frame.paragraphs:
        paragraph._p.remove(paragraph._p.pPr)  # noqa: SLF001


def _decorate(deck: Element, cover: Element, content: Element) -> None:
    """Draw a band and the page number on the layouts, by way of a slide that is thrown away."""
    slide = deck.slides.add_slide(content)
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(0), Cm(0), _WIDTH, Cm(0.35))
    line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(1.6), Cm(2.3), Cm(30.6), Cm(0.05))
    foot = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(3), Cm(9.35), Cm(27.9), Cm(0.06))
    for shape in (band, line, foot):
        shape.fill.solid()
        shape.fill.fore_color.rgb = _TEAL
        shape.line.fill.background()
        shape.shadow.inherit = False
    number = slide.shapes.add_textbox(Cm(30.2), Cm(17.75), Cm(2.2), Cm(0.9))
    _numbered(number.text_frame)
    for shape, layout in ((band, content), (line, content), (number, content), (foot, cover)):
        layout.shapes.element.append(shape.element)
    cover.shapes.element.append(deepcopy(band.element))
    for layout in (cover, content):
        for count, named in enumerate(layout.shapes.element.iter(qn("p:cNvPr")), 1):
            named.set("id", str(count))
    identifier = deck.slides._sldIdLst[0]  # noqa: SLF001 (slides are removed in no other way)
    deck.part.drop_rel(identifier.rId)
    deck.slides._sldIdLst.remove(identifier)  # noqa: SLF001


def _numbered(frame: Element) -> None:
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = "‹#›"
    run.font.size, run.font.color.rgb = Pt(11), _GREY
    element = run._r  # noqa: SLF001
    space = element.tag.partition("}")[0] + "}"
    facts = {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"}
    page = element.makeelement(f"{space}fld", facts)
    page.extend(list(element))
    element.getparent().replace(element, page)
