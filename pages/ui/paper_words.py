"""What papers are called, and what became of them."""

from lib.model.papers.checking import Verdict
from lib.model.papers.content import Kind
from pages.ui.text import N_, _

KINDS = {
    Kind.RANKING: N_("Ranking table"),
    Kind.ALLOCATION: N_("Table of payments"),
    Kind.STATEMENT: N_("Statement of an institution"),
    Kind.BULLETIN: N_("Supervision bulletin"),
    Kind.NOTICE: N_("Notice to rectify"),
    Kind.LEDGER: N_("Rectification ledger"),
    Kind.SUMMONS: N_("Invitation to a talk"),
    Kind.MINUTES: N_("Minutes of a meeting"),
    Kind.MEETING: N_("Meeting slides"),
}
"""In the order of a quarter's work."""
VERDICTS = {
    Verdict.UNTOUCHED: N_("● Untouched: byte for byte as it was issued."),
    Verdict.SAVED_AGAIN: N_("● Saved again by another program; every text is as it was issued."),
    Verdict.CHANGED: N_("▼ Changed since it was issued: {count} places differ."),
    Verdict.UNKNOWN: N_("▲ Unknown: no issued paper carries this mark or seal."),
}


def kind(code: str) -> str:
    """Name a paper."""
    return _(KINDS[Kind(code)])
