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
from lib.model.papers.bulletin import Terms, bulletin
from lib.model.papers.content import Kind, Picture
from lib.model.papers.findings import Findings
from lib.model.papers.ledger import LedgerLine
from lib.model.papers.letters import Letter
from lib.model.papers.meeting import Agenda, slides
from lib.model.papers.minutes import Amounts, Decision, Meeting, Recipe, ScenarioLine, minutes
from lib.model.papers.ranking import ranking
from lib.model.papers.rooms import Asked, Checked, Closing, Found, Rounds, Trained, Visited
from lib.model.papers.rules import Praise
from lib.model.papers.shown import BlockLine, MeasureLine, Screens, YearLine
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
CLOSING = (
    Closing("2025年第四季度", 22, 19, 12, 11, 6, 8, 21, Fraction(47, 3)),
    Closing("2025年第三季度", 17, 18, 16, 12, 2),
)
ROUNDS = Rounds(
    visits=(
        Visited("县域慢病管理中心", 10, 17, 9),
        Visited("妇幼健康管理指导中心", 8, 17, 9, unreported=2),
    ),
    trained=(Trained("县域慢病管理中心", 2, 1), Trained("妇幼健康管理指导中心", 0, 1)),
    checked=Checked(440, 13, 31, 22, 9, (0.017, 0.05)),
    survey="2025年下半年",
    asked=(
        Asked("满意度", 800, 925, (0.842, 0.885), Fraction(85, 100), 200, 231, "与目标无显著差异"),
    ),
    closing=CLOSING,
    found=(
        Found("07", 3, ("园洲", "铁场")),
        Found("08", 2, ("石湾", "泰美")),
        Found("", 1, ("龙溪",), "组织"),
    ),
)
TERMS = Terms(Praise(3, 2, 3))
LINES = (
    LedgerLine("2025Q4-001", "石湾镇卫生院", "督导", "档案不真实", "10份档案中2份无法核实", "较重",
               date(2025, 11, 3), date(2025, 11, 18), "已销号", 0, "县域慢病管理中心质控岗",
               date(2025, 11, 16), "合格", date(2025, 11, 16), quarter="2025Q4"),
    LedgerLine("2025Q4-002", "龙溪街道社区卫生服务中心", "数据质控", "指标未达序时", "随访率偏低",
               "一般",
               date(2025, 12, 5), date(2025, 12, 20), "整改中", 19, is_extended=True),
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
        Decision("慢性病权重维持不变", "县卫生健康局", state="办理中"),
    ),
    scenarios=(
        ScenarioLine(
            "慢病加权",
            "慢性病项目由20分调为23分",
            12,
            10,
            1_234_500_00,
            -987_600_00,
            "不采纳",
            Recipe({"w": "07.23~06.5", "b": "0.6"}, "standard-100", DAYS[1], "ab" * 32),
            (Amounts("罗阳街道社区卫生服务中心", 20_599_151_24, 20_689_353_51),),
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
        Kind.BULLETIN: lambda: bulletin(
            found, LETTER, told, ROUNDS, Terms(TERMS.praise, picture, public)
        ),
        Kind.NOTICE: lambda: notices.notice(
            found.area(area).name, notices.from_figures(found, area), LETTER, told
        ),
        Kind.SUMMONS: lambda: notices.summons(
            found.area(area).name, notices.reasons_of(found, area), LETTER, told
        ),
        Kind.LEDGER: lambda: ledgers.ledger(LINES, CLOSING, LETTER, told),
        Kind.MINUTES: lambda: minutes(MEETING, LETTER, told),
        Kind.MEETING: lambda: slides(found, agenda(picture), LETTER, told),
    }
    return makers[kind]()


SCREENS = Screens(
    rounds=ROUNDS,
    waiting=MEETING.decisions[1:],
    overdue=LINES[1:],
    checked=(Checked(40, 2, interval=(0.012, 0.165), name="石湾"),),
    asked=(Asked("石湾", 33, 40, (0.68, 0.913), band="A"),),
    blocks=(
        BlockLine("县人民医院", Fraction(8853, 100), 2, Fraction(-43, 100), (85.19, 91.15), 11,
                  Fraction(47, 2), ("平安",)),
    ),
    tasks=(MeasureLine("T2", "创新和完善体制机制", "▲ 滞后", Fraction(717, 10),
                       Fraction(659, 10), 4),),
    measures=(MeasureLine("M-1", "完善管理体系", "▲ 滞后", Fraction(783, 10),
                          Fraction(757, 10), 1),
              MeasureLine("M-4", "待县局录入", "—", None, None, 0)),
    risks=("整改逾期6项：九潭、响水",),
    year=(YearLine("健康档案", Fraction(928, 1000), Fraction(1), Fraction(925, 1000)),
          YearLine("健康教育", Fraction(952, 1000), Fraction(1), None)),
)  # fmt: skip


def agenda(picture=None, steps=(), shown=SCREENS):
    return Agenda(
        "季度督导评审会", MEETING.on, picture, MEETING.scenarios, MEETING.decisions, steps, shown
    )


def drawn(content):
    return Picture(content, "得分分布图")


_NUMBER = re.compile(r"[+−-]?\d[\d,]*(?:\.\d+)?")
_DATES = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}年1—\d{1,2}月|\d{4}年1月|\d{4}年\d{1,2}月|\d{4}年"
    r"|\d{4}[-.]\d{2}[-.]\d{2}|0～6岁|附件\d|[\w〔〕]*〔2026〕3号|0752-0+"
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
