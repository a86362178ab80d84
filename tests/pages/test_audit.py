"""The audit screen: the verdict first, every action as a sentence, found again by what it tells."""

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from lib.adapters.store.audit import Wanted, search
from lib.adapters.store.changes import changing
from lib.adapters.store.engine import reading
from lib.model.authors import Author
from lib.model.chain import Entry, Verdict
from pages.ui import audit_parts, audit_words
from pages.ui.load import audit
from pages.ui.load.audit import Contents
from pages.ui.text import _
from tests.conftest import ROOT
from tests.pages.reading import numbers

AT = datetime.fromisoformat("2026-01-05T16:30:07")
MARKUP = "<b>**x**</b> =1+1 :red[z]"
FACTS = {
    "import": (
        {"revision": 4},
        {
            "import": 3,
            "revision": 5,
            "stage": "claimed",
            "months": ["2025-09"],
            "new": 7,
            "changed": 2,
            "unchanged": 1,
            "note": "已核",
            "warnings": ["a", "b"],
        },
    ),
    "import.undo": ({"revision": 5}, {"import": 3, "revision": 6, "removed": 9, "restored": 2}),
    "layout.remember": (None, {"a": 1}),
    "names.remember": ({}, {"罗阳": "B01", "合计": ""}),
    "rules.change": ({"a.yaml": None, "b.yaml": "x"}, {"a.yaml": "y", "b.yaml": None}),
    "report.approved": ({"state": "submitted"}, {"state": "approved", "version": 2}),
    "report.returned": ({"state": "approved"}, {"state": "returned", "version": 2}),
    "report.record": (None, {"decisions": 12}),
    "deadline.move": (None, {"day": "2026-01-08"}),
    "follow_up.open": (None, {"number": 4, "owner": "王芳", "note": "核对"}),
    "follow_up.close": ({"note": "核对"}, {"number": 4, "outcome": "已更正"}),
    "period.close": ({"closed": False}, {"closed": True}),
    "period.reopen": (
        {"closed": True, "actor": "李晓", "at": "2026-01-05T16:30:00", "reason": "通过"},
        {"closed": False},
    ),
    "evaluation.adopt": (
        None,
        {
            "number": 1,
            "scheme": "standard-100",
            "day": "2025-12-31",
            "revision": 5,
            "institutions": 22,
            "fen": 123456789,
            "seal": "ab" * 32,
        },
    ),
    "scenario.save": (
        None,
        {
            "number": 1,
            "version": 2,
            "scheme": "standard-100",
            "day": "2025-12-31",
            "changes": {"w": "07.20~G2.8"},
            "seal": "ab" * 32,
        },
    ),
    "scheme.adopt": (
        None,
        {
            "number": 1,
            "effective": "2026-01-01",
            "rules": ["base_share", "tree"],
            "rules_seal": "ab" * 32,
        },
    ),
    "blind.begin": (None, {"number": 1, "institutions": 22, "order": "ab" * 32}),
    "blind.weigh": (None, {"number": 1, "member": "财务股", "digest": "ab" * 32}),
    "blind.lock": (None, {"number": 1, "sets": 3, "digest": "ab" * 32}),
    "blind.unveil": (None, {"number": 1, "sets": 3, "digest": "ab" * 32}),
    "restore": ({"entries": 9}, {"entries": 7, "log_kept": True, "resealed": False}),
}


def entry(action, before, after, digest="f" * 64):
    return Entry(1, AT, "李晓", action, "对象", before, after, "原因", "0" * 64, digest)


def tell(store, *subjects, action="period.close"):
    with changing(store, Author("审计测试", AT, "为测试")) as change:
        for subject in subjects:
            change.tell(action, subject, {"closed": False}, {"closed": True})


def shown(app):
    return app.dataframe[0].value


