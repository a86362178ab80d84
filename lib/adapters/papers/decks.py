"""Slides from the county's template: charts and tables stay editable."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError
from pptx.util import Emu, Pt

from lib.adapters.papers import templates
from lib.adapters.papers.forms.slide_master import (
    CONTENT,
    COVER,
    HEADLINE,
    PLACE,
    STAMP,
    TITLE,
    Colour,
)
from lib.adapters.papers.packages import with_properties
from lib.errors import N_, ParameterError
from lib.model.papers.content import Entry, Figure, Paper, Shape, Slide, Table, said
from lib.model.papers.written import clean

_KINDS = {Shape.BARS: XL_CHART_TYPE.BAR_CLUSTERED, Shape.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED}
_COLOURS = (Colour(0x1F, 0x6F, 0x90), Colour(0xB4, 0xD5, 0xE2))
_HEAD, _BAND, _WHITE = (
    Colour(0x0E, 0x58, 0x78),
    Colour(0xE6, 0xF1, 0xF5),
    Colour(255, 255, 255),
)
_INK = Colour(0x1B, 0x2A, 0x33)
_FIGURES: Any = CategoryChartData
_TALL = 14  # rows that still take the larger letters

Thing: TypeAlias = Any
"""Of python-pptx, which is not typed."""


def write_slides(paper: Paper, folder: Path) -> bytes:
    """Write a paper as a presentation.

    Raises
    ------
    ParameterError
        If the template is missing or broken, or lacks a layout or a place.
    """
    path = folder / f"{paper.kind}.pptx"
    with templates.reading(path, PackageNotFoundError):
        deck = Presentation(BytesIO(path.read_bytes()))
    _cover(deck, paper, path)
    for slide in paper.slides:
        _one(deck, slide, paper, path)
    _properties(deck, paper)
    buffer = BytesIO()
    deck.save(buffer)
    return with_properties(buffer.getvalue(), paper.stamp.properties())


def _cover(deck: Thing, paper: Paper, path: Path) -> None:
    places = _slide(deck, COVER, path)
    _fill(places, TITLE, clean(said(paper.fields["标题"])), path)
    _fill(places, HEADLINE, clean(said(paper.fields["副标题"])), path)
    _fill(places, STAMP, "\n".join((*paper.stamp.warnings, *paper.stamp.lines)), path)


def _one(deck: Thing, slide: Slide, paper: Paper, path: Path) -> None:
    places = _slide(deck, CONTENT, path)
    _fill(places, TITLE, clean(slide.title), path)
    _fill(places, HEADLINE, clean(said(slide.headline)), path)
    _fill(places, STAMP, _foot(paper), path)
    if slide.shape == Shape.POINTS:
        _fill(places, PLACE, "\n".join(clean(said(point)) for point in slide.points), path)
    else:
        _draw(places, slide, path)
    if slide.notes:
        notes = "\n".join(clean(said(line)) for line in slide.notes)
        places[TITLE].part.slide.notes_slide.notes_text_frame.text = notes


def _foot(paper: Paper) -> str:
    stamp = paper.stamp
    mark = f"登记码 {stamp.mark}" if stamp.mark else ""
    parts = (*stamp.warnings, f"数据截至 {stamp.day.isoformat()}", f"指纹 {stamp.seal[:12]}", mark)
    return "　".join(part for part in parts if part)


def _draw(places: dict[str, Thing], slide: Slide, path: Path) -> None:
    place = _place(places, PLACE, path)
    shapes, box = place.part.slide.shapes, (place.left, place.top, place.width, place.height)
    place.element.getparent().remove(place.element)
    if slide.shape == Shape.PICTURE and slide.picture is not None:
        picture = shapes.add_picture(BytesIO(slide.picture.content), box[0], box[1], None, box[3])
        picture.left = Emu(box[0] + (box[2] - picture.width) // 2)
        picture.name = slide.picture.says
    elif slide.table is not None and slide.shape == Shape.TABLE:
        _table(shapes, slide.table, box)
    elif slide.table is not None:
        _chart(shapes, slide, slide.table, box)


def _chart(shapes: Thing, slide: Slide, table: Table, box: tuple[int, ...]) -> None:
    """Draw columns of a table against its names, as a chart that PowerPoint edits."""
    names = next(c.key for c in table.columns if c.key in {"项目", "单位"})
    figures: Thing = _FIGURES(number_format="#,##0.0#")
    figures.categories = [clean(said(row[names])) for row in table.rows]
    titles = {column.key: column.title for column in table.columns}
    for key in slide.series:
        figures.add_series(titles[key], [_value(row[key]) for row in table.rows])
    chart = shapes.add_chart(_KINDS[slide.shape], *box, figures).chart
    chart.font.size, chart.font.color.rgb = Pt(12), _INK
    chart.has_title = False
    chart.has_legend = len(slide.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.has_data_labels = 45, -5, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "#,##0.0", False
    plot.data_labels.font.size = Pt(10)
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for series, colour in zip(plot.series, _COLOURS, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = slide.shape == Shape.BARS
    chart.category_axis.tick_labels.font.size = Pt(12)


def _table(shapes: Thing, table: Table, box: tuple[int, ...]) -> None:
    rows = [*table.rows, *([table.total] if table.total else [])]
    height = min(box[3] // (len(rows) + 1), Pt(34))
    frame = shapes.add_table(len(rows) + 1, len(table.columns), *box[:3], height * (len(rows) + 1))
    grid, whole = frame.table, sum(column.width for column in table.columns)
    size = Pt(14 if len(rows) <= _TALL - 2 else 12)
    for place, column in enumerate(table.columns):
        grid.columns[place].width = Emu(box[2] * column.width // whole)
        _cell(grid.cell(0, place), column.title, size, _HEAD)
        for line, row in enumerate(rows, 1):
            total = bool(table.total) and line == len(rows)
            _cell(grid.cell(line, place), row[column.key], size, _band(line, total=total))
    for row in grid.rows:
        row.height = Emu(height)


def _band(line: int, *, total: bool) -> Thing:
    if total:
        return Colour(0xCF, 0xE4, 0xEC)
    return _BAND if line % 2 == 0 else _WHITE


def _cell(cell: Thing, entry: Entry, size: Pt, colour: Thing) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Pt(2)
    cell.text_frame.text = clean(said(entry))
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if isinstance(entry, Figure) else PP_ALIGN.LEFT
    paragraph.font.size, paragraph.font.bold = size, colour == _HEAD
    paragraph.font.color.rgb = _WHITE if colour == _HEAD else _INK


def _value(entry: Entry) -> float | None:
    return float(entry.value) if isinstance(entry, Figure) and entry.value is not None else None


def _slide(deck: Thing, layout: str, path: Path) -> dict[str, Thing]:
    """Add a slide; returns its places by the names they have on the layout."""
    found = next((one for one in deck.slide_layouts if one.name == layout), None)
    if found is None:
        raise _lacking(path, layout)
    names = {one.placeholder_format.idx: one.name for one in found.placeholders}
    slide = deck.slides.add_slide(found)
    return {names[one.placeholder_format.idx]: one for one in slide.placeholders}


def _fill(places: dict[str, Thing], name: str, text: str, path: Path) -> None:
    _place(places, name, path).text_frame.text = text


def _place(places: dict[str, Thing], name: str, path: Path) -> Thing:
    if name not in places:
        raise _lacking(path, name)
    return places[name]


def _lacking(path: Path, name: str) -> ParameterError:
    return ParameterError(
        N_("The template {file} has no layout or place called “{name}”."),
        hint=N_("Give it this name in the slide master: Selection pane, or Rename layout."),
        file=path.name,
        name=name,
    )


def _properties(deck: Thing, paper: Paper) -> None:
    core, stamp = deck.core_properties, paper.stamp
    core.title, core.author, core.last_modified_by = paper.title, stamp.operator, stamp.operator
    core.subject, core.identifier, core.keywords = stamp.scheme_name, stamp.mark, stamp.seal
    core.comments = "；".join(stamp.warnings)
    core.created = core.modified = stamp.made
