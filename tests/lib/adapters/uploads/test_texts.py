"""Text is decoded without losses or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.texts import decoded, delimiter_of, grid
from lib.errors import InputError

letters = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4)


@given(letters, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_chinese_text_is_decoded_in_all_usual_encodings(text, encoding):
    assert decoded(f"机构名称,{text}".encode(encoding), "a") == f"机构名称,{text}"


def test_a_damaged_utf8_text_is_not_taken_for_gb18030():
    content = "机构名称,建档人数,辖区内常住居民数".encode()
    with pytest.raises(InputError, match="byte 4"):
        decoded(content[:5] + b"\xff" + content[6:], "a")


def test_what_breaks_off_says_where():
    with pytest.raises(InputError, match="byte 5"):
        decoded("机构人".encode("gb18030")[:-1], "a")


def test_control_characters_make_no_table():
    with pytest.raises(InputError, match="no table"):
        decoded(b"a,b\x01\x02", "a")
    assert decoded(b"a,b\r\n\x1a", "a") == "a,b\r\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_the_one_that_makes_even_rows(delimiter):
    lines = [delimiter.join(cells) for cells in (["机构", "甲", "乙"], ["罗阳", "1 234", "5"])]
    assert delimiter_of("表题\n" + "\n".join(lines)) == delimiter


def test_thousands_do_not_look_like_columns():
    assert delimiter_of("机构;甲;乙\n罗阳;1,234;5,678\n长宁;12;1,000\n") == ";"


def test_a_quoted_cell_keeps_its_delimiter_and_its_lines():
    content = '机构,"说明,一\n二"\r\n罗阳,3\r\n'.encode()
    assert grid(content, "a", Limits()) == (("机构", "说明,一\n二"), ("罗阳", "3"))


def test_an_open_quotation_mark_is_refused_with_its_row():
    with pytest.raises(InputError, match="row 2"):
        grid('机构,人数\n"罗阳,3\n长宁,4\n'.encode(), "a", Limits())


def test_rows_are_equally_long_and_empty_ends_are_left_out():
    assert grid(b"a,b,,\nc,,,\n,,,\n\n", "a", Limits()) == (("a", "b"), ("c", None))
