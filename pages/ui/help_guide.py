"""The user guide inside the dashboard: the Markdown of docs/guide with its pictures and links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from pages.ui import choices, frame, help_way, state
from pages.ui.load import help as texts
from pages.ui.text import _

ADDRESS = "guide"
_PICTURE = re.compile(r"!\[(?P<text>[^\]]*)\]\((?P<at>images/[\w.-]+\.png)\)")
_PAGE = re.compile(r"<!-- page: (?P<at>\w+) -->")
_HEADING = re.compile(r"(?P<level>#{1,2}) (?P<text>.+)")
_CHAPTER = re.compile(r"\]\((?P<at>[\w-]+)\.md\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a chapter."""

    kind: str
    """`title`, `heading`, `picture`, `page` or `text`."""
    text: str
    at: str = ""
    """Of a picture its file, of a page its code."""


def blocks(chapter: str) -> tuple[Block, ...]:
    r"""Take a chapter apart: headings, pictures and the pages it is about stand alone in a line.

    Examples
    --------
    >>> [block.kind for block in blocks("# A\n\n1. Do\n2. Done\n\n![B](images/b.png)\n")]
    ['title', 'text', 'picture']
    """
    return tuple(_joined(_line(line) for line in chapter.splitlines()))


def title(chapter: str) -> str:
    """Return the title of a chapter, its first line."""
    return chapter.splitlines()[0].removeprefix("# ")


def show() -> None:
    """Ask for the chapter, then show it with its contents beside it."""
    chapters = texts.chapters()
    code = choices.kept(
        _("Chapter"), chapters, lambda chosen: title(chapters[chosen]), address=ADDRESS
    )
    found = blocks(chapters[code])
    contents, body = st.columns([1, 4], gap="medium")
    with contents:
        if state.language() == "en":
            st.caption(_("The guide is written in Chinese."))
        headings = [block for block in found if block.kind == "heading"]
        listed = (f"- [{block.text}](#{anchor(i)})" for i, block in enumerate(headings, 1))
        st.markdown("\n".join(listed))
    with body:
        _draw(found)
        _turn(list(chapters), code)


def anchor(number: int) -> str:
    """Return the name of a heading of the chapter, counted from one."""
    return f"part-{number}"


def _draw(found: tuple[Block, ...]) -> None:
    count = 0
    for block in found:
        if block.kind == "heading":
            count += 1
            st.subheader(block.text, anchor=anchor(count))
        elif block.kind == "picture":
            _show(block)
        elif block.kind == "page":
            frame.link(block.at, _("Open {page}").format(page=help_way.title(block.at)))
        elif block.kind == "text":
            st.markdown(_CHAPTER.sub(rf"](help?help=guide&{ADDRESS}=\g<at>)", block.text))


def _show(picture: Block) -> None:
    """Show a picture; a county that edits the guide may have none for its words yet."""
    file = texts.GUIDE / picture.at
    if file.is_file():
        st.image(file, caption=picture.text)
    else:
        st.caption(picture.text)


def _turn(codes: list[str], code: str) -> None:
    """Offer the chapters before and after."""
    place = codes.index(code)
    chapters = texts.chapters()
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        for other, label in ((place - 1, _("Before: {title}")), (place + 1, _("Next: {title}"))):
            if 0 <= other < len(codes):
                st.button(
                    label.format(title=title(chapters[codes[other]])),
                    key=f"guide to {codes[other]}",
                    on_click=state.put,
                    args=(choices.key(ADDRESS), codes[other]),
                )


def _line(line: str) -> Block:
    stripped = line.strip()
    if picture := _PICTURE.fullmatch(stripped):
        return Block("picture", picture["text"], picture["at"])
    if page := _PAGE.fullmatch(stripped):
        return Block("page", "", page["at"])
    if heading := _HEADING.fullmatch(stripped):
        return Block("title" if heading["level"] == "#" else "heading", heading["text"])
    return Block("text", line)


def _joined(lines: Iterator[Block]) -> Iterator[Block]:
    """Put lines of text together again; what is empty is left out."""
    kept: list[str] = []
    for block in (*lines, Block("end", "")):
        if block.kind == "text":
            kept.append(block.text)
            continue
        if text := "\n".join(kept).strip("\n"):
            yield Block("text", text)
        kept = []
        if block.kind != "end":
            yield block
