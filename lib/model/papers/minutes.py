"""会议纪要: what was decided, by whom it is done, by when, and who thought otherwise.

A scenario stands in the minutes with its codes, its scheme, its day and its seal: whoever
enters the codes gets the result that the seal names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import parse_qsl, quote, urlencode

from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, say
from lib.model.papers.letters import Letter
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, change, clean, day, number, numeral, yuan

_DECISIONS = (
    Column("序号", "序号", 5),
    Column("编号", "编号", 20),
    Column("事项", "议定事项", 44),
    Column("牵头", "责任单位", 18),
    Column("期限", "完成时限", 18),
    Column("办理", "办理情况", 10),
)
_SCENARIOS = (
    Column("方案", "方案", 10),
    Column("说明", "调整内容", 44),
    Column("得益", "增加单位数", 10),
    Column("受损", "减少单位数", 10),
    Column("最多", "最大增加（万元）", 12),
    Column("最少", "最大减少（万元）", 12),
    Column("结论", "结论", 16),
)
_CODES = (
    Column("方案", "方案", 14),
    Column("代码", "方案代码", 40),
    Column("评价方案", "评价方案", 14),
    Column("数据截至", "数据截至", 12),
    Column("指纹", "结果指纹", 40),
)
_MONEY = (
    Column("方案", "方案", 14),
    Column("单位", "单位", 24),
    Column("调整前", "调整前（元）", 16),
    Column("调整后", "调整后（元）", 16),
    Column("增减", "增减（元）", 14),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided."""

    what: str
    owner: str
    """An office or role, never a person's name."""
    deadline: date | None = None
    number: str = ""
    """In the book of meetings."""
    state: str = ""
    """办理中, 已办结, 超期N天."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a scenario is made again from."""

    codes: Mapping[str, str]
    """As `scenario_codes.encode` writes them."""
    scheme: str
    """Code of the evaluation scheme."""
    day: date
    seal: str
    """Of the result that lay on the table."""

    @property
    def text(self) -> str:
        """Codes as the address of the what-if page has them; `recipe_codes` reads them."""
        return urlencode(dict(self.codes), safe="~", quote_via=quote)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What an institution gets before and after, fen."""

    unit: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One scenario that was weighed."""

    name: str
    changes: str
    gain: int | None
    """Institutions that would receive more; None where its result is not known any more."""
    lose: int | None
    most: int | None
    """Largest gain, fen."""
    least: int | None
    """Largest loss, fen, zero or negative."""
    verdict: str = ""
    """采纳, 不采纳, 继续研究."""
    recipe: Recipe | None = None
    amounts: tuple[Amounts, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that was held."""

    name: str
    on: date
    place: str
    chair: str
    """A role."""
    present: tuple[str, ...]
    """Offices."""
    heard: tuple[str, ...] = ()
    """What was reported, one sentence each."""
    decisions: tuple[Decision, ...] = ()
    scenarios: tuple[ScenarioLine, ...] = ()
    dissent: tuple[str, ...] = ()
    """Other opinions that were to be kept, by office."""
    is_open: bool = False
    """Whether it still goes on: then the minutes are not whole."""


def recipe_codes(text: str) -> dict[str, str]:
    """Read the codes of a scenario as minutes print them.

    Examples
    --------
    >>> recipe_codes("w=07.18.5~06.12&b=0.6")
    {'w': '07.18.5~06.12', 'b': '0.6'}
    """
    return dict(parse_qsl(text))


def minutes(meeting: Meeting, letter: Letter, stamp: Stamp) -> Paper:
    """Write the minutes of a meeting."""
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"{clean(meeting.name)}纪要",),
        "会议名称": (clean(meeting.name),),
        "会议时间": (day(meeting.on),),
        "会议地点": (clean(meeting.place or letter.place) or MISSING,),
        "主持": (clean(meeting.chair) or MISSING,),
        "出席": ("、".join(map(clean, meeting.present)) or MISSING,),
        "议定数": (number(len(meeting.decisions)),),
        "议定说明": _resolved(meeting),
    }
    return Paper(
        Kind.MINUTES,
        f"{clean(meeting.name)}纪要",
        stamp,
        fields,
        lists={
            "汇报": _numbered(meeting.heard) or (("会议未记录汇报内容。",),),
            "方案说明": _weighed(meeting.scenarios),
            "不同意见": tuple((clean(text),) for text in meeting.dissent) or (("无。",),),
            "补充": letter.paragraphs(),
        },
        tables={
            "议定": Table(_DECISIONS, decision_rows(meeting.decisions)),
            "方案": Table(_SCENARIOS, scenario_rows(meeting.scenarios)),
            "代码": Table(_CODES, tuple(_recipes(meeting.scenarios))),
            "金额": Table(_MONEY, tuple(_amounts(meeting.scenarios))),
        },
    )


def decision_rows(decisions: Sequence[Decision]) -> tuple[Mapping[str, Entry], ...]:
    """Return decisions as lines of a table."""
    return tuple(
        {
            "序号": number(place),
            "编号": clean(one.number) or MISSING,
            "事项": clean(one.what),
            "牵头": clean(one.owner) or MISSING,
            "期限": day(one.deadline) if one.deadline else MISSING,
            "办理": clean(one.state) or MISSING,
        }
        for place, one in enumerate(decisions, 1)
    )


def scenario_rows(scenarios: Sequence[ScenarioLine]) -> tuple[Mapping[str, Entry], ...]:
    """Return scenarios as lines of a table."""
    return tuple(
        {
            "方案": clean(one.name),
            "说明": clean(one.changes),
            "得益": number(one.gain),
            "受损": number(one.lose),
            "最多": change(_wan(one.most), 2),
            "最少": change(_wan(one.least), 2),
            "结论": clean(one.verdict) or MISSING,
        }
        for one in scenarios
    )


def scenario_columns() -> tuple[Column, ...]:
    """Return the columns of a table of scenarios."""
    return _SCENARIOS


def decision_columns() -> tuple[Column, ...]:
    """Return the columns of a table of decisions."""
    return _DECISIONS


def _wan(fen: int | None) -> Fraction | None:
    return None if fen is None else Fraction(fen, 1_000_000)


def _resolved(meeting: Meeting) -> Words:
    if not meeting.decisions:
        return ("会议没有作出决定。",)
    told = say("会议共议定{n}项：", n=number(len(meeting.decisions)))
    return ("（会议尚未结束）", *told) if meeting.is_open else told


def _weighed(scenarios: Sequence[ScenarioLine]) -> tuple[Words, ...]:
    """Say how a stranger makes a scenario again, or that there was none."""
    if not scenarios:
        return (("会议未比较方案。",),)
    lines: list[Words] = [
        say("会议比较{n}个方案，各单位金额见附表。", n=number(len(scenarios))),
    ]
    if any(one.recipe for one in scenarios):
        lines.append(("在权重模拟页的地址后填入方案代码，即可得到下列结果指纹所指的同一结果。",))
    gone = [clean(one.name) for one in scenarios if one.gain is None]
    if gone:
        names = "、".join(gone)
        lines.append((f"现有数据和规则已不能得出会上的结果：{names}；金额不再列出。",))
    return tuple(lines)


def _recipes(scenarios: Sequence[ScenarioLine]) -> list[Mapping[str, Entry]]:
    return [
        {
            "方案": clean(one.name),
            "代码": clean(one.recipe.text),
            "评价方案": clean(one.recipe.scheme),
            "数据截至": one.recipe.day.isoformat(),
            "指纹": one.recipe.seal,
        }
        for one in scenarios
        if one.recipe is not None
    ]


def _amounts(scenarios: Sequence[ScenarioLine]) -> list[Mapping[str, Entry]]:
    return [
        {
            "方案": clean(one.name),
            "单位": clean(row.unit),
            "调整前": yuan(row.before),
            "调整后": yuan(row.after),
            "增减": change(Fraction(row.after - row.before, 100), 2),
        }
        for one in scenarios
        for row in one.amounts
    ]


def _numbered(lines: Sequence[str]) -> tuple[Words, ...]:
    return tuple(
        say("（{n}）{text}", n=numeral(n), text=clean(text)) for n, text in enumerate(lines, 1)
    )
