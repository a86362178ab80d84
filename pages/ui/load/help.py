"""The texts of help, read strictly from data/help, and the guide of docs/guide."""

import streamlit as st

from lib.project import Project
from pages.ui import load
from pages.ui.help_texts import (
    MARKS,
    Glossary,
    PageHelp,
    Role,
    parse_glossary,
    parse_pages,
    parse_roles,
)

_PROJECT = Project()
GUIDE = _PROJECT.root / "docs" / "guide"


def pages() -> dict[str, PageHelp]:
    """Return the help of every page, by its file."""
    return _pages(load.version())


def glossary() -> Glossary:
    """Return the words explained."""
    return _glossary(load.version())


def roles() -> dict[str, Role]:
    """Return the first steps of every role."""
    return _roles(load.version())


def chapters() -> dict[str, str]:
    """Return the chapters of the guide in Markdown, by code, in their order."""
    files = sorted(GUIDE.glob("[0-9]*.md"))
    return _chapters("|".join(f"{file.name}:{file.stat().st_mtime_ns}" for file in files))


@st.cache_resource(max_entries=2, show_spinner=False)
def _pages(version: str) -> dict[str, PageHelp]:
    return _PROJECT.read("help/pages.yaml", lambda content: parse_pages(content, _known()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _glossary(version: str) -> Glossary:
    return _PROJECT.read("help/glossary.yaml", lambda content: parse_glossary(content, _known()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _roles(version: str) -> dict[str, Role]:
    return _PROJECT.read(
        "help/first_steps.yaml", lambda content: parse_roles(content, _known(), MARKS)
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _chapters(stamp: str) -> dict[str, str]:
    files = sorted(GUIDE.glob("[0-9]*.md"))
    return {file.stem: file.read_text(encoding="utf-8") for file in files}


def _known() -> list[str]:
    """Return the pages by their files: every one is in the navigation, a test says so."""
    found = (_PROJECT.root / "pages").glob("*.py")
    return sorted(page.stem for page in found if page.stem != "__init__")
