"""What no library writes into an Office file: own properties, and substitutes for fonts."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import parse_xml, serialize_part_xml

_PART = "docProps/custom.xml"
_TYPES = "[Content_Types].xml"
_LINKS = "_rels/.rels"
_FONTS = "word/fontTable.xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Under which Office keeps properties that users add."""
_NAMESPACE = RELATIONSHIP_TYPE.CUSTOM_PROPERTIES.replace("/relationships", "")
_VALUES = _NAMESPACE.replace("custom-properties", "docPropsVTypes")
_WHEN = (2020, 1, 1, 0, 0, 0)  # the same content makes the same file
_SUBSTITUTES = {
    "方正小标宋简体": "方正小标宋_GBK,小标宋,华文中宋,宋体,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,方正仿宋_GBK,华文仿宋,宋体,Noto Serif CJK SC",
    "楷体_GB2312": "楷体,方正楷体_GBK,华文楷体,宋体,Noto Serif CJK SC",
    "黑体": "方正黑体_GBK,华文黑体,微软雅黑,Noto Sans CJK SC",
    "宋体": "方正书宋_GBK,华文宋体,Noto Serif CJK SC",
}
"""What Word and WPS take where a font is not installed (w:altName), best first."""


def with_properties(content: bytes, properties: Mapping[str, str]) -> bytes:
    """Return a package with these properties of its own, in place of any it had."""
    parts = _parts(content)
    parts[_PART] = _properties(properties)
    parts[_TYPES] = _with_type(parts[_TYPES])
    parts[_LINKS] = _with_link(parts[_LINKS])
    return _packed(parts)


def properties_of(content: bytes) -> dict[str, str]:
    """Return the own properties of a package that has proved harmless; none if it has none."""
    part = _parts(content).get(_PART)
    if part is None:
        return {}
    root = parsed(part)
    return {str(one.get("name", "")): "".join(one.itertext()) for one in root}


def with_fonts(content: bytes) -> bytes:
    """Return a document that names substitutes for the official fonts."""
    parts = _parts(content)
    root = parsed(parts[_FONTS])
    space = root.tag.partition("}")[0] + "}"
    for name, others in _SUBSTITUTES.items():
        font = root.makeelement(f"{space}font", {f"{space}name": name})
        font.append(root.makeelement(f"{space}altName", {f"{space}val": others}))
        root.append(font)
    parts[_FONTS] = serialize_part_xml(root)
    return _packed(parts)


def parsed(part: bytes) -> Any:  # noqa: ANN401 (an element of lxml)
    """Read a part; entities stay what they are."""
    return parse_xml(part)  # type: ignore[arg-type]  # takes bytes as well


def _properties(properties: Mapping[str, str]) -> bytes:
    root: Any = parse_xml(f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_VALUES}"/>')
    for number, (name, value) in enumerate(properties.items(), 2):
        facts = {"fmtid": _FORMAT, "pid": str(number), "name": name}
        one = root.makeelement(f"{{{_NAMESPACE}}}property", facts)
        text = root.makeelement(f"{{{_VALUES}}}lpwstr")
        text.text = value
        one.append(text)
        root.append(one)
    return _serialised(root)


def _with_type(types: bytes) -> bytes:
    root = parsed(types)
    for one in list(root):
        if one.get("PartName") == f"/{_PART}":
            root.remove(one)
    space = root.tag.partition("}")[0] + "}"
    facts = {"PartName": f"/{_PART}", "ContentType": CONTENT_TYPE.OFC_CUSTOM_PROPERTIES}
    root.append(root.makeelement(f"{space}Override", facts))
    return _serialised(root)


def _with_link(links: bytes) -> bytes:
    root = parsed(links)
    for one in list(root):
        if one.get("Type") == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            root.remove(one)
    taken = {one.get("Id") for one in root}
    free = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    space = root.tag.partition("}")[0] + "}"
    facts = {"Id": free, "Type": RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, "Target": _PART}
    root.append(root.makeelement(f"{space}Relationship", facts))
    return _serialised(root)


def _serialised(root: Any) -> bytes:  # noqa: ANN401 (an element of lxml)
    written: bytes = serialize_part_xml(root)
    return written


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = ZipInfo(name, _WHEN)
            entry.compress_type = ZIP_DEFLATED
            package.writestr(entry, part)
    return buffer.getvalue()
