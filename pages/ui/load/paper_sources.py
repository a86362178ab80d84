"""What the rooms of the quarter give to the papers: their records become Chinese words here.

Items with sensitive figures keep their number, their deadline and their state; what was found
is left out, and so are the institutions in a bulletin.
"""

from __future__ import annotations

from collections.abc import Iterable

from lib.model.authenticity import conclusions
from lib.model.authenticity.conclusions import GRAVE, Conclusion
from lib.model.authenticity.estimation import add
from lib.model.papers.rooms import Asked, Checked, Found, Rounds, Trained, Visited
from lib.model.quarters import Quarter
from lib.model.supervision.coverage import Coverage
from lib.model.surveys.estimates import Estimate, in_order
from lib.model.surveys.questionnaires import MEASURED, SATISFACTION
from pages.ui import problem_words, supervision_words, survey_words
from pages.ui.load import authenticity, rectification, reports, supervision, surveys
from pages.ui.load.paper_items import body, closing, in_chinese
from pages.ui.load.surveys import Compared
from pages.ui.text import _


@in_chinese
def rounds(quarter: Quarter) -> Rounds:
    """Return what was visited, checked, asked and put right; nothing recorded stays nothing."""
    visits = supervision.of_quarter(quarter)
    covered = supervision.centres(quarter) if visits else ()
    trained = supervision.duties(quarter.year) if supervision.trainings() else ()
    return Rounds(
        visits=tuple(map(_visited, covered)),
        trained=tuple(Trained(body(d.body), d.held, d.needed) for d in trained),
        checked=_checked_all(quarter),
        survey=survey_words.round_name(_round(quarter)) if _round(quarter) else "",
        asked=_asked(_round(quarter)),
        closing=closing(quarter),
        found=_found(quarter),
        barred=_barred(quarter),
    )


@in_chinese
def checked_by_unit(quarter: Quarter) -> tuple[Checked, ...]:
    """Return the checks of each institution, those with most false files first."""
    grouped = conclusions.by_area(_open_checks(quarter))
    found = [_checked(own, quarter, supervision_words.area(code)) for code, own in grouped.items()]
    return tuple(sorted((one for one in found if one.records), key=lambda c: -(c.share or 0)))


@in_chinese
def satisfaction_by_unit(quarter: Quarter) -> tuple[Asked, ...]:
    """Return the satisfaction with each institution, small samples last."""
    code = _round(quarter)
    if not code:
        return ()
    one = surveys.estimates(code)[SATISFACTION]
    shown = in_order(one.result.estimates)
    return tuple(_estimated(survey_words.short(e.area_code), e, one) for e in shown)


def _visited(one: Coverage) -> Visited:
    covered, waiting = len(one.covered), len(one.unreported)
    return Visited(body(one.body), covered, one.base, one.needed, waiting)


def _open_checks(quarter: Quarter) -> list[Conclusion]:
    return [one for one in authenticity.results(quarter) if not one.kind.sensitive]


def _checked_all(quarter: Quarter) -> Checked | None:
    found = _open_checks(quarter)
    return _checked(found, quarter) if any(one.tally.attempted for one in found) else None


def _checked(found: Iterable[Conclusion], quarter: Quarter, name: str = "") -> Checked:
    own = tuple(found)
    tally = add(one.tally for one in own)
    estimated = own[0].estimate if name and len(own) == 1 else None
    if estimated is None:
        _whole, estimated = conclusions.whole(own, authenticity.practice(quarter))
    return Checked(
        records=tally.verifiable,
        false=tally.false,
        unreachable=tally.unreachable,
        areas=len({one.area_code for one in own if one.tally.attempted}),
        with_false=len({one.area_code for one in own if one.tally.false}),
        interval=None if estimated is None else (estimated.share.low, estimated.share.high),
        name=name,
    )


def _round(quarter: Quarter) -> str:
    """Return the last closed round whose half-year was over in a quarter; "" if there is none."""
    known = surveys.ledger().items()
    over = [c for c, r in known if r.closed_on is not None and surveys.end_of(c) <= quarter.last]
    return max(over, default="")


def _asked(code: str) -> tuple[Asked, ...]:
    if not code:
        return ()
    found = surveys.estimates(code)
    return tuple(
        _estimated(_(survey_words.QUESTIONS[question]), found[question].result.county,
                   found[question], county=True)
        for question in MEASURED
        if found[question].result.county.count.sample
    )  # fmt: skip


def _estimated(name: str, one: Estimate, of: Compared, *, county: bool = False) -> Asked:
    stands = survey_words.verdict(one.count.interval, of.target)
    return Asked(
        name,
        one.count.found,
        one.count.sample,
        one.count.interval,
        of.target.value / 100 if county and of.target else None,
        len(of.alike) if county else 0,
        len(of.pairs) if county else 0,
        _(survey_words.VERDICTS[stands]) if stands else "",
        of.bands.get(one.area_code, ""),
    )


def _found(quarter: Quarter) -> tuple[Found, ...]:
    """Group what visits found by service item, and by class where it is of none."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for problem in supervision.findings(quarter):
        known = reports.indicators().get(problem.indicator)
        item = problem.item or (known.service_item if known else "")
        what = "" if item else _(problem_words.CLASSES[problem.problem_class])
        grouped.setdefault((item, what), []).append(problem.area_code)
    return tuple(
        Found(item, len(codes), tuple(map(supervision_words.area, sorted(set(codes)))), what)
        for (item, what), codes in sorted(grouped.items())
    )


def _barred(quarter: Quarter) -> dict[str, str]:
    """Say who is not praised, and why."""
    false = (c.area_code for c in _open_checks(quarter) if set(c.shown) & set(GRAVE))
    late = (item.area_code for item in rectification.overdue())
    return {**dict.fromkeys(false, "真实性"), **dict.fromkeys(late, "超期")}
