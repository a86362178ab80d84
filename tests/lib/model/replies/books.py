"""A book of replies for tests: drafts as if they were posted, and a few figures."""

from datetime import date, datetime

from lib.model.appeals import Mark
from lib.model.journal import Posting
from lib.model.observations import parse_period
from lib.model.parameters import DatedValue, Reference
from lib.model.replies import deeds
from lib.model.replies.ledger import Decision, Filing, Publication, Verdict, stand
from lib.model.replies.terms import Terms
from tests import small

REFERENCE = Reference("测试", "county", "source")
START = date(2015, 1, 1)
TERMS = Terms((DatedValue(START, 7, REFERENCE),), (DatedValue(START, 15, REFERENCE),))
[INDICATOR] = small.indicators(["X"]).values()
[SENSITIVE] = small.indicators(["X"], sensitive="yes").values()
MONTH = parse_period("2025-12")
VERIFIED = Mark("B01", "X", MONTH, 80, 100)
OTHER = Mark("B02", "X", MONTH, 50, 60)
PUBLISHED = date(2026, 1, 5)
AT = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)


def posted(*drafts, after=()):
    """Read drafts as if they were posted, after what was posted before."""
    first = len(after) + 1
    return (
        *after,
        *(
            Posting(number, one.book, one.subject, one.kind, one.content, "测试", AT)
            for number, one in enumerate(drafts, first)
        ),
    )


def publication(*marks, on=PUBLISHED):
    return Publication("2025Q4", on, "县局", marks)


def published(*marks, after=(), on=PUBLISHED):
    """A book in which some verified figures are published."""
    return posted(*deeds.publish(after, publication(*marks, on=on)), after=after)


def filing(mark=VERIFIED, numerator=90, on=date(2026, 1, 6), **changes):
    told = {
        "quarter": "2025Q4",
        "institution": mark.area,
        "mark": mark,
        "numerator": numerator,
        "denominator": mark.denominator,
        "reason": "漏计十人",
        "on": on,
        "by": "甲院",
    }
    return Filing(**told | changes)


def appealed(mark=VERIFIED, **changes):
    """A book with one appeal that waits, and the appeal."""
    book = published(mark)
    book = posted(*deeds.file(book, filing(mark, **changes), TERMS, INDICATOR, ()), after=book)
    return book, stand(book).appeal("2025Q4-001")


def decision(verdict=Verdict.ACCEPTED, counts=(0, 0), by="县局复核组", on=date(2026, 1, 8)):
    return Decision(verdict, *counts, "材料属实", on, by)
