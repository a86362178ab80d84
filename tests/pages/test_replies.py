"""Right of reply on the screen and in the store: nothing is lost, nothing counts too early."""

from dataclasses import replace
from datetime import date

import pytest

from lib.adapters import table_files
from lib.adapters.store import imports, observations, periods, undoing
from lib.errors import InputError
from lib.model.appeals import Mark
from lib.model.authors import Author
from lib.model.evaluation import evaluate
from lib.model.intake.figures import Stage
from lib.model.journal import Attachment
from lib.model.observations import parse_period
from lib.model.quarters import Quarter
from lib.model.replies import deeds
from lib.model.replies.ledger import BOOK, FILED, Decision, Filing, Verdict
from pages.ui import load, state
from pages.ui.load import clock, journal, replies, reports
from pages.ui.text import _
from tests.pages.reading import newest

NOW = Quarter(2025, 4)
DECEMBER = parse_period("2025-12")
WAITING, OPEN, SPARE = "CHD04", ("B19", "MAT03"), ("B07", "VAC01")
VIEWS = ("cases", "columns", "desk")


@pytest.fixture
def reader(speaking):
    speaking("zh")
    newest(lambda: None)


@pytest.fixture
def author():
    return Author("王敏", state.clock(), "申诉办理")


def filing(figure, more=1):
    """An appeal about an open figure: so many more than were verified."""
    line = next(one for one in replies.lines(NOW) if one.figure[:2] == figure)
    part, whole = line.columns[Stage.VERIFIED].counts
    mark = Mark(*line.figure, part, whole)
    told = ("2025Q4", figure[0], mark, part + more, whole, "漏计", clock.today(), "甲院经办")
    return Filing(*told)


def signed(open_page, view, name="王敏", **query):
    app = open_page("appeal", appeals=view, **query)
    return app.text_input(key="operator").set_value(name).run()


def press(app, label):
    return next(button for button in app.button if button.label == _(label)).click().run()


def amounts(outcome):
    """Scores, ranks and fen as a file: what has to be the same to the byte."""
    rows = [
        {
            "area": area.code,
            "score": str(outcome.scores.full[line]),
            "rank": outcome.scores.ranks[line],
            "fen": outcome.allocation.row(area.code).amount,
        }
        for line, area in enumerate(outcome.areas)
    ]
    return table_files.write_csv(rows, "")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_view_draws_in_both_languages(open_page, lang):
    for view in VIEWS:
        for query in ({}, {"period": "2024-03", "unit": "B16"}):
            app = open_page("appeal", appeals=view, lang=lang, **query)
            assert not app.exception, (view, query)
            assert not app.error, (view, query)


def test_the_list_shows_all_states_and_every_column_of_a_figure(open_page, reader):
    states = {case.appeal.state for case in replies.listing(NOW)}
    assert states >= {FILED, "accepted", "partly", "refused"}
    app = open_page("appeal", appeals="columns")
    table = app.dataframe[0].value
    shown = table[table[_("Indicator")].str.startswith("MAT01")].iloc[0]
    found = [shown[_(stage)] for stage in ("As reported", "As verified", "As appealed", "Final")]
    assert found == ["280 / 322", "268 / 322", "278 / 322", "278 / 322"]


def test_what_nobody_appealed_in_time_stands_as_verified(open_page, reader):
    app = open_page("appeal", appeals="columns", period="2025-09")
    table = app.dataframe[0].value
    lapsed = table[table[_("State")] == _("— not appealed in time")]
    assert lapsed[_("Final")].tolist() == [_("as verified")]


def test_an_accepted_appeal_is_the_engine_on_the_stored_figures_to_the_byte(reader, author):
    case = next(c for c in replies.listing(NOW) if c.appeal.filing.mark.indicator == WAITING)
    appeal = case.appeal
    asked = (appeal.filing.numerator, appeal.filing.denominator)
    heard = replies.hearing(appeal.number, asked)
    carried = [o.allocation.carried_over for o in (heard.before, heard.after)]
    assert heard.spread + carried[1] - carried[0] == 0
    before = amounts(load.outcome())
    wish = Decision(Verdict.ACCEPTED, 0, 0, "截图属实", clock.today(), "复核组")
    replies.decide(appeal, wish, "decide waiting", author)
    after = evaluate(load.dataset(), load.rules(), clinics=False)
    assert amounts(after) == amounts(heard.after) != before
    assert after.seal == heard.after.seal
    stages = replies.stored(appeal.filing.figure)
    assert [stages[stage].counts[0] for stage in Stage] == [1505, 1465, 1497, 1497]


