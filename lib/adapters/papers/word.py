"""Fill a Word template: what the county may edit meets what the paper says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from lib.adapters.papers import templates
from lib.adapters.papers.packages import with_properties
from lib.errors import N_, ParameterError
from lib.model.papers.content import Paper, Table, said
from lib.model.papers.written import clean

_PICTURE = 150  # millimetres: nearly the width of the text
_TOLERANCE = 1.02
_NAMED = re.compile(r"'([^']+)' is undefined|has no attribute '([^']+)'")
_MARKUP = re.compile(r"\{[{%].*?[%}]\}")


def write_word(paper: Paper, folder: Path) -> bytes:
    """Write a paper as a Word document.

    Parameters
    ----------
    paper
        What it says.
    folder
        Where its template lies.

    Raises
    ------
    ParameterError
        If the template is missing or broken, naming the file and the placeholder.
    """
    path = folder / f"{paper.kind}.docx"
    template = _opened(path)
    words = context(paper)
    with _refusing(path, template):
        _refuse_unknown(template, words, path)
        pictures = {name: _placed(template, p.content) for name, p in paper.pictures.items() if p}
        template.render(words | pictures, _environment(), autoescape=True)
    for table in template.docx.tables:
        _fit(table, template.docx.sections[0])
    return _saved(template, paper)


def context(paper: Paper) -> dict[str, Any]:
    """Return what the placeholders of a paper stand for, all of it text."""
    words: dict[str, Any] = {name: clean(said(line)) for name, line in paper.fields.items()}
    for name, lines in paper.lists.items():
        words[name] = [clean(said(line)) for line in lines]
    for name, table in paper.tables.items():
        words |= _table(name, table)
    words |= dict.fromkeys(paper.pictures, "")
    words["制作信息"] = [clean(line) for line in paper.stamp.lines]
    words["警示"] = "　".join(paper.stamp.warnings)
    words["登记码"] = paper.stamp.mark
    words["结果指纹"] = paper.stamp.seal
    return words


def _table(name: str, table: Table) -> dict[str, Any]:
    varying = [column for column in table.columns if column.varies]
    rows = []
    for row in table.rows:
        texts: dict[str, Any] = {key: clean(said(entry)) for key, entry in row.items()}
        texts["各项"] = [texts[column.key] for column in varying]
        rows.append(texts)
    total = {key: clean(said(entry)) for key, entry in table.total.items()}
    return {name: rows, f"{name}项目": [c.title for c in varying], f"{name}合计": total}


def _environment() -> SandboxedEnvironment:
    """Make what reads the placeholders: it calls nothing and guesses nothing."""
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _opened(path: Path) -> DocxTemplate:
    with templates.reading(path, PackageNotFoundError):
        template = DocxTemplate(BytesIO(path.read_bytes()))
        template.init_docx()
    return template


def _refuse_unknown(template: DocxTemplate, words: Mapping[str, Any], path: Path) -> None:
    unknown = sorted(template.get_undeclared_template_variables(_environment()) - set(words))
    if unknown:
        raise ParameterError(
            N_("The template {file} asks for “{name}”, which this paper does not have."),
            hint=N_("It has: {known}."),
            file=path.name,
            name=unknown[0],
            known=tuple(sorted(words)),
        )


@contextmanager
def _refusing(path: Path, template: DocxTemplate) -> Iterator[None]:
    """Turn what the reader of templates raises into a sentence with the placeholder."""
    try:
        yield
    except UndefinedError as error:
        found = _NAMED.search(str(error))
        name = next(filter(None, found.groups()), "") if found else str(error)
        raise ParameterError(
            N_("The template {file} asks for “{name}”, which this paper does not have."),
            hint=N_("Compare it with data/templates/README.md."),
            file=path.name,
            name=name,
        ) from error
    except (TemplateError, SecurityError) as error:
        raise ParameterError(
            N_("The template {file} has a placeholder that cannot be read: {place} ({reason})."),
            hint=N_("Compare it with data/templates/README.md."),
            file=path.name,
            place=_unclosed(template) or _near(error),
            reason=str(error).partition("\n")[0],
        ) from error


def _unclosed(template: DocxTemplate) -> str:
    """Return the first paragraph of a template in which a bracket is not closed."""
    texts = (paragraph.text for paragraph in _paragraphs(template.docx))
    pairs = (("{{", "}}"), ("{%", "%}"))
    for text in texts:
        if any(text.count(first) != text.count(last) for first, last in pairs):
            return str(text)
    return ""


def _paragraphs(document: Any) -> Iterator[Any]:  # noqa: ANN401 (of python-docx)
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _near(error: TemplateError) -> str:
    """Return the placeholders on the line that could not be read."""
    lines = [str(line) for line in getattr(error, "docx_context", ())]
    marked = [line for line in lines if "<=" in line] or lines
    found = _MARKUP.findall(" ".join(marked))
    return " ".join(found[:2]) or "?"


def _fit(table: Any, section: Any) -> None:  # noqa: ANN401 (of python-docx)
    """Give the columns of a scheme their room: there are more of them than in the template."""
    room = section.page_width - section.left_margin - section.right_margin
    widths = [cell.width or 0 for cell in table.rows[0].cells]
    if sum(widths) <= room * _TOLERANCE:
        return
    for place, column in enumerate(table.columns):
        column.width = int(widths[place] * room / sum(widths))
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width


def _placed(template: DocxTemplate, picture: bytes) -> InlineImage:
    return InlineImage(template, BytesIO(picture), width=Mm(_PICTURE))


def _saved(template: DocxTemplate, paper: Paper) -> bytes:
    stamp, core = paper.stamp, template.docx.core_properties
    core.title, core.author, core.last_modified_by = paper.title, stamp.operator, stamp.operator
    core.subject, core.identifier, core.keywords = stamp.scheme_name, stamp.mark, stamp.seal
    core.comments = "；".join(stamp.warnings)
    core.created = core.modified = stamp.made
    core.category, core.content_status = str(paper.kind), "已登记" if stamp.mark else "草稿"
    buffer = BytesIO()
    template.save(buffer)
    return with_properties(buffer.getvalue(), stamp.properties())
