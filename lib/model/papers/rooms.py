"""What the rooms of the quarter's work tell the papers: counts and names, nothing computed here.

Whatever nobody has recorded is left out, and a sentence says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from lib.model.papers.content import Figure, Words, say
from lib.model.papers.written import number, percent


@dataclass(frozen=True, slots=True)
class Visited:
    """What one centre or hospital did in the quarter."""

    body: str
    """Name of the centre."""
    visited: int
    base: int
    """Units that it had to reach: 17 or 22."""
    needed: int = 0
    """Units that pass; 0 where no rule asks for any."""
    unreported: int = 0
    """Units visited whose report is missing: they do not count."""

    @property
    def share(self) -> Fraction | None:
        """Share covered; None without a base."""
        return Fraction(self.visited, self.base) if self.base else None


@dataclass(frozen=True, slots=True)
class Trained:
    """Trainings of a centre in the year."""

    body: str
    held: int
    needed: int


@dataclass(frozen=True, slots=True)
class Checked:
    """Authenticity of a quarter, of all institutions or of one: counts only."""

    records: int
    """Files that could be verified."""
    false: int
    unreachable: int = 0
    areas: int = 0
    """Institutions checked."""
    with_false: int = 0
    """Institutions with false files."""
    interval: tuple[float, float] | None = None
    """Ends of the 95 % interval of the false share, unit /1."""
    name: str = ""
    """Of the institution; empty for all."""

    @property
    def share(self) -> Fraction | None:
        """False share; None where nothing was verified."""
        return Fraction(self.false, self.records) if self.records else None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a survey, in the county or at an institution."""

    name: str
    """Question, or institution."""
    found: int
    sample: int
    interval: tuple[float, float] | None = None
    target: Fraction | None = None
    """Unit /1; None where none is set."""
    alike: int = 0
    """Pairs of institutions without a significant difference."""
    pairs: int = 0
    verdict: str = ""
    """What the interval says of the target, in words."""
    band: str = ""

    @property
    def share(self) -> Fraction | None:
        """Share of yes; None without a valid answer."""
        return Fraction(self.found, self.sample) if self.sample else None


@dataclass(frozen=True, slots=True)
class Closing:
    """What the rectification of a quarter adds up to."""

    quarter: str
    """As documents write it: 2025年第四季度."""
    opened: int
    due: int
    closed: int
    on_time: int
    overdue: int
    recurred: int = 0
    may_recur: int = 0
    days: Fraction | None = None
    """Average days from issue to close-out."""

    @property
    def closing(self) -> Fraction | None:
        """Closing rate (销号率)."""
        return Fraction(self.closed, self.due) if self.due else None

    @property
    def punctual(self) -> Fraction | None:
        """On-time rate (按期销号率)."""
        return Fraction(self.on_time, self.due) if self.due else None

    @property
    def recurrence(self) -> Fraction | None:
        """Recurrence rate (复发率)."""
        return Fraction(self.recurred, self.may_recur) if self.may_recur else None


