"""Papers for tests: findings of the demonstration, a stamp, a letter, given work of other rooms."""

import re
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from io import BytesIO

from docx import Document

from lib.adapters.rule_files import catalogue
from lib.model import small_cells, withholding
from lib.model.appraisal import item_standings
from lib.model.baselines import rules_seal
from lib.model.evaluation import evaluate
from lib.model.measurement import together
from lib.model.observations import last_day, parse_period
from lib.model.papers import ledger as ledgers
from lib.model.papers import notice as notices
from lib.model.papers.allocation_table import allocation_table
from lib.model.papers.bulletin import Checked, Rounds, Visited, bulletin
from lib.model.papers.content import Kind, Picture
from lib.model.papers.findings import Findings
from lib.model.papers.ledger import LedgerLine
from lib.model.papers.letters import Letter
from lib.model.papers.meeting import Agenda, slides
from lib.model.papers.minutes import Decision, Meeting, ScenarioLine, minutes
from lib.model.papers.ranking import ranking
from lib.model.papers.stamp import Stamp
from lib.model.papers.statement import statement
from lib.model.progress import follow
from lib.model.roster import COUNTY
from lib.project import Project

DAYS = (date(2025, 9, 30), date(2025, 12, 31))
BEFORE = {DAYS[0]: date(2025, 6, 30), DAYS[1]: date(2025, 9, 30)}
MADE = datetime.fromisoformat("2026-01-08T10:30:00")
LETTER = Letter(
    "博罗县卫生健康局",
    date(2026, 1, 8),
    number="博卫健函〔2026〕3号",
    addressee="各乡镇卫生院、社区卫生服务中心",
    contact="0752-0000000",
    deadline=date(2026, 1, 23),
    place="县卫生健康局三楼会议室",
)
ROUNDS = Rounds(
    visits=(Visited("县域慢病管理中心", 10, 17), Visited("妇幼健康管理指导中心", 9, 17)),
    checked=Checked(440, 13),
    surveys=("本季度满意度为86.5%，各单位差异不显著。",),
)
LINES = (
    LedgerLine("2025Q4-001", "石湾镇卫生院", "督导", "档案不真实", "10份档案中2份无法核实", "较重",
               date(2025, 11, 3), date(2025, 11, 18), "已销号", "县域慢病管理中心质控岗",
               date(2025, 11, 16)),
    LedgerLine("2025Q4-002", "龙溪街道社区卫生服务中心", "数据质控", "指标未达序时", "随访率偏低",
               "一般",
               date(2025, 12, 5), date(2025, 12, 20), "整改中"),
)  # fmt: skip
MEETING = Meeting(
    "博罗县基本公共卫生服务项目领导小组2026年第一次会议",
    date(2026, 1, 9),
    "县政府二楼会议室",
    "领导小组组长",
    ("县卫生健康局", "县财政局", "县人力资源和社会保障局"),
    heard=("2025年度评价结果和资金分配方案；",),
    decisions=(
        Decision("同意2025年度补助资金分配方案", "县财政局、县卫生健康局", date(2026, 1, 31)),
        Decision("慢性病权重维持不变", "县卫生健康局"),
    ),
    scenarios=(
        ScenarioLine(
            "慢病加权", "慢性病项目由20分调为23分", 12, 10, 1_234_500_00, -987_600_00, "不采纳"
        ),
    ),
    dissent=("县财政局：建议明年提高绩效部分比例。",),
)


def stamp(found, mark="93D5-FAF5-BC21", day=None):
    rules = found.outcome.rules
    return Stamp(
        rules.scheme, "标准百分制", rules_seal(rules), day or rules.day, 1, found.outcome.seal,
        MADE, "示例人员甲", demonstration=True, mark=mark,
    )  # fmt: skip


_KEPT = {}


def findings(dataset, day):
    """What the engine finds on a day, as pages/ui/load/papers gathers it; made once."""
    if day not in _KEPT:
        _KEPT[day] = _findings(dataset, day)
    return _KEPT[day]


@cache
def _project():
    project = Project()
    return project, project.schemes()["standard-100"], project.context()


