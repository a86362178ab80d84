"""A small plan: two tasks, three measures, one of them without a name."""

from datetime import date, datetime

import pytest

from lib.model.journal import Posting
from lib.model.plans.outline import parse_outline
from lib.model.plans.shapes import Entry

SOURCE = {"title": "测试", "authority": "county", "confidence": "general_knowledge"}


def both(text):
    return {"zh": text, "en": text}


def content(**changes):
    """Return the file of the small plan, with some sections replaced."""
    tasks = [{"code": code, "name": both(code), "reference": "r"} for code in ("T1", "T2")]
    known = {"name": both("体系"), "task": "T1", "numbers": both("≥50%"), "reference": "r"}
    blank = {"name": None, "task": None, "numbers": None, "reference": "r"}
    measures = [
        {"code": "M-1", **known},
        {"code": "M-2", **known, "task": "T2"},
        {"code": "M-3", **blank},
    ]
    limits = {"amber": 10, "red": 20, "soon": 30, "stale": 45}
    lag = [{"from": date(2020, 1, 1), **limits, "reference": "r"}]
    whole = {"references": {"r": SOURCE}, "tasks": tasks, "measures": measures, "lag": lag}
    return {**whole, **changes}


@pytest.fixture(scope="session")
def outline():
    return parse_outline(content())


def posted(drafts, before=()):
    """Return drafts as postings that follow others."""
    made = tuple(
        Posting(
            number=len(before) + place,
            book=draft.book,
            subject=draft.subject,
            kind=draft.kind,
            content=draft.content,
            by="王敏",
            at=datetime(2025, 1, 1),  # noqa: DTZ001
        )
        for place, draft in enumerate(drafts, 1)
    )
    return (*before, *made)


def entry(**changes):
    facts = {
        "name": "体系",
        "task": "T1",
        "lead": "县卫生健康局",
        "partners": ("县财政局",),
        "start": date(2025, 1, 1),
        "due": date(2025, 12, 31),
    }
    return Entry(**{**facts, **changes})
