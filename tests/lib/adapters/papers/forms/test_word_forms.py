"""Every placeholder of the shipped templates is one that its paper fills."""

from io import BytesIO

import pytest
from docxtpl import DocxTemplate

from lib.adapters.papers.forms.word_forms import FORMS
from lib.adapters.papers.word import context
from lib.model.papers.content import Kind
from tests import papers
from tests.conftest import ROOT

GUIDE = (ROOT / "data" / "templates" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", FORMS)
def test_placeholders_are_known(kind, newest):
    asked = DocxTemplate(BytesIO(FORMS[kind]())).get_undeclared_template_variables()
    assert asked <= set(context(papers.paper(Kind(kind), newest)))
    assert asked


@pytest.mark.parametrize("kind", FORMS)
def test_the_guide_tells_every_placeholder(kind, newest):
    section = GUIDE.partition(f"`{kind}.docx`")[2].partition("\n## ")[0]
    shared = GUIDE.partition("## 各模板共用")[2].partition("\n## ")[0]
    for name in context(papers.paper(Kind(kind), newest)):
        assert f"`{name}`" in section + shared
