"""A paper on the screen: the same lines and tables, without its typography."""

from __future__ import annotations

import streamlit as st

from lib.model.papers.content import Kind, Paper, Shape, Slide, Table, said
from pages.ui.text import _, plain

_ROW_HEIGHT = 28
_MOST_HEIGHT = 500
_ALREADY = frozenset({"标题", "副标题", "发文机关", "发文字号", "主送机关", "落款单位", "成文日期"})
_OF_LETTERS = frozenset({"期限", "地点", "联系方式", "审核"})
_TABLES = frozenset({Kind.RANKING, Kind.ALLOCATION, Kind.LEDGER})
"""Papers that are a table above all."""
_DOCUMENTS_WITH_HEAD = frozenset(
    {Kind.STATEMENT, Kind.BULLETIN, Kind.NOTICE, Kind.MINUTES, Kind.SUMMONS}
)


def show(paper: Paper) -> None:
    """Show what stands in a paper, in its order; a table comes first where it is the paper."""
    with st.container(border=True, gap="small"):
        warning = "　".join(map(plain, paper.stamp.warnings))
        st.caption(f":orange[{warning}]", text_alignment="center")
        _head(paper)
        parts = [_lines, _lists, _tables]
        for part in reversed(parts) if paper.kind in _TABLES else parts:
            part(paper)
        for picture in filter(None, paper.pictures.values()):
            st.image(picture.content, caption=picture.says, width=520)
        for place, slide in enumerate(paper.slides, 2):
            _slide(place, slide)
        _foot(paper)


def grid(table: Table) -> list[dict[str, str]]:
    """Return a table as it is written, its columns named."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [{column.title: said(row[column.key]) for column in table.columns} for row in rows]


def _head(paper: Paper) -> None:
    if paper.kind in _DOCUMENTS_WITH_HEAD:
        issuer = plain(said(paper.fields["发文机关"]))
        st.markdown(f"##### :red[{issuer}]", text_alignment="center")
        st.caption(plain(said(paper.fields["发文字号"])), text_alignment="center")
    st.markdown(f"#### {plain(said(paper.fields['标题']))}", text_alignment="center")
    if paper.kind in _DOCUMENTS_WITH_HEAD - {Kind.MINUTES}:
        st.markdown(plain(said(paper.fields["主送机关"])) + "：")


def _lines(paper: Paper) -> None:
    hidden = _ALREADY | (_OF_LETTERS if paper.kind in _TABLES else frozenset())
    rows = {
        name: said(line)
        for name, line in paper.fields.items()
        if name not in hidden and said(line).strip("　—＿年月日 ")
    }
    facts = [f"**{plain(name)}**　{plain(text)}" for name, text in rows.items()]
    st.markdown("  \n".join(facts))


def _lists(paper: Paper) -> None:
    for name, lines in paper.lists.items():
        if lines:
            st.markdown(f"**{plain(name)}**  \n" + "  \n".join(plain(said(w)) for w in lines))


def _tables(paper: Paper) -> None:
    for name, table in paper.tables.items():
        _table(name, table)


def _table(name: str, table: Table) -> None:
    st.markdown(f"**{plain(name)}**")
    rows = grid(table)
    height = min(_MOST_HEIGHT, _ROW_HEIGHT * (len(rows) + 1) + 12)
    if rows:
        st.dataframe(rows, hide_index=True, row_height=_ROW_HEIGHT, height=height)


def _slide(place: int, slide: Slide) -> None:
    title = _("Slide {number}: {title}").format(number=place, title=slide.title)
    with st.expander(plain(title), expanded=place <= 2):  # noqa: PLR2004 (the first after the cover)
        st.markdown(plain(said(slide.headline)))
        if slide.picture is not None and slide.shape == Shape.PICTURE:
            st.image(slide.picture.content, caption=slide.picture.says, width=520)
        if slide.table is not None:
            st.dataframe(grid(slide.table), hide_index=True, row_height=_ROW_HEIGHT)
        for point in slide.points:
            st.markdown(plain(said(point)))


def _foot(paper: Paper) -> None:
    signed = (said(paper.fields["落款单位"]), said(paper.fields["成文日期"]))
    st.markdown("  \n".join(map(plain, signed)), text_alignment="right")
    st.caption("  \n".join(map(plain, paper.stamp.lines)))
