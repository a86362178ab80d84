"""Papers that come back pass the guards of every package, and are told apart."""

from io import BytesIO

import pytest
from docx import Document
from pptx import Presentation

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.office import prove
from lib.errors import InputError
from tests.deliveries.hostile import rebuilt
from tests.deliveries.writing import Grid, ods, xlsx


def saved(make):
    buffer = BytesIO()
    make().save(buffer)
    return buffer.getvalue()


DOCX, PPTX, XLSX = saved(Document), saved(Presentation), xlsx(Grid("表", [["机构", 3]]))


@pytest.mark.parametrize(("content", "kind"), [(DOCX, "docx"), (PPTX, "pptx"), (XLSX, "xlsx")])
def test_each_kind_is_known(content, kind):
    assert prove(content, "a") == kind


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"plain", ods(Grid("表", [["机构", 3]])), b"PK\x03\x04"]
)
def test_anything_else_is_refused_with_a_sentence(content):
    with pytest.raises(InputError):
        prove(content, "a")


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.xml", "x.exe"])
def test_programs_are_refused(name):
    with pytest.raises(InputError, match="macros"):
        prove(rebuilt(DOCX, extra={name: b"x"}), "a")


def test_markup_of_its_own_is_refused():
    nasty = rebuilt(DOCX, extra={"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    with pytest.raises(InputError, match="markup of its own"):
        prove(nasty, "a")


def test_bombs_and_large_files_are_refused():
    with pytest.raises(InputError, match="300 times"):
        prove(rebuilt(DOCX, extra={"word/big.xml": b" " * (2 << 20)}), "a")
    with pytest.raises(InputError, match="MB"):
        prove(DOCX, "a", Limits(file=10))


def test_two_documents_in_one_package_are_refused():
    with pytest.raises(InputError, match="damaged"):
        prove(rebuilt(DOCX, extra={"ppt/presentation.xml": b"<a/>"}), "a")
