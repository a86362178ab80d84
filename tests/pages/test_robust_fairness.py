"""Fairness: one sentence, who is hurt by name, groups that add up to the whole."""

import pytest

STRICT = {"b": "0.2", "p": "72"}
"""Two institutions fall below this pass line."""


def opened(open_page, **query):
    app = open_page("robustness", robust="fairness", **query)
    assert not app.exception
    assert not app.error
    return app


def headline(app):
    return next(element.value for element in app.markdown if element.value.startswith("#### "))


def figure(text):
    return float(text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rules_in_force_say_who_gets_most_per_head_and_warn_of_nothing(open_page, language):
    app = opened(open_page, lang=language)
    assert {"zh": "麻陂", "en": "Mapi"}[language] in headline(app)
    assert "1.10" in headline(app)
    assert not [w for w in app.warning if ":small[" in w.value]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_proposal_that_hurts_names_who_is_hurt(open_page, language):
    app = opened(open_page, lang=language, **STRICT)
    hurt = {"zh": ("园洲", "铁场"), "en": ("Yuanzhou", "Tiechang")}[language]
    assert hurt[0] in headline(app)
    said = "\n".join(warning.value for warning in app.warning)
    assert all(name in said for name in hurt)


def test_groups_add_up_to_no_change_of_the_pool(open_page):
    app = opened(open_page, lang="en", fair_list="groups", **STRICT)
    table = app.dataframe[0].value
    for _, part in table.groupby("Grouped by"):
        assert sum(map(figure, part["Change, yuan"])) == pytest.approx(0, abs=0.005)
        assert sum(map(figure, part["Residents"])) == 1_210_878


@pytest.mark.parametrize("detail", ["table", "peers", "exceptions"])
def test_every_detail_names_all_institutions(open_page, detail):
    app = opened(open_page, lang="en", fair_list=detail)
    assert app.dataframe[0].value["Institution"].nunique() == 22
