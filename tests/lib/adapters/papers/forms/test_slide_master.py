"""The template of slides: 16:9, two layouts with named places."""

from io import BytesIO

import pytest
from pptx import Presentation

from lib.adapters.papers.forms.slide_master import (
    CONTENT,
    COVER,
    HEADLINE,
    PLACE,
    STAMP,
    TITLE,
    meeting,
)


@pytest.fixture(scope="module")
def deck():
    """The template."""
    return Presentation(BytesIO(meeting()))


def test_it_is_wide_and_empty(deck):
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    assert len(deck.slides) == 0


def test_its_layouts_have_their_places_inside_the_slide(deck):
    wanted = {COVER: {TITLE, HEADLINE, STAMP}, CONTENT: {TITLE, HEADLINE, PLACE, STAMP}}
    assert {layout.name: {p.name for p in layout.placeholders} for layout in deck.slide_layouts} \
        == wanted  # fmt: skip
    for layout in deck.slide_layouts:
        for place in layout.placeholders:
            assert place.left >= 0
            assert place.left + place.width <= deck.slide_width
            assert place.top + place.height <= deck.slide_height


def test_every_shape_of_a_layout_has_a_number_of_its_own(deck):
    for layout in deck.slide_layouts:
        numbers = [shape.shape_id for shape in layout.shapes]
        assert len(set(numbers)) == len(numbers)


def test_its_theme_writes_chinese_in_one_font(deck):
    theme = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype
    )
    assert theme.blob.decode().count('<a:ea typeface="微软雅黑"') == 2
