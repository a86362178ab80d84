"""What is wrong with a file, cell by cell, and the same file with the cells marked."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from lib.model.intake.findings import Finding, FindingsError, Severity
from pages.ui import formats, tables, widgets
from pages.ui.load import intake
from pages.ui.load.intake import Examination
from pages.ui.text import N_, _, fill, plain

_SIGNS = {
    Severity.ERROR: N_("✕ Error"),
    Severity.QUESTION: N_("? To answer"),
    Severity.WARNING: N_("! Warning"),
}
_ALL = 30  # so many are listed one by one; of more, the first of each kind
_EACH = 3
_KINDS = 3  # kinds that a summary names


def show(examination: Examination) -> None:
    """List the findings; errors first, each with its place and what to do."""
    found = _sorted(examination.findings)
    if not found:
        st.success(_("No problem was found in this file."), icon=":material/check_circle:")
        return
    _table(found)
    stem = examination.workbook.file.rsplit(".", 1)[0]
    marked, listed = _("marked"), _("problems")
    with st.container(horizontal=True):
        widgets.download(
            _("The same workbook with the cells marked"),
            lambda: intake.marked_file(examination, sentence, _),
            f"{stem}-{marked}",
            "xlsx",
        )
        tables.download([_row(f) for f in found], f"{stem}-{listed}")


def refuse(error: FindingsError) -> None:
    """Say why a file is refused as it is: nothing of it was kept."""
    st.error(fill(error.message, error.values), icon=":material/error:")
    _table(error.findings)


def summary(examination: Examination) -> str:
    """Say in a few lines what stands in the way: the first of each kind, and how many more."""
    lines = []
    for first, *others in _kinds(_sorted(examination.obstacles))[:_KINDS]:
        said = plain(f"{_place(first)}：{fill(first.message, first.values)}")
        more = fill(_("({count} more like this)"), {"count": formats.number(len(others))})
        lines.append(f"- {said}{more if others else ''}")
    return "\n".join(lines)


def sentence(finding: Finding) -> str:
    """Say in the reader's language what is wrong."""
    return fill(finding.message, finding.values)


def _table(found: Sequence[Finding]) -> None:
    """Draw a table whose cells break their lines: a sentence that is cut off helps nobody."""
    rows = [_row(f) for f in found] if len(found) <= _ALL else _of_each_kind(found)
    shown = [{head: plain(text) for head, text in row.items()} for row in rows]
    st.table(shown, hide_index=True, border="horizontal")


def _of_each_kind(found: Sequence[Finding]) -> list[dict[str, str]]:
    rows = []
    for kind in _kinds(found):
        rows += [_row(f) for f in kind[:_EACH]]
        if (rest := len(kind) - _EACH) > 0:
            rows.append(_more(kind[0], rest))
    return rows


def _more(kind: Finding, count: int) -> dict[str, str]:
    told = _("{count} more like these: the files below have all of them.")
    return {
        **dict.fromkeys(_row(kind), ""),
        _("Kind"): _(_SIGNS[kind.severity]),
        _("Place"): "…",
        _("Problem"): fill(told, {"count": formats.number(count)}),
    }


def _kinds(found: Sequence[Finding]) -> list[list[Finding]]:
    """Put findings of the same kind together, in the order in which the kinds appear."""
    order: dict[str, int] = {}
    for finding in found:
        order.setdefault(finding.message, len(order))
    alike = sorted(found, key=lambda f: order[f.message])
    return [list(kind) for _message, kind in groupby(alike, key=lambda f: f.message)]


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    order = list(_SIGNS)
    return sorted(found, key=lambda f: order.index(f.severity))


def _row(finding: Finding) -> dict[str, str]:
    return {
        _("Kind"): _(_SIGNS[finding.severity]),
        _("Place"): _place(finding),
        _("Content"): finding.value,
        _("Problem"): fill(finding.message, finding.values),
        _("What to do"): fill(finding.hint, finding.values) if finding.hint else "",
    }


def _place(finding: Finding) -> str:
    return f"{finding.sheet} {finding.cell}".strip() or _("the whole file")
