"""Files made to do harm, and honest files broken in random places."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from tests.deliveries.writing import Formula, Grid, delimited, ods, xls, xlsx

_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_HEAD = b"<worksheet " + _MAIN + b"><sheetData>"
_TAIL = b"</sheetData></worksheet>"
_SHEET = "xl/worksheets/sheet1.xml"
_SMALL = Grid("表", [["机构", "建档人数"], ["罗阳", 12]])
_MEGABYTE = 1 << 20


def rebuilt(content, parts=None, extra=None):
    """Pack a package anew with other content of some parts, given as pieces, and more parts."""
    stream = BytesIO()
    parts = parts or {}
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                for piece in parts.get(name, [old.read(name)]):
                    part.write(piece)
        for name, inside in (extra or {}).items():
            new.writestr(name, inside)
    return stream.getvalue()


def sheet(*pieces: bytes, start: bytes = b""):
    """Pack a workbook whose only sheet holds these rows."""
    return rebuilt(xlsx(_SMALL), {_SHEET: [start + _HEAD, *pieces, _TAIL]})


def _inline(text):
    return b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + text + b"</t></is></c></row>"


def _many_rows():
    return rebuilt(xlsx(_SMALL), {_SHEET: _repeat(b"<row><c><v>1</v></c></row>" * 10_000, 400)})


def _repeat(piece, times) -> Iterator[bytes]:
    yield _HEAD
    for _ in range(times):
        yield piece
    yield _TAIL


def _far_cell():
    return sheet(
        b'<row r="1"><c r="A1"><v>1</v></c></row>',
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    )


def _far_cell_in_disguise():
    """The same behind single quotes and in the wrong row: only the limits of the process help."""
    return sheet(
        b"<row r='1'><c\tr='XFD1048576'><v>1</v></c><c r='A1'><v>1</v></c></row>",
        b"<row r='1'><c r='A1'><v>1</v></c></row>",
    )


def _long_text():
    strings = [b"<sst " + _MAIN + b' count="1" uniqueCount="1"><si><t>']
    strings += [b"A" * _MEGABYTE] * 150
    strings += [b"</t></si></sst>"]
    return rebuilt(xlsx(_SMALL), {"xl/sharedStrings.xml": strings})


def _one_text_many_times():
    text = b"<sst " + _MAIN + b' count="1" uniqueCount="1"><si><t>' + b"A" * 300_000
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 1_000 + b"</row>"
    parts = {
        "xl/sharedStrings.xml": [text + b"</t></si></sst>"],
        _SHEET: [_HEAD, *[row] * 400, _TAIL, _noise(_MEGABYTE // 2)],
    }
    return rebuilt(xlsx(_SMALL), parts)


def _noise(size):
    """Make a remark that does not shrink, so that no ratio gives the file away."""
    return b"<!--" + random.Random(7).randbytes(size).hex().encode() + b"-->"  # noqa: S311 (as below)


def _laughs():
    entities = b"".join(
        b'<!ENTITY %c "%s">' % (98 + level, (b"&%c;" % (97 + level)) * 20) for level in range(8)
    )
    start = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aaaaaaaa">' + entities + b"]>"
    return sheet(_inline(b"&i;"), start=start)


def _foreign_entity():
    start = b'<?xml version="1.0"?><!DOCTYPE z [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return sheet(_inline(b"&e;"), start=start)


def _ods_laughs():
    with zipfile.ZipFile(BytesIO(ods(_SMALL))) as package:
        content = package.read("content.xml")
    start, rest = content.split(b"?>", 1)
    return rebuilt(
        ods(_SMALL),
        {"content.xml": [start + b'?><!DOCTYPE z [<!ENTITY a "aaaa">]>' + rest]},
    )


def _ods_far_cell():
    grid = ods(_SMALL)
    with zipfile.ZipFile(BytesIO(grid)) as package:
        content = package.read("content.xml")
    wide = content.replace(
        b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" '
    ).replace(b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">')
    return rebuilt(grid, {"content.xml": [wide]})


def _lying_count():
    strings = b"<sst " + _MAIN + b' count="1" uniqueCount="99999999999"><si><t>a</t></si></sst>'
    return rebuilt(xlsx(_SMALL), {"xl/sharedStrings.xml": [strings]})


def _lying_size():
    """Say in the directory that the sheet is a hundredth of its size."""
    content = bytearray(sheet(_inline(b"A" * 60_000)))
    with zipfile.ZipFile(BytesIO(bytes(content))) as package:
        size = package.getinfo(_SHEET).file_size
    start = content.rfind(b"PK\x01\x02", 0, content.rfind(_SHEET.encode()))
    at = content.find(struct.pack("<I", size), start)
    content[at : at + 4] = struct.pack("<I", 600)
    return bytes(content)


def _many_parts():
    return rebuilt(xlsx(_SMALL), extra={f"xl/{n}.xml": b"<a/>" for n in range(600)})


def _container(fat_sectors=0xFFFFFFFF):
    """Give the head of an OLE container with an absurd directory."""
    head = bytearray(512)
    head[0:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 44, fat_sectors)
    struct.pack_into("<I", head, 56, 4096)
    struct.pack_into("<I", head, 60, 0xFFFFFFFE)
    struct.pack_into("<II", head, 68, 0xFFFFFFFE, 0xFFFFFFFF)
    return bytes(head) + bytes(4096)


def _overlapping_blocks():
    merged = b'<mergeCells count="3000">' + b'<mergeCell ref="A1:B2"/>' * 3000 + b"</mergeCells>"
    rows = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c><c r="B%d"><v>1</v></c></row>' % (n, n, n)
        for n in (1, 2)
    )
    pieces = [_HEAD, rows, b"</sheetData>", merged, b"</worksheet>"]
    return rebuilt(xlsx(_SMALL), {_SHEET: pieces})


def _unclosed_tags():
    """Aim at patterns that start over at every bracket."""
    pieces = [_HEAD, _TAIL, b"<c " * 3_000_000, b"<f " * 3_000_000, _noise(_MEGABYTE // 2)]
    return rebuilt(xlsx(_SMALL), {_SHEET: pieces})


def _encrypted_xls():
    """Put the record that announces a password behind the first record of the workbook."""
    content = xls(_SMALL)
    at = content.find(struct.pack("<HH", 0x0809, 16))
    record = struct.pack("<HH", 0x002F, 54) + bytes([1, 0, 1, 0, 1, 0]) + bytes(48)
    changed = bytearray(content)
    changed[at + 20 : at + 20 + len(record)] = record
    return bytes(changed)


CRAFTED: dict[str, Callable[[], bytes]] = {
    "millions of rows": _many_rows,
    "a cell in the last corner": _far_cell,
    "a cell in the last corner, in disguise": _far_cell_in_disguise,
    "a text of 150 MB": _long_text,
    "a long text in 400,000 cells": _one_text_many_times,
    "a billion laughs": _laughs,
    "an entity from a file": _foreign_entity,
    "an entity in an ods": _ods_laughs,
    "a repeated cell in an ods": _ods_far_cell,
    "a count of texts that lies": _lying_count,
    "a size in the directory that lies": _lying_size,
    "six hundred parts": _many_parts,
    "a part outside the folder": lambda: rebuilt(xlsx(_SMALL), extra={"../../../PWNED": b"x"}),
    "a part on a drive": lambda: rebuilt(xlsx(_SMALL), extra={"C:/PWNED": b"x"}),
    "a part twice": lambda: rebuilt(xlsx(_SMALL), extra={"XL/Workbook.xml": b"<a/>"}),
    "macros": lambda: rebuilt(xlsx(_SMALL), extra={"xl/vbaProject.bin": b"x"}),
    "merged cells over one another": _overlapping_blocks,
    "tags without an end": _unclosed_tags,
    "a workbook without its sheet": lambda: rebuilt(xlsx(_SMALL), {_SHEET: []}),
    "half a workbook": lambda: xlsx(_SMALL)[: len(xlsx(_SMALL)) // 2],
    "half an xls": lambda: xls(_SMALL)[: len(xls(_SMALL)) // 2],
    "an absurd container": _container,
    "an empty container": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "a password on an xlsx": lambda: _container(0) + "EncryptedPackage".encode("utf-16-le"),
    "a password on an xls": _encrypted_xls,
    "a formula without a value": lambda: sheet(
        b'<row r="2"><c r="B2"><f>SUM(A1:A2)</f><v></v></c></row>'
    ),
    "nothing": lambda: b"",
    "spaces": lambda: b" \r\n \r\n",
    "random bytes": lambda: random.Random(1).randbytes(20_000),  # noqa: S311 (as below)
    "zeros": lambda: bytes(20_000),
    "a quotation mark without an end": '机构,人数\r\n"罗阳,3\r\n长宁,4\r\n'.encode,
    "broken UTF-8": lambda: "机构,建档人数\r\n罗阳街道,3\r\n".encode().replace(b",3", b"\xe7,3"),
    "half a character of GB18030": lambda: "机构,人数\r\n罗阳,3\r\n龙".encode("gb18030")[:-1],
    "an archive": lambda: _archive({"说明.txt": b"x"}),
    "a text document": lambda: _archive({"[Content_Types].xml": b"", "word/document.xml": b""}),
    "a presentation": lambda: _archive({"[Content_Types].xml": b"", "ppt/slides.xml": b""}),
    "a binary workbook": lambda: _archive({"[Content_Types].xml": b"", "xl/workbook.bin": b""}),
    "a PDF": lambda: b"%PDF-1.7\n...",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n....",
    "a web page": lambda: "<html><table><tr><td>机构</td></tr></table>".encode("gb18030"),
    "a web page with a mark": lambda: b"\xef\xbb\xbf  <!DOCTYPE html><table></table>",
    "nothing but empty sheets": lambda: xlsx(Grid("空", [])),
}
"""Files that must be refused with a sentence, by what is wrong with them."""


def _archive(parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, inside in parts.items():
            package.writestr(name, inside)
    return stream.getvalue()


_HONEST = Grid(
    "9月",
    [
        ["博罗县2025年9月（年内累计）", None, None],
        ["机构", "建立电子健康档案人数", "辖区内常住居民数"],
        *[[f"第{n}卫生站", n * 37, n * 41 + 0.5] for n in range(1, 30)],
        ["合计", Formula("=SUM(B3:B31)", 16_095), None],
    ],
    merged=[(0, 0, 0, 2)],
)
_PLAIN = Grid(_HONEST.name, [*_HONEST.rows[:-1], ["合计", 16_095, None]], _HONEST.merged)


def honest() -> dict[str, bytes]:
    """Return one honest file of every format, to be broken."""
    return {
        "a.xlsx": xlsx(_HONEST),
        "a.xls": xls(_PLAIN),
        "a.ods": ods(_PLAIN),
        "a.csv": delimited(_PLAIN, "utf-8-sig"),
        "b.csv": delimited(_PLAIN, "gb18030", ";"),
    }


def broken(count: int, seed: int) -> Iterable[tuple[str, bytes]]:
    """Break honest files in random places: bytes of the file, or of a part of its package."""
    dice = random.Random(seed)  # noqa: S311 (a fault that can be made again)
    files = list(honest().items())
    for _ in range(count):
        name, content = dice.choice(files)
        if content.startswith(b"PK") and dice.random() < 0.6:
            yield name, _break_part(content, dice)
        else:
            yield name, _break(content, dice)


def _break_part(content, dice):
    with zipfile.ZipFile(BytesIO(content)) as package:
        name = dice.choice(package.namelist())
        part = package.read(name)
    return rebuilt(content, {name: [_break(part, dice)]})


def _break(content, dice):
    broken_ = bytearray(content)
    for _ in range(dice.choice([1, 1, 2, 5, 20])):
        at = dice.randrange(len(broken_) or 1)
        match dice.randrange(4):
            case 0:
                broken_[at : at + 1] = dice.randbytes(1)
            case 1:
                del broken_[at : at + dice.randrange(1, 40)]
            case 2:
                broken_[at:at] = broken_[at : at + dice.randrange(1, 200)] * dice.choice([1, 2, 50])
            case _:
                broken_[at:at] = dice.choice(_POISON)
    return bytes(broken_)


_POISON = (
    b"<", b">", b'"', b"&", b"\0", b"-1", b"99999999999", b"<row>", b"</c>", b"<c r='ZZZ9'>",
    b"NaN", b"1E999", b"\xff\xfe", b"<!--", b"<![CDATA[", b"</sheetData>", b"&#0;", b"PK\x03\x04",
)  # fmt: skip