@dataclass(frozen=True, slots=True)
class Found:
    """Problems of one service item, or of one class, that visits found."""

    item: str
    """Code of the service item; empty for problems of none."""
    count: int
    names: tuple[str, ...]
    """Institutions, each once."""
    what: str = ""
    """Class of problems of no service item: 组织, 培训."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """What is known of a quarter; empty where nobody has recorded it."""

    visits: tuple[Visited, ...] = ()
    trained: tuple[Trained, ...] = ()
    checked: Checked | None = None
    survey: str = ""
    """Name of the round: 2025年下半年."""
    asked: tuple[Asked, ...] = ()
    closing: tuple[Closing, ...] = ()
    """Of the quarter and of the one before."""
    found: tuple[Found, ...] = ()
    barred: Mapping[str, str] = field(default_factory=dict)
    """Why an institution is not praised, by code."""


def visit_lines(rounds: Rounds) -> tuple[Words, ...]:
    """Say who visited how many, and whether that is enough."""
    if not rounds.visits:
        return (("本季度督导记录未录入。",),)
    lines = [_visit(one) for one in rounds.visits]
    if rounds.trained:
        held = [say("{body}{n}次", body=one.body, n=number(one.held)) for one in rounds.trained]
        parts: list[str | Figure] = ["本年度开展培训："]
        for place, words in enumerate(held):
            parts += ["；" if place else "", *words]
        short = [one.body for one in rounds.trained if one.held < one.needed]
        ending = f"；{'、'.join(short)}尚未达到每年不少于1次的要求。" if short else "。"
        lines.append((*parts, ending))
    return tuple(lines)


def _visit(one: Visited) -> Words:
    line = say(
        "{body}督导指导{n}个单位，覆盖率{share}（应覆盖基数{base}个）",
        body=one.body,
        n=number(one.visited),
        share=percent(one.share),
        base=number(one.base),
    )
    if one.unreported:
        line += say("，另有{n}个单位已督导、缺督导报告，不计入", n=number(one.unreported))
    if one.needed and one.visited < one.needed:
        line += say("，未达到{needed}个的要求", needed=number(one.needed))
    return (*line, "。")


def checked_lines(rounds: Rounds) -> tuple[Words, ...]:
    """Say what the checks of authenticity found, in counts only."""
    found = rounds.checked
    if found is None or not found.records:
        return (("本季度真实性核查结果未录入。",),)
    line = say(
        "本季度核查档案和服务记录{n}份，判定不真实{false}份，不真实率{share}",
        n=number(found.records),
        false=number(found.false),
        share=percent(found.share),
    )
    if found.interval:
        line += ("（95%区间", *interval(found.interval), "）")
    if found.unreachable:
        line += say("；失访无法核实{n}份", n=number(found.unreachable))
    if found.areas:
        line += say(
            "。被核查{areas}个单位中，{n}个单位查出不真实档案",
            areas=number(found.areas),
            n=number(found.with_false),
        )
    return ((*line, "。涉及敏感数据的类别不在本通报列出。"),)


def checked_short(rounds: Rounds) -> Words:
    """Say in one line what the checks of authenticity found."""
    found = rounds.checked
    if found is None or not found.records:
        return ("本季度真实性核查结果未录入",)
    line = say(
        "核查{n}份，不真实{false}份，不真实率{share}",
        n=number(found.records),
        false=number(found.false),
        share=percent(found.share),
    )
    return (*line, *(("（95%区间", *interval(found.interval), "）") if found.interval else ()))


def survey_lines(rounds: Rounds) -> tuple[Words, ...]:
    """Say what people answered, with intervals, and that chance alone makes no order."""
    if not rounds.asked:
        return (("群众评价未录入。",),)
    return tuple(_asked(rounds.survey, one) for one in rounds.asked)


def _asked(survey: str, one: Asked) -> Words:
    line = say(
        "{survey}{name}{share}（有效样本{n}份",
        survey=survey,
        name=one.name,
        share=percent(one.share),
        n=number(one.sample),
    )
    if one.interval:
        line += ("，95%区间", *interval(one.interval))
    line += ("）",)
    if one.target is not None:
        line += say("，目标{target}，{verdict}", target=percent(one.target), verdict=one.verdict)
    if one.pairs:
        line += say(
            "。单位之间两两比较{pairs}对，{alike}对无显著差异，不据以排名",
            pairs=number(one.pairs),
            alike=number(one.alike),
        )
    return (*line, "。")


def closing_lines(rounds: Rounds) -> tuple[Words, ...]:
    """Say how much was put right, beside the quarter before."""
    if not rounds.closing:
        return (("整改台账未录入。",),)
    return tuple(_closing(one) for one in rounds.closing)


def _closing(one: Closing) -> Words:
    line = say(
        "{quarter}立项{opened}项，到期{due}项，已销号{closed}项，到期销号率{rate}，"
        "按期销号率{timely}；季度末超期未销号{late}项",
        quarter=one.quarter,
        opened=number(one.opened),
        due=number(one.due),
        closed=number(one.closed),
        rate=percent(one.closing),
        timely=percent(one.punctual),
        late=number(one.overdue),
    )
    if one.may_recur:
        rate = percent(one.recurrence)
        line += say("；复发{n}项，复发率{rate}", n=number(one.recurred), rate=rate)
    if one.days is not None:
        line += say("；平均{days}天销号", days=number(one.days, 1))
    return (*line, "。")


def interval(ends: tuple[float, float]) -> Words:
    """Write the ends of an interval of shares.

    >>> from lib.model.papers.content import said
    >>> said(interval((0.5, 0.75)))
    '50.0%～75.0%'
    """
    low, high = (percent(Fraction(end)) for end in ends)
    return (low, "～", high)
