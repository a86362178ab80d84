"""Blocks for tests: two lead hospitals, one of which is a member itself."""

from datetime import date, datetime
from fractions import Fraction

from lib.model.blocks.activities import Activity, Kind
from lib.model.blocks.membership import blocks
from lib.model.journal import Posting
from lib.model.roster import Area, Roster

DAY = date(2025, 12, 31)
PEOPLE = {"B01": 30_000, "B02": 10_000, "B03": 20_000, "B04": 5_000}
LEADS = {"L1": ("B01", "B02"), "L2": ("B03", "B04")}
_LED = {code: lead for lead, codes in LEADS.items() for code in codes}
ROSTER = Roster(
    (
        Area("COUNTY", "县", "county", "", None),
        Area("L1", "县一院", "lead_hospital", "COUNTY", None),
        Area("L2", "B03院", "lead_hospital", "COUNTY", None),  # the same body as B03
        *(
            Area(code, f"{code}院", "township_hospital", "COUNTY", people, block=_LED[code])
            for code, people in PEOPLE.items()
        ),
    )
)
FIRST, SECOND = blocks(ROSTER, DAY)
FOUND = {block.code: block for block in (FIRST, SECOND)}


def activity(member="B01", hospital="L1", on=DAY, **changes):
    told = {"kind": Kind.CLINIC, "staff": 2, "days": Fraction(1, 2), "patients": 20}
    return Activity(hospital, member, on, **told | {"output": "接诊带教"} | changes)


def posted(*drafts, after=()):
    """Read drafts as if they were posted, after what was posted before."""
    at = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)
    return (
        *after,
        *(
            Posting(number, one.book, one.subject, one.kind, one.content, "测试", at)
            for number, one in enumerate(drafts, len(after) + 1)
        ),
    )
