"""What the other rooms give to the papers: the one place where their records become words."""

from lib.model.papers.bulletin import Rounds
from lib.model.papers.ledger import LedgerLine
from lib.model.papers.minutes import Meeting
from lib.model.quarters import Quarter


def rounds(quarter: Quarter) -> Rounds:
    """Return what was visited, checked and asked in a quarter; nothing recorded stays nothing."""
    return Rounds()


def ledger_lines() -> tuple[LedgerLine, ...]:
    """Return the items of the rectification ledger, in words."""
    return ()


def last_meeting() -> Meeting | None:
    """Return the meeting that was held last; None before the first."""
    return None
