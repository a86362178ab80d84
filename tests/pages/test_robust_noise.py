"""Is it real: the sentence counts what the table shows, in both languages and readings."""

import re

import pytest

POOL = 119_876_922.00


def opened(open_page, **query):
    app = open_page("robustness", robust="noise", **query)
    assert not app.exception
    assert not app.error
    return app


def headline(app):
    return next(element.value for element in app.markdown if element.value.startswith("#### "))


def figure(text):
    return float(text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sentence_counts_the_bands_of_the_table(open_page, language):
    app = opened(open_page, lang=language)
    table = app.dataframe[0].value
    numbers = {int(number) for number in re.findall(r"\d+", headline(app))}
    assert {21, len(table), table.iloc[:, 0].nunique()} <= numbers
    for low, score, high in zip(*(table.iloc[:, k] for k in (3, 2, 4)), strict=True):
        assert figure(low) <= figure(score) <= figure(high)
    assert sum(map(figure, table.iloc[:, 5])) == pytest.approx(POOL)


def test_counting_chance_in_small_denominators_widens_the_bars(open_page):
    narrow = opened(open_page, lang="en")
    wide = opened(open_page, lang="en", noise="chance")
    widths = [
        sum(figure(high) - figure(low) for low, high in zip(*columns, strict=True))
        for columns in (
            [app.dataframe[0].value.iloc[:, k] for k in (3, 4)] for app in (narrow, wide)
        )
    ]
    assert widths[1] > widths[0]


def test_payment_by_band_shares_the_same_pool(open_page):
    app = opened(open_page, lang="en", noise_list="payment")
    table = app.dataframe[0].value
    assert sum(map(figure, table["By band, yuan"])) == pytest.approx(POOL)
    assert sum(map(figure, table["Change, yuan"])) == pytest.approx(0, abs=0.005)


@pytest.mark.parametrize("detail", ["pairs", "samples"])
def test_every_detail_has_its_table(open_page, detail):
    app = opened(open_page, lang="en", noise_list=detail)
    assert len(app.dataframe[0].value)


def test_a_proposal_with_a_floor_is_carried_by_the_whole_allocation(open_page):
    app = opened(open_page, lang="en", fl="0.95")
    assert "22 institutions" in headline(app)
    assert sum(map(figure, app.dataframe[0].value["Amount, yuan"])) == pytest.approx(POOL)
