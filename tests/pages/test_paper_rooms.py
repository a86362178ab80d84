"""Papers from the rooms say what the rooms say: every number is read back and compared."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pptx import Presentation

from lib.model import appraisal, comparison, evaluation, scenario_codes, scenarios
from lib.model.authenticity.estimation import add
from lib.model.meetings import records
from lib.model.papers.content import Kind, Paper, said
from lib.model.papers.minutes import recipe_codes
from lib.model.problems import Severity
from lib.model.rectification.states import State
from lib.model.scenarios import Scenario
from lib.model.surveys.questionnaires import MEASURED, SATISFACTION
from lib.project import Project
from pages.ui import load, scenario_words, state
from pages.ui.load import (
    authenticity,
    clock,
    meetings,
    paper_items,
    papers,
    rectification,
    supervision,
    surveys,
)
from pages.ui.load.papers import Options
from tests.pages.reading import newest
from tests.papers import agrees, numbers, parsed, word_tables, word_text

ROOMS = [Kind.BULLETIN, Kind.NOTICE, Kind.SUMMONS, Kind.LEDGER, Kind.MINUTES]
MONEY = {"调整前（元）": "before", "调整后（元）": "after", "增减（元）": "difference"}


@pytest.fixture(params=["zh", "en"])
def reader(speaking, request):
    """A reader of the newest period, in either language: papers are Chinese for both."""
    speaking(request.param)
    newest(lambda: None)
    state.put(state.OPERATOR, "示例人员甲")


@pytest.fixture
def held(reader):
    """A meeting with a scenario, another view and a remark."""
    author = state.author()
    points = scenarios.item_points(load.rules().tree)
    scenario = Scenario(
        items={"07": points["07"] + 3, "06": points["06"] - 3}, base_share=Fraction(3, 5)
    )
    proposed = load.reconsider(scenario)
    with state.speaking("zh"):
        summary = scenario_words.sentence(load.outcome(), proposed, scenario).replace("**", "")
    chosen = state.filters()
    codes = {key: text for key, text in scenario_codes.encode(scenario).items() if text}
    proposal = records.Proposal(summary, codes, chosen.scheme, chosen.day, proposed.seal)
    opening = records.Opening(
        "supervision", "测试评审会", clock.today(), "县卫生健康局局长", "县财政局、县医保局",
        chosen.period, chosen.scheme,
    )  # fmt: skip
    count = len(meetings.listing())
    key = f"paper meeting {count}"
    number = meetings.post(lambda p: records.begin(p, opening), key, author)[0].subject
    for place, with_it in enumerate((proposal, None)):
        told = records.Resolution("whatif", f"决定{place}", "县财政局", date(2026, 3, 1), with_it)
        post = lambda p, told=told: records.resolve(p, number, told)  # noqa: E731
        meetings.post(post, f"{key} {place}", author)
    other = records.Dissent("whatif", "县财政局", "建议维持现行比例。")
    meetings.post(lambda p: records.dissent(p, number, other), f"{key} other", author)
    meetings.post(
        lambda p: records.remark(p, number, "voice", "听取核查情况"), f"{key} say", author
    )
    meetings.post(lambda p: records.end(p, number), f"{key} end", author)
    return meetings.find(number)


def written(kind: Kind, options: Options) -> tuple[Paper, bytes]:
    paper = papers.compose(kind, options)
    return paper, papers.render(paper, options)


def late_unit() -> str:
    severe = [i for i in rectification.overdue() if i.problem.severity == Severity.SEVERE]
    return severe[0].area_code


def lines(paper: Paper, name: str) -> list[str]:
    return [said(line) for line in paper.lists[name]]


@pytest.mark.parametrize("kind", ROOMS)
def test_every_number_of_a_paper_stands_in_its_file(kind, held):
    paper, content = written(kind, Options(unit=late_unit(), meeting=held.number))
    text = word_text(content)
    hidden = {"措施", "进展", "复核结果"} | ({"编号"} if kind == Kind.MINUTES else set())
    assert paper.figures()
    for figure in paper.figures():
        assert figure.text in text
        assert agrees(figure.text, figure.value)
    for name, table in paper.tables.items():
        for row in table.rows:
            told = {k: said(e) for k, e in row.items() if k not in hidden}
            assert name == "台账" or all(cell in text for cell in told.values())


def test_coverage_is_that_of_the_board(reader):
    paper, _content = written(Kind.BULLETIN, Options())
    told = lines(paper, "督导覆盖")
    for line, one in zip(told, supervision.centres(clock.quarter()), strict=False):
        found = numbers(line)
        assert found[0] == str(len(one.covered))
        assert agrees(found[1], one.share * 100)
        assert found[2] == str(one.base)
        assert ("未达到" in line) == (not one.passes)
    held = [d.held for d in supervision.duties(clock.quarter().year)]
    assert list(map(int, numbers(told[-1]))) == held


def test_authenticity_is_counts_of_what_is_not_sensitive(reader):
    paper, _content = written(Kind.BULLETIN, Options())
    [line] = lines(paper, "真实性")
    own = [one for one in authenticity.results(clock.quarter()) if not one.kind.sensitive]
    tally = add(one.tally for one in own)
    found = numbers(line)
    assert found[:2] == [f"{tally.verifiable:,}", str(tally.false)]
    assert agrees(found[2], tally.false_share * 100)
    assert str(tally.unreachable) in found
    assert found[-1] == str(len({one.area_code for one in own if one.tally.false}))
    assert not any(area.name in line for area in load.institutions().values())


def test_the_survey_is_that_of_the_last_closed_round(reader):
    paper, _content = written(Kind.BULLETIN, Options())
    found = surveys.estimates("2025H2")
    for line, question in zip(lines(paper, "群众评价"), MEASURED, strict=True):
        county, one = found[question].result.county, found[question]
        told = numbers(line)
        assert agrees(told[0], Fraction(county.count.found * 100, county.count.sample))
        assert told[1] == str(county.count.sample)
        ends = [agrees(text, Fraction(end) * 100) for text, end in
                zip(told[3:5], county.count.interval, strict=True)]  # fmt: skip
        assert all(ends)
        assert told[-2:] == [str(len(one.pairs)), str(len(one.alike))]


@pytest.mark.parametrize("kind", [Kind.BULLETIN, Kind.LEDGER])
def test_rates_are_those_of_the_ledger(reader, kind):
    paper, _content = written(kind, Options())
    told = lines(paper, {Kind.BULLETIN: "整改", Kind.LEDGER: "销号率"}[kind])
    for line, quarter in zip(told, (clock.quarter(), clock.quarter().later(-1)), strict=True):
        rates, found = rectification.rates(quarter), numbers(line)
        assert found[:3] == [str(n) for n in (rates.opened, rates.due, rates.closed)]
        assert agrees(found[3], rates.closing * 100)
        assert agrees(found[4], rates.punctual * 100)
        assert found[5] == str(rates.overdue)
        assert agrees(found[7], rates.recurrence * 100)
        assert agrees(found[8], rates.mean_days)


def test_problems_name_the_units_that_visits_found(reader):
    paper, _content = written(Kind.BULLETIN, Options())
    told = " ".join(lines(paper, "问题"))
    closed = {i.service_item for i in load.rules().indicators.values() if i.sensitive}
    known = load.rules().indicators
    open_ = [
        p for p in supervision.findings(clock.quarter())
        if (p.item or (known[p.indicator].service_item if p.indicator in known else ""))
        not in closed
    ]  # fmt: skip
    counts = [int(part.split("个", 1)[0]) for part in told.split("督导发现问题")[1:]]
    assert sum(counts) == len(open_)


def test_nobody_who_is_late_is_praised(reader):
    paper, _content = written(Kind.BULLETIN, Options())
    _rule, best, climbed = lines(paper, "表扬")
    names = {code: area.name for code, area in load.institutions().items()}
    late = {names[item.area_code] for item in rectification.overdue()}
    assert late
    assert not any(name in best + climbed for name in late)


def test_the_ledger_has_every_item_with_its_own_days(reader):
    paper, content = written(Kind.LEDGER, Options())
    rows, ledger = paper.tables["台账"].rows, rectification.ledger().items
    assert [said(row["编号"]) for row in rows] == list(ledger)
    for row, item in zip(rows, ledger.values(), strict=True):
        days = item.days_over(clock.today())
        assert said(row["超期"]) == (str(days) if days else "—")
        assert said(row["期限"]) == (item.deadline.isoformat() if item.deadline else "—")
        assert said(row["销号"]) == (item.closed.on.isoformat() if item.closed else "—")
        assert (said(row["延期"]) != "") == (item.extension is not None)
    late = len(rectification.overdue())
    assert numbers(said(paper.fields["概况"]))[-1] == str(late)
    assert len(word_tables(content)[0]) == len(ledger) + 1


def test_the_ledger_can_leave_out_what_is_closed(reader):
    paper, _content = written(Kind.LEDGER, Options(open_only=True))
    shown = [said(row["编号"]) for row in paper.tables["台账"].rows]
    assert shown == [item.number for item in rectification.ledger().open]


def test_sensitive_items_stay_hidden_in_ledger_and_notice(reader):
    known = load.rules().indicators.values()
    closed = {code for i in known if i.sensitive for code in (i.code, i.service_item)}
    hidden = [
        i for i in rectification.ledger().items.values()
        if {i.problem.item, i.problem.indicator} & closed
    ]  # fmt: skip
    _paper, content = written(Kind.LEDGER, Options())
    text = word_text(content)
    assert text.count(paper_items.CLOSED_TEXT) == len(hidden)
    assert not any(item.problem.evidence in text for item in hidden)


def test_a_notice_lists_what_the_institution_still_has_to_do(reader):
    unit = late_unit()
    paper, _content = written(Kind.NOTICE, Options(unit=unit))
    own = [i for i in rectification.of_institution(unit)
           if i.state not in (State.TO_REVIEW, State.CLOSED)]  # fmt: skip
    rows = paper.tables["问题"].rows
    assert [said(row["编号"]) for row in rows] == [item.number for item in own]
    for row, item in zip(rows, own, strict=True):
        deadline = item.deadline or rectification.rules().deadline(
            clock.today(), item.problem.severity
        )
        assert said(row["期限"]) == f"{deadline.year}年{deadline.month}月{deadline.day}日"
        assert said(row["条款"])


def test_severe_overdue_items_are_the_first_reasons_for_a_talk(reader):
    unit = late_unit()
    paper, _content = written(Kind.SUMMONS, Options(unit=unit))
    late = [i for i in rectification.overdue() if i.area_code == unit]
    severe = [i for i in late if i.problem.severity == Severity.SEVERE]
    for line, item in zip(lines(paper, "事由"), severe, strict=False):
        assert item.number in line
        assert f"已超期{item.days_over(clock.today())}天" in line


def test_a_stranger_makes_the_scenario_again_from_the_printed_minutes(held):
    _paper, content = written(Kind.MINUTES, Options(meeting=held.number))
    [recipe] = [table for table in word_tables(content) if "方案代码" in table[0]]
    head, row = recipe
    printed = dict(zip(head, row, strict=True))
    project = Project()
    day = date.fromisoformat(printed["数据截至"])
    rules = project.schemes()[printed["评价方案"]].on(day, project.context())
    scenario = scenario_codes.decode(recipe_codes(printed["方案代码"]))
    before = evaluation.evaluate(load.dataset(), rules)
    after = evaluation.reconsider(load.dataset(), before, scenarios.apply(rules, scenario))
    assert after.seal == printed["结果指纹"]
    [money] = [table for table in word_tables(content) if "调整前（元）" in table[0]]
    named = {line[1]: dict(zip(money[0], line, strict=True)) for line in money[1:]}
    for change in comparison.compare(before, after).changes:
        for heading, name in MONEY.items():
            shown = parsed(named[change.area.name][heading])
            assert shown * 100 == getattr(change, name)


def test_the_minutes_hold_decisions_dissent_and_what_was_said(held):
    paper, content = written(Kind.MINUTES, Options(meeting=held.number))
    text = word_text(content)
    for decision in held.decisions:
        assert decision.resolution.text in text
        assert decision.resolution.owner in text
    assert "县财政局：建议维持现行比例。" in text
    assert "听取核查情况" in text
    assert said(paper.fields["出席"]) == "县财政局、县医保局"
    assert held.decisions[0].resolution.proposal.summary in text


def test_a_proposal_whose_result_is_gone_prints_no_money(held):
    told = held.decisions[0].resolution
    strange = replace(told, proposal=replace(told.proposal, seal="0" * 64))
    author = state.author()
    opening = replace(held.opening, title="另一次会议")
    key = f"gone {held.number}"
    number = meetings.post(lambda p: records.begin(p, opening), key, author)[0].subject
    meetings.post(lambda p: records.resolve(p, number, strange), f"{key} decided", author)
    meetings.post(lambda p: records.end(p, number), f"{key} end", author)
    paper, _content = written(Kind.MINUTES, Options(meeting=number))
    assert paper.tables["金额"].rows == ()
    assert "已不能得出" in " ".join(lines(paper, "方案说明"))


@pytest.mark.parametrize("kind", ["supervision", "leading_group"])
def test_slides_of_either_meeting_hold_every_number(held, kind):
    paper, content = written(Kind.MEETING, Options(meeting=held.number, agenda=kind))
    deck = Presentation(BytesIO(content))
    assert len(deck.slides) == len(paper.slides) + 1
    for slide, drawn in zip(paper.slides, list(deck.slides)[1:], strict=True):
        if slide.table is None or slide.series:
            continue
        [table] = [shape.table for shape in drawn.shapes if shape.has_table]
        cells = [[cell.text for cell in row.cells] for row in table.rows][1:]
        rows = [*slide.table.rows, *([slide.table.total] if slide.table.total else [])]
        assert cells == [[said(row[c.key]) for c in slide.table.columns] for row in rows]


def test_slides_show_the_rooms_own_numbers(held):
    options = Options(meeting=held.number, agenda="supervision")
    shown = {slide.title: slide for slide in papers.compose(Kind.MEETING, options).slides}
    coverage = shown["督导覆盖和培训"].table
    found = supervision.centres(clock.quarter())
    assert [row["已覆盖"].value for row in coverage.rows] == [len(c.covered) for c in found]
    decided = shown["议定事项"].table
    assert [said(row["编号"]) for row in decided.rows] == [d.number for d in held.decisions]
    late = [row for title, s in shown.items() if title.startswith("超期未销号") for row in
            s.table.rows]  # fmt: skip
    assert [said(r["编号"]) for r in late] == [i.number for i in rectification.overdue()]
    asked = [row for title, s in shown.items() if title.startswith("各单位满意度") for row in
             s.table.rows]  # fmt: skip
    result = surveys.estimates("2025H2")[SATISFACTION].result
    assert sorted(r["样本"].value for r in asked) == sorted(
        e.count.sample for e in result.estimates
    )


def test_the_year_before_is_on_the_slides_of_the_leading_group(held):
    options = Options(meeting=held.number, agenda="leading_group")
    slides = papers.compose(Kind.MEETING, options).slides
    [table] = [s.table for s in slides if s.title == "十四项与目标、上年比较"]
    rules, then = load.outcome().rules, load.months_before(12)
    before = {
        s.code: s.done
        for s in appraisal.item_standings(load.county_progress(then), load.progress(then), rules)
    }
    now = [s for s in appraisal.item_standings(load.county_progress(), load.progress(), rules)
           if s.code.isdigit()]  # fmt: skip
    for row, one in zip(table.rows, now, strict=True):
        assert row["实际"].value == one.done * 100
        assert row["上年"].value == before[one.code] * 100


@pytest.mark.parametrize("kind", [Kind.STATEMENT, Kind.NOTICE])
def test_all_institutions_are_in_one_archive(reader, kind):
    made, none = papers.compose_all(kind, Options())
    assert len(made) + len(none) == len(load.institutions())
    with ZipFile(BytesIO(papers.archive(made[:3], none, Options()))) as package:
        files = [name for name in package.namelist() if name.endswith(".docx")]
        assert len(files) == 3
        for name, paper in zip(files, made, strict=False):
            text = "\n".join(p.text for p in Document(BytesIO(package.read(name))).paragraphs)
            assert said(paper.fields["主送机关"]) in text
        if none:
            told = package.read("没有问题的单位.txt").decode()
            assert told.splitlines() == list(none)


@pytest.mark.parametrize("kind", [Kind.BULLETIN, Kind.MEETING, Kind.SUMMONS])
def test_before_the_rooms_have_records_there_are_sentences(reader, kind):
    state.choose(period="2024-12")
    newest(lambda: None)
    paper = papers.compose(kind, Options(unit="B05"))
    if kind == Kind.BULLETIN:
        for name in ("督导覆盖", "真实性"):
            [line] = lines(paper, name)
            assert "未录入" in line
            assert not numbers(line)


def test_the_board_leads_to_the_bulletin_ready_to_be_made(open_page):
    app = open_page("supervision").button(key="make bulletin ").click().run()
    assert not app.exception
    assert app.segmented_control(key="choice paper").value == Kind.BULLETIN


@pytest.mark.parametrize("paper", [Kind.MINUTES, Kind.MEETING, Kind.LEDGER, Kind.NOTICE])
def test_papers_of_the_rooms_are_drawn_with_their_options(open_page, paper):
    app = open_page("papers", papers="make", paper=paper)
    assert not app.exception
    assert not app.error
    if paper == Kind.NOTICE:
        app = app.toggle(key="paper all notice").set_value(True).run()
        assert not app.exception
