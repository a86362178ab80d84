"""Whatever is wrong with a template is one sentence that names it."""

from pathlib import Path
from zipfile import BadZipFile

import pytest

from lib.adapters.papers import templates
from lib.errors import ParameterError


class OwnError(Exception):
    """What a library raises of its own."""


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (FileNotFoundError(), "notice.docx is missing"),
        (BadZipFile("no end"), "notice.docx cannot be read"),
        (PermissionError(), "notice.docx cannot be read"),
        (OwnError(), "notice.docx cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_file(raised, said):
    with (
        pytest.raises(ParameterError, match=said),
        templates.reading(Path("data/templates/notice.docx"), OwnError),
    ):
        raise raised


def test_an_error_of_ours_stays_what_it_is():
    with pytest.raises(OwnError), templates.reading(Path("notice.docx")):
        raise OwnError
