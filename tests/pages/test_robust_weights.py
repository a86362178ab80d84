"""Other weights: the sentence says what the engine gives, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.model.robustness.spread import TOP
from pages.ui.load.robust_weights import SEED


def played(lang, view):
    from lib.model.scenarios import Scenario
    from pages.ui import robust_weights, state
    from pages.ui.load import robust_weights as weights

    state.put("lang", lang)
    state.put("choice weights_view", view)
    chosen = {"scheme": "standard-100", "period": "2025-12", "level": "institution"}
    state.seed({key: (code,) for key, code in {**chosen, "item": "", "unit": ""}.items()})
    robust_weights.show(Scenario())
    if view == "ranks":
        found = weights.moved(Scenario(), "20", 1_000)
        state.put("found", (robust_weights.headline(found, "20"), found.spread))


def look(lang, view):
    app = AppTest.from_function(played, args=(lang, view), default_timeout=120)
    app.session_state["weights_draws"] = 1_000
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_sentence_tells_how_often_the_first_stay_first(lang):
    app = look(lang, "ranks")
    sentence, spread = app.session_state["found"]
    assert any(sentence in element.value for element in app.markdown)
    assert f"{100 * spread.top_kept / spread.draws:.1f}%" in sentence
    assert spread.draws == 1_000
    assert TOP == 3
    assert any(str(SEED) in caption.value for caption in app.caption)


@pytest.mark.parametrize("view", ["items", "without", "methods"])
def test_every_other_view_gives_its_answer_and_its_table(view):
    app = look("en", view)
    assert app.markdown[0].value.startswith("#### ")
    assert len(app.dataframe) == 1
