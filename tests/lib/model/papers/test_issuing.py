"""The register: what was issued comes back, and is found by mark or seal."""

import pytest

from lib.errors import InputError
from lib.model.authors import Author
from lib.model.journal import Posting
from lib.model.papers.content import Kind
from lib.model.papers.issuing import BOOK, find, issue, issued, record
from tests import papers

MARK = "93D5-FAF5-BC21"
AUTHOR = Author("示例人员甲", papers.MADE)


@pytest.fixture
def made(newest):
    """A line of the register."""
    names = {"targets.yaml": "ab"}
    return record(papers.stamp(newest), (Kind.RANKING, "排名"), ("排名.docx", "cd" * 32), names)


def posted(draft, number=1):
    return Posting(number, draft.book, draft.subject, draft.kind, draft.content, "甲", papers.MADE)


def test_what_is_issued_comes_back_newest_first_with_its_file(made):
    [draft] = issue((), MARK, made, b"x", AUTHOR)
    assert (draft.book, draft.subject, draft.files[0].content) == (BOOK, MARK, b"x")
    first, second = issued([posted(draft, 1), posted(draft, 2)])
    assert (first.posted, second.posted) == (2, 1)
    assert first.record == made


def test_a_mark_is_used_once(made):
    [draft] = issue((), MARK, made, b"x", AUTHOR)
    with pytest.raises(InputError, match=MARK):
        issue([posted(draft)], MARK, made, b"x", AUTHOR)


def test_nobody_issues_in_another_s_name(made):
    with pytest.raises(InputError, match="示例人员甲"):
        issue((), MARK, made, b"x", Author("乙", papers.MADE))


@pytest.mark.parametrize("text", ["93D5-FAF5", "93d5faf5bc21", " 93D5 FAF5 "])
def test_it_is_found_by_its_mark_however_typed(made, text):
    [draft] = issue((), MARK, made, b"x", AUTHOR)
    register = issued([posted(draft)])
    assert find(register, text) == register
    assert find(register, made.seal[:10]) == register
    assert find(register, "0000000000") == ()


@pytest.mark.parametrize("text", ["", "93D5-FAF", "——中文——"])
def test_too_little_is_refused(text):
    with pytest.raises(InputError, match="too few"):
        find((), text)
