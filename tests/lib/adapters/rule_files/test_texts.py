"""The text of a file that people edit: UTF-8, with or without its mark, or a sentence."""

import pytest

from lib.adapters.rule_files.texts import read_text, refusal
from lib.errors import ParameterError


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_mark_is_no_part_of_the_text(tmp_path, mark):
    path = tmp_path / "目录.csv"
    path.write_bytes(mark + "指标".encode())
    assert read_text(path) == "指标"


def test_another_encoding_is_said_with_what_to_do(tmp_path):
    path = tmp_path / "目录.csv"
    path.write_bytes("指标".encode("gb18030"))
    with pytest.raises(ParameterError, match=r"目录\.csv is not written in UTF-8") as refused:
        read_text(path)
    assert "choose UTF-8" in refused.value.hint


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ParameterError, match=r"gone\.csv cannot be read"):
        read_text(tmp_path / "gone.csv")


def test_a_refusal_names_file_and_line():
    error = refusal("{file}, line {line}: {what}.", "a.csv", 3, what="wrong")
    assert str(error) == "a.csv, line 3: wrong."
