"""Papers read back: an issued file is known, one changed digit is found."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest

from lib.adapters.papers.decks import write_slides
from lib.adapters.papers.packages import with_properties
from lib.adapters.papers.reading import read
from lib.adapters.papers.sheets import write_sheets
from lib.adapters.papers.word import write_word
from lib.errors import InputError
from lib.model.papers.checking import Verdict, judge, recognise
from lib.model.papers.content import Kind
from lib.model.papers.issuing import Issued, record
from tests import papers

MARK = "93D5-FAF5-BC21"


def rewritten(content, change, where="document.xml"):
    """Pack a file anew, some parts changed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if where in name else part)
    return buffer.getvalue()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def registered(found, content, form):
    file = (f"a.{form}", sha256(content))
    return Issued(MARK, record(papers.stamp(found), (Kind.RANKING, "排名"), file, {}), "甲", 1)


def verdict(paper, content, now):
    reading = read(now, "b")
    found = recognise((paper,), sha256(now), reading)
    return judge(found, sha256(now), read(content, "a") if found else None, reading)


@pytest.fixture(params=["docx", "pptx", "xlsx"])
def issued(request, newest, templates):
    """An issued file of each form, with a score in it and the part that holds the score."""
    if request.param == "docx":
        content = write_word(papers.paper(Kind.RANKING, newest), templates)
        where = "document.xml"
    elif request.param == "pptx":
        content, where = write_slides(papers.paper(Kind.MEETING, newest), templates), "slides/slide"
    else:
        content, where = write_sheets(papers.paper(Kind.LEDGER, newest)), "sharedStrings"
    return registered(newest, content, request.param), content, where


def test_the_very_file_is_untouched(issued):
    paper, content, _ = issued
    assert verdict(paper, content, content).verdict == Verdict.UNTOUCHED


def test_packed_anew_it_is_saved_again(issued):
    paper, content, _ = issued
    again = rewritten(content, lambda part: part)
    assert verdict(paper, content, again).verdict == Verdict.SAVED_AGAIN


def test_one_changed_digit_is_found_and_shown(issued):
    paper, content, where = issued
    old, new = (b"2025Q4-001", b"2025Q4-007") if "shared" in where else (b"96.02", b"97.02")
    found = verdict(paper, content, rewritten(content, lambda p: p.replace(old, new, 1), where))
    assert found.verdict == Verdict.CHANGED
    assert all(old.decode() in one.issued for one in found.differences)
    assert all(new.decode() in one.now for one in found.differences)
    assert found.differences


def test_a_changed_number_of_a_chart_is_found(newest, templates):
    content = write_slides(papers.paper(Kind.MEETING, newest), templates)
    paper = registered(newest, content, "pptx")
    value = str(float(max(newest.outcome.scores.published))).encode()
    changed = rewritten(content, lambda p: p.replace(value, b"99.99"), "charts/chart")
    found = verdict(paper, content, changed)
    assert "99.99" in [one.now for one in found.differences]


def test_without_its_properties_the_mark_in_the_text_is_enough(issued):
    paper, content, _ = issued
    bare = with_properties(content, {})
    assert verdict(paper, content, bare).verdict == Verdict.SAVED_AGAIN


def test_somebody_else_s_file_is_unknown(issued, newest, templates):
    paper, content, _ = issued
    other = write_word(papers.paper(Kind.SUMMONS, newest), templates)
    other = rewritten(other, lambda p: p.replace(MARK.encode(), b"0000-0000-0000"))
    seal = newest.outcome.seal.encode()
    other = rewritten(other, lambda p: p.replace(seal, b"0" * 64))
    other = with_properties(other, {})
    assert verdict(paper, content, other).verdict == Verdict.UNKNOWN


def test_a_swapped_picture_is_found(newest, templates):
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
        "0000000049454e44ae426082"
    )
    paper = papers.paper(Kind.BULLETIN, newest, picture=papers.drawn(png))
    content = write_word(paper, templates)
    changed = rewritten(content, lambda part: part + b"x", "media/")
    found = verdict(registered(newest, content, "docx"), content, changed)
    assert [one.now[:4] for one in found.differences] == ["〔图片 "]


@pytest.mark.parametrize("part", [b"<a", b"", b"\xff\xfe"])
def test_a_broken_part_is_refused_with_a_sentence(newest, templates, part):
    content = write_word(papers.paper(Kind.SUMMONS, newest), templates)
    with pytest.raises(InputError, match="damaged"):
        read(rewritten(content, lambda _: part), "b.docx")


def test_entities_are_not_followed(newest, templates, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    content = write_word(papers.paper(Kind.SUMMONS, newest), templates)
    nasty = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()

    def inject(part):
        head, _, rest = part.partition(b"?>")
        return head + b"?>" + nasty + rest.replace("约谈".encode(), b"&e;", 1)

    assert not any("geheim" in text for text in read(rewritten(content, inject), "b").texts)