def test_a_figure_cut_off_between_the_two_writes_is_shown_and_stored_once(
    figures, reader, author, open_page
):
    """Only the posting is made, as when the machine stops before the figure is stored."""
    wish, before = filing(SPARE), load.outcome().seal
    indicator = reports.indicators()[wish.mark.indicator]
    terms = replies.terms()
    [posted] = journal.post(
        lambda book: deeds.file(book, wish, terms, indicator, ()), "cut", author, BOOK
    )
    number = posted.subject
    [case] = [c for c in replies.listing(NOW) if c.appeal.number == number]
    assert case.owed == (Stage.APPEALED,)
    app = signed(open_page, "cases", unit="B07")
    assert any(number in box.value for box in app.warning)
    press(app, "Transfer now")
    count = len(imports.listing(figures))
    replies.carry(number, author)
    replies.carry(number, author)
    assert len(imports.listing(figures)) == count
    [case] = [c for c in replies.listing(NOW) if c.appeal.number == number]
    assert (case.owed, case.astray) == ((), ())
    load.refresh()
    assert load.outcome().seal == before  # an appeal does not count before it is decided


def test_a_transfer_that_was_undone_is_owed_again_and_can_be_done_again(figures, reader, author):
    case = next(c for c in replies.listing(NOW) if c.appeal.filing.mark.indicator == "MAT01")
    number, title = case.appeal.number, "申诉办理 {} 终定"
    versions = observations.history(figures, *case.appeal.filing.figure)
    last = next(v for v in versions if v.to_revision is None and v.stage is Stage.FINAL)
    undoing.undo(figures, last.origin.import_id, author)
    load.refresh()
    replies.carry(number, author)
    first = next(r for r in imports.listing(figures) if r.file == title.format(number))
    undoing.undo(figures, first.id, author)
    load.refresh()
    [case] = [c for c in replies.listing(NOW) if c.appeal.number == number]
    assert case.owed == (Stage.FINAL,)
    replies.carry(number, author)
    [case] = [c for c in replies.listing(NOW) if c.appeal.number == number]
    assert case.owed == ()


def test_an_appeal_is_filed_with_evidence_and_decided_by_somebody_else(
    figures, open_page, reader, author
):
    files = (Attachment("登记表.txt", "示例".encode()),)
    number = replies.file(filing(OPEN, 3), files, "file open", author)
    assert replies.file(filing_again(number), files, "file open", author) == number
    appeal = replies.ledger().appeal(number)
    assert journal.file(appeal.filing.evidence[0].sha256) == files[0]
    assert appeal.filing.claimed == (194, 223)
    app = signed(open_page, "cases", "甲院经办", unit="B19")
    reason = next(area for area in app.text_area if area.label == _("Reason of the decision"))
    reason.set_value("登记表属实").run()
    press(app, "Decide the appeal")
    assert any("甲院经办" in box.value for box in app.error)
    assert replies.ledger().appeal(number).decision is None
    app.text_input(key="operator").set_value("复核组").run()
    press(app, "Decide the appeal")
    assert not app.error
    decided = replies.ledger().appeal(number).decision
    assert (decided.verdict, decided.by, decided.reason) == (
        Verdict.ACCEPTED,
        "复核组",
        "登记表属实",
    )
    versions = observations.history(figures, *appeal.filing.figure)
    now = {v.stage: v.numerator for v in versions if v.to_revision is None}
    assert now == {"claimed": 194, "verified": 188, "appealed": 191, "final": 191}


def filing_again(number):
    return replies.ledger().appeal(number).filing


def test_nothing_is_posted_about_a_month_that_is_closed(figures, reader, author):
    wish = replace(filing_again(replies.listing(NOW)[0].appeal.number), quarter="2025Q4")
    closing = replace(author, at=author.at, reason="年度结算")
    periods.close(figures, [DECEMBER], closing)
    before = journal.version(BOOK)
    try:
        with pytest.raises(InputError, match="closed"):
            replies.file(wish, (), "closed month", author)
    finally:
        periods.reopen(figures, DECEMBER, replace(author, reason="重新打开"))
    assert journal.version(BOOK) == before


def test_publishing_starts_the_days(open_page, reader, author):
    assert replies.publishable(NOW) == ()
    page = open_page("appeal")
    said = " ".join(caption.value for caption in page.caption)
    assert _("Every verified figure of the quarter is published.") in said
    result = replies.transfers.Result("B02", "MAT01", DECEMBER, 340, 397, "核查")
    replies.transfers.transfer([result], Stage.VERIFIED, "核查", "verify B02", author)
    assert [mark.area for mark in replies.publishable(NOW)] == ["B02"]
    app = signed(open_page, "cases")
    press(app, "Publish")
    assert not app.error
    [line] = [one for one in replies.lines(NOW) if one.figure[0] == "B02"]
    assert (line.state, line.closes) == ("open", date(2026, 1, 15))
    app = signed(open_page, "cases", unit="B02")
    reason = next(area for area in app.text_area if area.label == _("Reason of the appeal"))
    reason.set_value("漏计五人").run()
    press(app, "File the appeal")
    assert not app.error
    [case] = [c for c in replies.listing(NOW) if c.appeal.filing.institution == "B02"]
    assert (case.appeal.filing.numerator, case.owed) == (345, ())
    assert case.due == date(2026, 1, 23)
