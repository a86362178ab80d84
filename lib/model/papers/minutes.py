"""会议纪要: what was decided, by whom it is done, by when, and who thought otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lib.model.papers.content import Column, Entry, Kind, Paper, Table, Words, say
from lib.model.papers.letters import Letter
from lib.model.papers.stamp import Stamp
from lib.model.papers.written import MISSING, change, clean, day, number, numeral

_DECISIONS = (
    Column("序号", "序号", 5),
    Column("事项", "议定事项", 44),
    Column("牵头", "责任单位", 18),
    Column("期限", "完成时限", 14),
)
_SCENARIOS = (
    Column("方案", "方案", 24),
    Column("说明", "调整内容", 36),
    Column("得益", "增加单位数", 10),
    Column("受损", "减少单位数", 10),
    Column("最多", "最大增加（万元）", 12),
    Column("最少", "最大减少（万元）", 12),
    Column("结论", "结论", 10),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided."""

    what: str
    owner: str
    """An office or role, never a person's name."""
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """One scenario that was weighed."""

    name: str
    changes: str
    gain: int
    """Institutions that would receive more."""
    lose: int
    most: int
    """Largest gain, fen."""
    least: int
    """Largest loss, fen, zero or negative."""
    verdict: str = ""
    """采纳, 不采纳, 继续研究."""


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


def minutes(meeting: Meeting, letter: Letter, stamp: Stamp) -> Paper:
    """Write the minutes of a meeting."""
    fields: dict[str, Words] = {
        **letter.fields(),
        "标题": (f"{clean(meeting.name)}纪要",),
        "会议名称": (clean(meeting.name),),
        "会议时间": (day(meeting.on),),
        "会议地点": (clean(meeting.place) or MISSING,),
        "主持": (clean(meeting.chair) or MISSING,),
        "出席": ("、".join(map(clean, meeting.present)) or MISSING,),
        "议定数": (number(len(meeting.decisions)),),
    }
    return Paper(
        Kind.MINUTES,
        f"{clean(meeting.name)}纪要",
        stamp,
        fields,
        lists={
            "汇报": _numbered(meeting.heard),
            "不同意见": tuple((clean(text),) for text in meeting.dissent) or (("无。",),),
            "补充": letter.paragraphs(),
        },
        tables={
            "议定": Table(_DECISIONS, decision_rows(meeting.decisions)),
            "方案": Table(_SCENARIOS, scenario_rows(meeting.scenarios)),
        },
    )


def decision_rows(decisions: Sequence[Decision]) -> tuple[Mapping[str, Entry], ...]:
    """Return decisions as lines of a table."""
    return tuple(
        {
            "序号": number(place),
            "事项": clean(one.what),
            "牵头": clean(one.owner) or MISSING,
            "期限": day(one.deadline) if one.deadline else MISSING,
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
            "最多": change(Fraction(one.most, 1_000_000), 2),
            "最少": change(Fraction(one.least, 1_000_000), 2),
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


def _numbered(lines: Sequence[str]) -> tuple[Words, ...]:
    return tuple(
        say("（{n}）{text}", n=numeral(n), text=clean(text)) for n, text in enumerate(lines, 1)
    )
