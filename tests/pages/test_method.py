"""Method: every rule is on the screen, with its source, and nothing unsure looks sure."""

from datetime import date
from fractions import Fraction

import pytest

from lib.model.parameters import DatedValue, Parameter, Reference, Text
from pages.ui import load, method_tables, method_words, rule_words, scoring_words, state
from pages.ui.text import LANGUAGES

PERIOD = "2025-12"
TABS = ["parameters", "weights", "scoring", "allocation", "targets", "subsidy", "catalogue", "seal"]
SCHEMES = ["standard-100", "standard-1000"]
UNSURE = {"en": "to be confirmed by the county", "zh": "待县局确认"}


def scheme_of(code):
    return load._schemes(load.version())[code].scheme  # noqa: SLF001


@pytest.fixture
def shown(speaking):
    """Choose language, scheme and period as a reader would, without drawing a page."""

    def choose(lang="en", scheme="standard-100"):
        speaking(lang)
        state.seed(
            {name: (value,) for name, value in {"scheme": scheme, "period": PERIOD}.items()}
            | {"level": state.LEVELS, "item": ("all",), "unit": ("",)}
        )
        return load.rules()

    return choose


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_tab_draws(open_page, scheme, tab, lang):
    app = open_page("method", lang=lang, tab=tab, scheme=scheme, period=PERIOD)
    assert not app.exception
    assert not app.error
    assert app.query_params["tab"] == tab


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_parameter_of_the_scheme_appears(open_page, scheme, lang):
    app = open_page("method", lang=lang, scheme=scheme, period=PERIOD)
    words = app.table[0].value.iloc[:, 0].tolist()
    for parameter in scheme_of(scheme).parameters.values():
        assert any(
            parameter.label.of(lang).replace("-", "\\-") in w or parameter.label.of(lang) in w
            for w in words
        )
    assert len(words) == len(scheme_of(scheme).parameters)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_that_is_general_knowledge_is_marked(open_page, scheme, lang):
    app = open_page("method", lang=lang, scheme=scheme, period=PERIOD)
    table = app.table[0].value
    day = state.last_day(PERIOD)
    for line, parameter in enumerate(scheme_of(scheme).parameters.values()):
        unsure = parameter.at(day).reference.confidence == "general_knowledge"
        assert (f":orange-badge[{UNSURE[lang]}]" in table.iloc[line].tolist()) == unsure


def test_targets_and_subsidies_of_general_knowledge_are_marked(shown):
    rules = shown()
    told = {row["Code"]: row["Confirmation"] for row in method_tables.targets(rules)}
    assert set(told) == set(rules.targets) & set(rules.indicators)
    for code, words in told.items():
        unsure = rules.targets[code].reference.confidence == "general_knowledge"
        assert (words == UNSURE["en"]) == unsure
    rows = method_tables.subsidy(load.subsidy())
    assert [row["Year"] for row in rows] == [str(year) for year in range(2009, 2026)]
    assert sum(row["Confirmation"] == UNSURE["en"] for row in rows) == 10


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_weight_tree_adds_up_on_the_screen(shown, scheme):
    rules = shown("en", scheme)
    rows = method_tables.weights(rules)
    leaves = [row for row in rows if row["Kind"] == "Indicator"]
    assert [row["Code"] for row in leaves] == [leaf.code for leaf in rules.tree.leaves]
    assert sum(Fraction(row["Points it is worth"]) for row in leaves) == rules.totals["default"]
    groups = [row for row in rows if not row["Part of the scheme"].startswith("　")]
    assert sum(float(row["Share of the whole"].rstrip("%")) for row in groups) == pytest.approx(
        100, abs=0.05
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scored_indicator_says_its_target_in_words(shown, scheme, lang):
    rules = shown(lang, scheme)
    for row, leaf in zip(method_tables.scoring(rules), rules.tree.leaves, strict=True):
        rule, indicator = rules.scoring[leaf.code], rules.indicators[leaf.indicator]
        if rule.function in ("S1", "S2", "S3"):
            assert scoring_words.in_unit(rule.target, indicator) in " ".join(row.values())


def test_the_sentences_about_money_follow_the_rules(shown):
    money = shown("en").allocation
    told = " ".join(method_words.allocation(money, "published"))
    assert "99.00 yuan" in told
    assert "70.0% of the pool" in told
    assert "below 60 points k = 0" in told
    assert "03-31 30.0%, 06-30 20.0%, 09-30 20.0%" in told
    assert "40.0% of the amount" in told


def test_a_search_keeps_what_it_finds(open_page):
    app = open_page("method", tab="weights")
    every = len(app.dataframe[0].value)
    app.text_input(key="method search").set_value("高血压").run()
    found = app.dataframe[0].value
    assert 0 < len(found) < every
    assert all("高血压" in " ".join(map(str, row)) for row in found.to_numpy())
    app.text_input(key="method search").set_value("no such words").run()
    assert len(app.dataframe) == 0


def parameter(checked=None, **values):
    reference = Reference("t", "county", "source")
    history = tuple(
        DatedValue(date(y, 1, 1), v, reference) for y, v in values.get("held", {}).items()
    )
    return Parameter(
        "s", "pass_line", Text("合格线", "Pass line"), Text("d", "d"), "point", history, checked
    )


def test_a_rule_not_compared_for_a_year_is_flagged(shown):
    shown("en")
    today = date(2026, 6, 1)
    told = [
        method_tables.parameters({"p": parameter(day, held={2024: 60})}, today, today)[0][
            "Compared with the source"
        ]
        for day in (date(2025, 5, 1), date(2025, 12, 1), None)
    ]
    assert told == ["2025-05-01, more than a year ago", "2025-12-01", "no date entered"]


def test_earlier_and_later_values_are_told(shown):
    shown("en")
    held = {2024: 60, 2026: 65, 2027: None}
    (row,) = method_tables.parameters(
        {"p": parameter(held=held)}, date(2026, 6, 1), date(2026, 6, 1)
    )
    assert (row["Value in force"], row["Since"]) == ("65 points", "2026-01-01")
    assert row["History"] == "2024-01-01 60 points；2027-01-01 ended"


def test_a_code_means_what_its_rule_means(shown):
    shown("en")
    assert rule_words.word("below_pass_line", "zero") == "earns no performance money"
    assert rule_words.word("status_treatment", "zero") == "kept, and nothing earned"
    assert rule_words.word("village_split", "unheard_of") == "unheard_of"


def test_the_seal_of_the_result_is_told(open_page):
    app = open_page("method", lang="en", tab="seal", period=PERIOD)
    words = app.table[0].value.astype(str).to_string()
    assert len([w for w in words.split() if len(w) == 64]) == 2