def test_every_action_that_the_store_tells_has_a_name_and_a_sentence():
    told = set()
    for path in (ROOT / "lib" / "adapters" / "store").glob("*.py"):
        text = Path(path).read_text(encoding="utf-8")
        told |= set(re.findall(r"\.tell\(\s*\"([\w.]+)\"", text))
        told |= set(re.findall(r"deed = \(\"([\w.]+)\"", text))
        told |= set(re.findall(r"^[A-Z, ]+ = (?:\"[\w.]+\", )?\"(\w+\.\w+)\"$", text, re.MULTILINE))
    assert told >= {"import", "import.undo", "rules.change", "period.reopen", "evaluation.adopt"}
    assert told <= set(audit_words.ACTIONS)
    assert set(FACTS) == set(audit_words.ACTIONS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("action", FACTS)
def test_every_known_action_reads_as_a_sentence_and_not_as_code(speaking, action, lang):
    speaking(lang)
    said = audit_words.sentence(entry(action, *FACTS[action]))
    assert said
    assert not re.search(r"[{}\"]|None|null", said)


def test_the_sentence_of_an_import_has_its_numbers(speaking):
    speaking("en")
    said = audit_words.sentence(entry("import", *FACTS["import"]))
    assert [int(n) for n in numbers(said)][-6:] == [7, 2, 1, 4, 5, 2]


def test_the_sentence_of_an_adoption_has_its_money_and_the_head_of_its_seal(speaking):
    speaking("en")
    said = audit_words.sentence(entry("evaluation.adopt", *FACTS["evaluation.adopt"]))
    assert "1,234,567.89 yuan" in said
    assert "seal abababababab." in said


@pytest.mark.parametrize("action", [*FACTS, "unheard.of"])
@pytest.mark.parametrize(
    "after", [None, {"x": MARKUP}, ["y"], "z", {"months": 3, "revision": None}]
)
def test_values_of_another_version_are_written_as_they_are(speaking, action, after):
    speaking("en")
    assert isinstance(audit_words.sentence(entry(action, None, after)), str)


def test_a_forged_entry_says_so(speaking):
    speaking("en")
    assert "cannot be read" in audit_words.sentence(entry("import", None, None, digest=""))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_draws_and_says_first_that_the_log_is_whole(open_page, figures, lang):
    tell(figures, "2025-01")
    app = open_page("audit", lang=lang)
    assert not app.exception
    assert not app.error
    with reading(figures.engine) as connection:
        last = search(connection, Wanted(), limit=1)[0].seq
    assert last in [int(n) for n in numbers(app.success[0].value)]


def test_entries_come_newest_first_and_in_pages(open_page, figures):
    tell(figures, *(f"页{n:03}" for n in range(audit_parts.PAGE + 5)))
    app = open_page("audit", lang="en")
    first = shown(app)
    assert len(first) == audit_parts.PAGE
    assert first["No."].is_monotonic_decreasing
    assert press(app, "Newer").disabled
    press(app, "Older").click().run()
    second = shown(app)
    assert second["No."].iloc[0] == first["No."].iloc[-1] - 1
    press(app, "Newer").click().run()
    assert shown(app)["No."].tolist() == first["No."].tolist()


def press(app, label):
    return next(button for button in app.button if button.label == label)


def test_a_word_finds_what_it_is_in_and_turns_back_to_the_first_page(open_page, figures):
    tell(figures, "独一无二的对象", *(f"填{n}" for n in range(audit_parts.PAGE + 1)))
    app = open_page("audit", lang="en")
    press(app, "Older").click().run()
    app.text_input(key="audit words").set_value("独一无二的对象").run()
    assert shown(app)["On what"].tolist() == ["独一无二的对象"]
    app.text_input(key="audit words").set_value("没有这样的词").run()
    assert len(app.dataframe) == 0
    assert not app.exception


def test_filters_by_action_and_person_leave_only_these(open_page, figures):
    tell(figures, "2025-02", action="period.close")
    app = open_page("audit", lang="zh")
    app.selectbox(key="audit action").select("period.close")
    app.selectbox(key="audit actor").select("审计测试").run()
    assert set(shown(app)[_("What")]) == {_("Month closed")}
    assert set(shown(app)[_("Who")]) == {"审计测试"}


def test_a_day_without_entries_finds_nothing(open_page, figures):
    app = open_page("audit", lang="en")
    app.date_input(key="audit until").set_value(date(2001, 1, 1)).run()
    assert len(app.dataframe) == 0


def test_what_people_wrote_is_never_markup(open_page, figures):
    tell(figures, MARKUP)
    app = open_page("audit", lang="en")
    assert shown(app)["On what"].iloc[0] == MARKUP
    assert not any("<b>" in block.value for block in app.markdown)


def test_a_download_has_the_values_and_the_seals(speaking, figures):
    speaking("en")
    tell(figures, "2025-03")
    found = audit.search(audit.Wanted(), limit=3)
    lines = audit_parts.export(found)
    assert [line["Seal"] for line in lines] == [e.hash for e in found]
    assert json.loads(lines[0]["After"]) == {"closed": True}


VERDICTS = {
    "whole": (Verdict(5, None, is_cut=False), "success"),
    "changed": (Verdict(3, 3, is_cut=False), "error"),
    "cut": (Verdict(4, None, is_cut=True), "error"),
    "unanchored": (Verdict(5, None, is_cut=False, is_anchored=False), "warning"),
    "empty": (Verdict(0, None, is_cut=False, is_anchored=False), "info"),
}


@pytest.mark.parametrize("case", VERDICTS)
def test_every_verdict_has_its_own_sentence(case):
    from streamlit.testing.v1 import AppTest

    found, kind = VERDICTS[case]

    def page(found, contents):
        from pages.ui import audit_parts

        audit_parts._say(found, contents)  # noqa: SLF001

    app = AppTest.from_function(
        page, args=(found, Contents(5, AT, (), ())), default_timeout=30
    ).run()
    assert not app.exception
    assert len(getattr(app, kind)) == 1
