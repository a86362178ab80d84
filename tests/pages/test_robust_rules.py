"""What the rules do: every section says its answer first, and its table adds up."""

import pytest

SECTIONS = ("price", "steps", "gaps", "weight", "people", "verified")


def headline(app):
    return next(element.value for element in app.markdown if element.value.startswith("#### "))


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_says_its_answer_first_in_chinese(open_page, section):
    app = open_page("robustness", robust="rules", rules=section)
    assert not app.exception
    assert not app.error
    assert len(headline(app)) > 10
    assert app.segmented_control(key="choice rules").value == section


@pytest.mark.parametrize("section", ["price", "people"])
def test_a_proposal_can_be_looked_at_in_english(open_page, section):
    query = {"w": "07.20~G2.8", "lang": "en"}
    app = open_page("robustness", robust="rules", rules=section, **query)
    assert not app.exception
    assert not app.error
    assert "{" not in headline(app)


def test_the_prices_of_every_item_add_up_to_nothing(open_page):
    app = open_page("robustness", robust="rules", rules="price", lang="en")
    table = app.dataframe[0].value
    money = table.drop(columns=table.columns[0])
    assert money.shape == (23, 17)
    assert (money.iloc[-1] == 0).all()
    assert (money.iloc[:-1].sum().round(2) == 0).all()
    assert (money.iloc[:-1] != 0).any().all()


def test_without_a_verified_figure_all_points_are_unverified(open_page):
    app = open_page("robustness", robust="rules", rules="verified", lang="en")
    assert "All 100 points" in headline(app)
    assert (app.dataframe[0].value["Unverified points"] == 100).all()


def test_another_way_of_counting_only_moves_money(open_page):
    app = open_page("robustness", robust="rules", rules="people", lang="en")
    table = next(d.value for d in app.dataframe if "Change, yuan" in d.value.columns)
    assert round(table["Change, yuan"].sum(), 2) == 0
    assert "lights change" in headline(app)
    assert any("registered elsewhere" in caption.value for caption in app.caption)
