"""The shipped templates are what the program writes."""

from zipfile import ZipFile

import pytest

from lib.adapters.papers.forms.defaults import write_defaults
from lib.model.papers.content import Kind
from tests.conftest import ROOT

SHIPPED = ROOT / "data" / "templates"


def parts(path):
    """Return what a template says; when it was made does not count."""
    with ZipFile(path) as package:
        return {n: package.read(n) for n in package.namelist() if n != "docProps/core.xml"}


def test_every_kind_of_paper_has_its_template(tmp_path):
    names = {path.stem for path in write_defaults(tmp_path)}
    assert names == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_the_shipped_template_can_be_made_again(kind, tmp_path):
    write_defaults(tmp_path)
    name = f"{kind}.{'pptx' if kind == Kind.MEETING else 'docx'}"
    assert parts(SHIPPED / name) == parts(tmp_path / name)
