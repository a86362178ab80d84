"""What a file is, its content tells."""

import pytest

from lib.adapters.uploads.kinds import OLE, kind_by_start, kind_of_package
from lib.errors import InputError


def test_bytes_of_a_table_are_recognised():
    assert kind_by_start(b"PK\x03\x04...", "a.csv") == "package"
    assert kind_by_start(OLE + bytes(9), "a.csv") == "xls"
    assert kind_by_start("机构".encode("utf-16"), "a.xls") == "text"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"Rar!\x1a", "archive"),
        (b"{\\rtf1", "text document"),
        (b"\n <HTML>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "web page"),
        (OLE + "WordDocument".encode("utf-16-le"), "text document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\r\n\r\n", "empty"),
    ],
)
def test_other_things_are_called_by_their_name(content, said):
    with pytest.raises(InputError, match=said) as refusal:
        kind_by_start(content, "a.xlsx")
    assert refusal.value.hint


def test_packages_are_told_apart_by_their_parts():
    book = {"[content_types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}
    assert kind_of_package(book, "a") == "xlsx"
    assert kind_of_package({"mimetype", "content.xml"}, "a") == "ods"
    for parts, said in (
        (book | {"xl/vbaproject.bin"}, "macros"),
        ({"word/document.xml"}, "text document"),
        ({"[content_types].xml", "xl/workbook.bin"}, "xlsb"),
        ({"[content_types].xml"}, "damaged"),
        ({"a.txt"}, "archive"),
    ):
        with pytest.raises(InputError, match=said):
            kind_of_package(parts, "a")
