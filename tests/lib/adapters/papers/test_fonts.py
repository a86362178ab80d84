"""A Chinese font is found, or a sentence says what to install."""

import pytest

from lib.adapters.papers.fonts import FAMILIES, chinese, choose
from lib.errors import StorageError


def test_this_machine_has_one_of_them():
    assert chinese() in FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_each_family_is_enough(family):
    assert choose({"DejaVu Sans", family}) == family


def test_without_any_the_sentence_says_what_to_install():
    with pytest.raises(StorageError, match="Chinese font") as error:
        choose({"DejaVu Sans"})
    assert "Noto Sans CJK" in error.value.hint
