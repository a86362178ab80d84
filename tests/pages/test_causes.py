"""Why money moves: the sentence, the pictures and the table say the same, to the fen."""

import pytest

LARGER = {"pool": "200000000", "view": "why"}
MOVED = {"w": "07.20~G2.8", "view": "why", "lang": "en"}


def headline(app):
    """The sentence of the panel; the page's own comes before it."""
    return [element.value for element in app.markdown if element.value.startswith("#### ")][-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_loses_most_is_said_first_with_the_causes(open_page, lang):
    app = open_page("whatif", **{**MOVED, "b": "0.5", "lang": lang})
    assert not app.exception
    assert not app.error
    table = app.dataframe[0].value
    assert table.iloc[0, 0].split()[0] in headline(app)
    assert f"{abs(table.iloc[0, 1]):,.2f}" in headline(app)


def test_every_row_and_every_column_of_the_table_adds_up(open_page):
    app = open_page("whatif", **MOVED, fl="0.9", u="yuan")
    table = app.dataframe[0].value
    money = (table.drop(columns=table.columns[0]) * 100).round().astype(int)
    assert (money.iloc[:, 0] == money.iloc[:, 1:].sum(axis=1)).all()
    assert (money.iloc[-1] == money.iloc[:-1].sum()).all()
    assert money.iloc[-1, 0] == 0


def test_rules_in_force_leave_nothing_to_explain(open_page):
    app = open_page("whatif", view="why", lang="en")
    assert "nothing to explain" in headline(app)
    assert not app.dataframe


def test_a_larger_pool_has_no_loser(open_page):
    assert "Nobody loses" in headline(open_page("whatif", **LARGER, lang="en"))


def test_another_institution_can_be_chosen(open_page):
    app = open_page("whatif", **LARGER)
    app.selectbox(key="causes_area").set_value("B12").run()
    assert not app.exception
    assert app.selectbox(key="causes_area").value == "B12"
