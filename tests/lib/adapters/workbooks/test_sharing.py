"""The formulas of rule R, at the edge of what a spreadsheet holds."""

import random
import string

import pytest

from lib.adapters.workbooks.book import Book, Live
from lib.adapters.workbooks.division import MOST_UNITS, digits_for
from lib.adapters.workbooks.sharing import Line, Sharing
from lib.model.apportionment import apportion
from lib.model.numbers import exact
from tests import spreadsheets
from tests.lib.adapters.workbooks.conftest import imprint


def lines(weights):
    return [Line(string.ascii_uppercase[i], "名", Live(str(w), w)) for i, w in enumerate(weights)]


def hard_cases(most):
    """Ties, zeros, neighbours and near-whole shares, with sums of weights up to `most`."""
    dice = random.Random(7)  # noqa: S311 (repeatable, nothing secret)
    for count in (1, 2, 3, 7, 22):
        top = most // count
        yield MOST_UNITS - 1, [top - i for i in range(count)]
        yield dice.randrange(MOST_UNITS), [top] * count
        yield dice.randrange(100), [dice.randrange(top) for _ in range(count)]
        yield top - 1, [top - 1] + [0] * (count - 1)
        for _ in range(8):
            yield dice.randrange(MOST_UNITS), [dice.randrange(1, top) for _ in range(count)]


@pytest.mark.skipif(spreadsheets.SOFFICE is None, reason="no LibreOffice")
@pytest.mark.parametrize("most", [5 * 10**10, 5 * 10**11, 5 * 10**12], ids=str)
def test_libreoffice_shares_as_the_engine_does(plain_county, tmp_path, most):
    book = Book(imprint(plain_county[1]))
    work = Sharing(book, "Work", digits_for(most))
    wanted = []
    for total, weights in hard_cases(most):
        work.caption("case")
        cells = work.share(Live(str(total), total), lines(weights))
        units = apportion(total, exact(weights))
        assert [cell.value for cell in cells] == units
        wanted += zip((cell.text for cell in cells), units, strict=True)
    (workbook,) = spreadsheets.recalculated([book.content()], tmp_path)
    sheet = workbook["Work"]
    places = [text.rpartition("!")[2].replace("$", "") for text, _ in wanted]
    assert [sheet[place].value for place in places] == [units for _, units in wanted]
