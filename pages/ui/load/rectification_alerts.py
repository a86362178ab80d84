"""What the figures, the monthly reports and the follow-ups warn of: each may become an item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lib.model.falling import Falling, falling_behind
from lib.model.follow_ups import FollowUp
from lib.model.observations import month_name, month_of
from lib.model.problems import Found, ProblemClass, Severity
from lib.model.progress import Progress
from lib.model.quarters import Quarter
from lib.model.reporting import Report
from lib.model.scores import Scores
from pages.ui import load
from pages.ui.load import clock, reports

RED = "red"


class Kind(StrEnum):
    """What an alert is about, the gravest first."""

    FALLING = "falling"  # 双红
    REPORT = "report"  # 月报超期
    FOLLOW_UP = "follow_up"  # 跟踪事项
    BEHIND = "behind"  # 红灯


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning, with what it is about; words are put to it on the screen."""

    kind: Kind
    origin: str
    area_code: str
    quarter: str
    about: Falling | Progress | Report | FollowUp
    severity: Severity = Severity.GENERAL
    indicator: str = ""
    item: str = ""
    lost: Fraction = Fraction(0)
    """Points of the score that the figure costs."""

    @property
    def found(self) -> Found:
        """Where it came to light."""
        return Found.FIGURES

    @property
    def problem_class(self) -> ProblemClass:
        """What kind of problem it is."""
        if self.kind == Kind.REPORT:
            return ProblemClass.REPORTING
        return ProblemClass.OTHER if self.kind == Kind.FOLLOW_UP else ProblemClass.BEHIND


def alerts(quarter: Quarter) -> tuple[Alert, ...]:
    """Return every alert of a quarter, the gravest kind first; one figure warns once."""
    falling = _falling(quarter)
    known = {alert.origin for alert in falling}
    behind = tuple(alert for alert in _behind(quarter) if alert.origin not in known)
    return (*falling, *_late(quarter), *_followed(quarter), *behind)


def _shown(day: date) -> tuple[Progress, ...]:
    """Return the figures of a day that may be shown, of institutions."""
    if f"{day:%Y-%m}" not in load.periods():
        return ()
    return tuple(p for p in load.progress(day) if p.value is not None and p.withheld is None)


def _falling(quarter: Quarter) -> tuple[Alert, ...]:
    found = falling_behind(_shown(quarter.last), _shown(quarter.later(-1).last))
    red = (_of_figure(Kind.FALLING, quarter, one.now, one) for one in found if one.now.light == RED)
    return _dearest(red)


def _behind(quarter: Quarter) -> tuple[Alert, ...]:
    red = (p for p in _shown(quarter.last) if p.light == RED)
    return _dearest(_of_figure(Kind.BEHIND, quarter, p, p) for p in red)


def _of_figure(kind: Kind, quarter: Quarter, shown: Progress, about: Falling | Progress) -> Alert:
    area, indicator = shown.area.code, shown.indicator
    return Alert(
        kind,
        f"figure {quarter} {area} {indicator.code}",
        area,
        str(quarter),
        about,
        Severity.GRAVE if kind == Kind.FALLING else Severity.GENERAL,
        indicator.code,
        indicator.service_item,
        _lost(load.scores(quarter.last), area, indicator.code),
    )


def _lost(scores: Scores, area: str, indicator: str) -> Fraction:
    if indicator not in scores.tree.positions:
        return Fraction(0)
    earned, most = scores.part(area, indicator)
    return most - earned


def _dearest(found: Iterable[Alert]) -> tuple[Alert, ...]:
    """Sort by the points that are lost: a small rate may be far behind and cost little."""
    return tuple(sorted(found, key=lambda alert: (-alert.lost, alert.origin)))


def _late(quarter: Quarter) -> tuple[Alert, ...]:
    """Return the reports of the quarter that are still not there."""
    now, offered = reports.now(), reports.months()
    first, last = month_of(quarter.first), month_of(clock.today())
    late = [r for m in offered if first <= m <= last for r in reports.of_month(m)]
    return tuple(
        Alert(Kind.REPORT, _origin(r), r.area_code, str(quarter), r)
        for r in late
        if r.is_overdue(now)
    )


def _followed(quarter: Quarter) -> tuple[Alert, ...]:
    indicators = reports.indicators()
    return tuple(
        Alert(
            Kind.FOLLOW_UP,
            f"follow-up {one.number}",
            one.matter.area_code,
            str(quarter),
            one,
            indicator=one.matter.indicator,
            item=indicators[one.matter.indicator].service_item
            if one.matter.indicator in indicators
            else "",
        )
        for one in reports.follow_up_list()
        if one.is_open
    )


def _origin(report: Report) -> str:
    return f"report {month_name(report.month)} {report.area_code}"
