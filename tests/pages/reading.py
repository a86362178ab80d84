"""Read screens as a person does: numbers out of texts, tables by their headings."""

import re
from fractions import Fraction

from pages.ui import load, state

_NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")


def numbers(text):
    """Return every number in a text, exactly."""
    found = (match.replace(",", "").replace("−", "-") for match in _NUMBER.findall(text))
    return [Fraction(number) for number in found]


def with_heading(elements, heading):
    """Return the tables on a screen that have a column of this heading."""
    return [element.value for element in elements if heading in element.value.columns]


def newest(read, *args):
    """Call a reader of `load` as a page does by default; needs the fixture `speaking`."""
    state.seed(
        {
            "scheme": tuple(load.schemes()),
            "period": load.periods(),
            "lang": state.LANGUAGES,
            "level": state.LEVELS,
            "item": (state.EVERY_ITEM,),
            "unit": (state.NOBODY,),
        }
    )
    return read(*args)
