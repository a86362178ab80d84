"""Notices read as sentences."""

from lib.model.notices import Notice


def test_a_notice_is_filled_and_keeps_its_template():
    notice = Notice("{n} of {m}", values={"n": 1, "m": 2})
    assert str(notice) == "1 of 2"
    assert notice.message == "{n} of {m}"
