"""Templates are written anew, but never over the county's own without being told so."""

import pytest

from lib.commands.templating import templates
from lib.errors import InputError
from tests.conftest import ROOT


def test_the_shipped_templates_are_those_the_program_reads(tmp_path):
    said = templates(tmp_path / "模板")
    made = {file.name for file in (tmp_path / "模板").iterdir()}
    shipped = {f.name for f in (ROOT / "data" / "templates").iterdir() if f.suffix != ".md"}
    assert made == shipped
    assert said.startswith(f"{len(made)} templates")


def test_an_edited_template_is_not_overwritten_unless_told(tmp_path):
    templates(tmp_path)
    edited = min(tmp_path.iterdir())
    edited.write_bytes(b"edited")
    with pytest.raises(InputError, match="of the templates already"):
        templates(tmp_path)
    assert edited.read_bytes() == b"edited"
    templates(tmp_path, replace=True)
    assert edited.read_bytes() != b"edited"
