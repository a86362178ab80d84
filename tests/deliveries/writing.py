"""Write one grid of cells in every format a file can come in."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt

from lib.model.intake.sheets import Block


@dataclass(frozen=True)
class Formula:
    """A formula and the value its program calculated; None if it did not calculate."""

    text: str
    value: int | float | str | None


@dataclass(frozen=True)
class Grid:
    """One sheet to be written: cells by row, None for nothing."""

    name: str
    rows: Sequence[Sequence[object]]
    merged: Sequence[Block] = ()
    hidden: bool = False


def xlsx(*grids):
    """Write grids as Excel does: text as text, formulas with their values."""
    stream = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for top, left, bottom, right in grid.merged:
                sheet.merge_range(top, left, bottom, right, "")
            for row, column, cell in _filled(grid):
                if isinstance(cell, Formula):
                    sheet.write_formula(row, column, cell.text, None, cell.value)
                else:
                    sheet.write(row, column, cell)
            if grid.hidden:
                sheet.hide()
        _activate_a_visible(book, grids)
    return stream.getvalue()


def _activate_a_visible(book, grids):
    """Open the workbook at a sheet that is shown: the library shows the first one otherwise."""
    shown = [grid.name for grid in grids if not grid.hidden]
    if shown:
        book.get_worksheet_by_name(shown[0]).activate()
        book.get_worksheet_by_name(shown[0]).set_first_sheet()


def xls(*grids):
    """Write grids as Excel 97 did (BIFF)."""
    book = xlwt.Workbook()
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        heads = {block[:2]: block for block in grid.merged}
        for row, column, cell in _filled(grid):
            if block := heads.pop((row, column), None):
                top, left, bottom, right = block
                sheet.write_merge(top, bottom, left, right, cell)
            else:
                sheet.write(row, column, cell)
        for top, left, bottom, right in heads.values():
            sheet.write_merge(top, bottom, left, right, "")
        sheet.visibility = int(grid.hidden)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(*grids):
    """Write grids as LibreOffice does (OpenDocument)."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", _ODS_TYPE, zipfile.ZIP_STORED)
        package.writestr("content.xml", _ODS_HEAD + "".join(map(_table, grids)) + _ODS_TAIL)
        package.writestr("META-INF/manifest.xml", _ODS_MANIFEST)
    return stream.getvalue()


def delimited(grid, encoding="utf-8", delimiter=","):
    """Write a grid as text; merged cells keep their first cell only."""
    paper = StringIO()
    writer = csv.writer(paper, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["" if cell is None else cell for cell in row] for row in grid.rows])
    return paper.getvalue().encode(encoding)


def _filled(grid):
    for row, line in enumerate(grid.rows):
        for column, cell in enumerate(line):
            if cell is not None:
                yield row, column, cell


_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    f' xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0"'
    f' xmlns:text="{_OASIS}:text:1.0" xmlns:style="{_OASIS}:style:1.0"><office:automatic-styles>'
    '<style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="shown" style:family="table">'
    '<style:table-properties table:display="true"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
_ODS_MANIFEST = (
    f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _table(grid):
    heads = {block[:2]: block for block in grid.merged}
    covered = {
        (row, column)
        for top, left, bottom, right in grid.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(heads)
    lines = []
    for row, line in enumerate(grid.rows):
        cells = (
            "<table:covered-table-cell/>"
            if (row, column) in covered
            else _ods_cell(cell, heads.get((row, column)))
            for column, cell in enumerate(line)
        )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    style = "hidden" if grid.hidden else "shown"
    return (
        f'<table:table table:name={quoteattr(grid.name)} table:style-name="{style}">'
        f"{''.join(lines)}</table:table>"
    )


def _ods_cell(cell, block):
    attributes = ""
    if block:
        top, left, bottom, right = block
        attributes = (
            f' table:number-rows-spanned="{bottom - top + 1}"'
            f' table:number-columns-spanned="{right - left + 1}"'
        )
    if isinstance(cell, Formula):
        attributes += f" table:formula={quoteattr('of:' + cell.text)}"
        cell = cell.value
    if cell is None:
        return f"<table:table-cell{attributes}/>"
    if isinstance(cell, int | float):
        return f'<table:table-cell{attributes} office:value-type="float" office:value="{cell!r}"/>'
    return (
        f'<table:table-cell{attributes} office:value-type="string">'
        f"<text:p>{escape(cell)}</text:p></table:table-cell>"
    )
