"""Figures of other rooms by which milestones of the plan are measured."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from lib.model.authenticity import conclusions
from lib.model.plans.meters import Measured, Sign
from lib.model.quarters import Quarter, parse_quarter, quarter_of
from lib.model.surveys.questionnaires import SATISFACTION
from pages.ui.load import authenticity, blocks, clock, supervision, surveys

_PERCENT = 100


def read(signs: Iterable[Sign]) -> Measured:
    """Return what is known of some figures; what has not begun yet is left out."""
    found = {sign: value for sign in set(signs) if (value := _read(sign)) is not None}
    return dict(sorted(found.items()))


def _read(sign: Sign) -> Fraction | None:
    if sign.meter == "training":
        return _training(int(sign.period))
    quarter = parse_quarter(sign.period)
    if quarter.first > clock.today():
        return None
    return _OF_QUARTERS[sign.meter](quarter)


def _training(year: int) -> Fraction | None:
    if year > clock.today().year:
        return None
    return Fraction(sum(duty.held > 0 for duty in supervision.duties(year)))


def _coverage(quarter: Quarter) -> Fraction | None:
    shares = [one.share for one in supervision.centres(quarter) if one.share is not None]
    return _PERCENT * min(shares) if shares else None


def _helped(quarter: Quarter) -> Fraction | None:
    """Institutions that their lead hospital was at."""
    counts = (count for one in blocks.help_in(quarter) for count in one.by_member.values())
    return Fraction(sum(count.activities > 0 for count in counts))


def _authentic(quarter: Quarter) -> Fraction | None:
    found = [one for one in authenticity.results(quarter) if not one.kind.sensitive]
    tally, _estimate = conclusions.whole(found, authenticity.practice(quarter))
    return Fraction(_PERCENT * tally.true, tally.verifiable) if tally.verifiable else None


def _satisfaction(quarter: Quarter) -> Fraction | None:
    """Of the last round that ended in the quarter."""
    rounds = [code for code, told in surveys.ledger().items() if told.closed_on is not None]
    ended = [code for code in rounds if quarter_of(surveys.end_of(code)) == quarter]
    if not ended:
        return None
    count = surveys.estimates(ended[-1])[SATISFACTION].result.county.count
    return Fraction(_PERCENT * count.found, count.sample) if count.sample else None


_OF_QUARTERS = {
    "coverage": _coverage,
    "blocks": _helped,
    "authenticity": _authentic,
    "satisfaction": _satisfaction,
}