def _findings(dataset, day):
    project, scheme, context = _project()
    ends = [last_day(parse_period(f"{day.year}-{month:02}")) for month in range(1, 13)]
    held = [scheme.on(end, context) for end in ends]
    withheld = withholding.of_year(dataset, held)[day]
    outcome = evaluate(dataset, scheme.on(day, context), clinics=False)
    previous = evaluate(dataset, scheme.on(BEFORE[day], context), clinics=False).scores
    measures, rules = outcome.scores.measures, outcome.rules
    parts = small_cells.protect(follow(measures, rules), withheld)
    county = dataset.roster.of_kind(COUNTY)[0]
    whole = small_cells.protect(follow(together(measures, county), rules), withheld)
    items = catalogue.load_service_items(project.data / "service_items.csv").on(day)
    return Findings(
        outcome,
        small_cells.visible(outcome.scores, withheld),
        previous,
        {code: item.name.zh for code, item in items.items()},
        item_standings(whole, parts, rules),
        parts,
    )


def paper(kind, found, *, in_wan=False, public=False, picture=None):
    """A paper of a kind, from the engine or from given values."""
    told = stamp(found)
    area = found.outcome.areas[3].code
    makers = {
        Kind.RANKING: lambda: ranking(found, LETTER, told, public=public),
        Kind.ALLOCATION: lambda: allocation_table(found, LETTER, told, in_wan=in_wan),
        Kind.STATEMENT: lambda: statement(found, area, LETTER, told),
        Kind.BULLETIN: lambda: bulletin(found, LETTER, told, ROUNDS, picture),
        Kind.NOTICE: lambda: notices.notice(
            found.area(area).name, notices.from_figures(found, area), LETTER, told
        ),
        Kind.SUMMONS: lambda: notices.summons(
            found.area(area).name, notices.reasons_of(found, area), LETTER, told
        ),
        Kind.LEDGER: lambda: ledgers.ledger(LINES, LETTER, told),
        Kind.MINUTES: lambda: minutes(MEETING, LETTER, told),
        Kind.MEETING: lambda: slides(found, agenda(picture), LETTER, told),
    }
    return makers[kind]()


def agenda(picture=None):
    return Agenda("季度督导评审会", MEETING.on, picture, MEETING.scenarios, MEETING.decisions)


def drawn(content):
    return Picture(content, "得分分布图")


_NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
_DATES = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}年1—\d{1,2}月|\d{4}年1月|\d{4}年\d{1,2}月|\d{4}年"
    r"|\d{4}-\d{2}-\d{2}|0～6岁|附件\d|[\w〔〕]*〔2026〕3号|0752-0+"
)


def parsed(text):
    """Read a number as it is written."""
    found = _NUMBER.search(text)
    assert found, text
    return Fraction(found[0].replace(",", "").replace("−", "-").replace("+", ""))


def agrees(text, value):
    """Tell whether a text is a number rounded half away from zero at the decimals it shows."""
    if value is None:
        return text == "—"
    found = parsed(text)
    shown = _NUMBER.search(text)[0]
    decimals = len(shown.partition(".")[2])
    scaled = abs(Fraction(value)) * 10**decimals
    rounded = Fraction(int(scaled + Fraction(1, 2)), 10**decimals)
    return found == (-rounded if value < 0 else rounded)


def numbers(text):
    """Return the numbers of a text that are neither dates nor numbers of documents."""
    return _NUMBER.findall(_DATES.sub("", text))


def word_tables(content):
    """Return the tables of a document as lists of texts, by python-docx."""
    tables = Document(BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def word_text(content):
    """Return the text of a document above its stamp, tables included."""
    document = Document(BytesIO(content))
    lines = [p.text for p in document.paragraphs if not p.text.startswith(STAMPED)]
    cells = [cell for table in word_tables(content) for row in table for cell in row]
    return "\n".join((*lines, *cells))


STAMPED = ("评价方案：", "制作时间：", "结果指纹：")


def by_name(table):
    """Return the rows of a table by its column 单位, each as a mapping by heading."""
    head, *rows = table
    named = [dict(zip(head, row, strict=True)) for row in rows]
    return {row["单位"]: row for row in named}
