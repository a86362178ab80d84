"""Small surveys for tests: rules of the shipped file, interviews from plain values."""

from datetime import date, datetime

from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.journal import Posting
from lib.model.surveys.estimates import Count, Estimate
from lib.model.surveys.interviews import Interview, Mode
from lib.model.surveys.questionnaires import parse_rules
from lib.model.surveys.rounds import Round
from lib.model.surveys.sheets import MODES, NO, NONE, YES
from tests.conftest import ROOT

RULES = parse_rules(read_document(ROOT / "data" / "survey.yaml").content)
CODE = "2025H2"
CLINICS = {"A": frozenset({"A1", "A2", "A3", "A4"}), "B": frozenset({"B1"})}
ROUND = Round(CODE, date(2025, 11, 10), date(2025, 12, 12), tuple(Mode), "2024-1", tuple(CLINICS))
TEN = ["chronic"] * 4 + ["maternal"] * 2 + ["parent"] * 2 + ["elderly"] * 2


def asked(clinic="A1", respondent="elderly", **answers):
    return Interview(clinic, Mode.VISIT, respondent, 1, "访员03", **answers)


def whole_quota(area="A"):
    """Forty interviews that meet every quota of an institution."""
    return tuple(asked(f"{area}{village}", who) for village in (1, 2, 3, 4) for who in TEN)


def estimated(code, found, sample, shrunk=None):
    return Estimate(code, Count(found, sample), {}, None, shrunk, sample < RULES.small_sample)


class Book:
    """Postings as the journal would keep them."""

    def __init__(self):
        self.postings = ()

    def post(self, deed, by="甲"):
        drafts = deed(self.postings)
        start = len(self.postings) + 1
        at = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)
        posted = tuple(
            Posting(number, d.book, d.subject, d.kind, d.content, by, at)
            for number, d in enumerate(drafts, start)
        )
        self.postings += posted
        return posted


def to_cells(area, clinic, interview, rules=RULES):
    """Write an interview in the words of the template; names are given by the caller."""

    def yes(answer):
        return "" if answer is None else (YES if answer else NO)

    services = interview.services
    return [
        area,
        clinic,
        MODES[interview.mode],
        rules.classes[interview.respondent].name.zh,
        interview.attempts,
        interview.interviewer,
        yes(interview.aware),
        "、".join(rules.channels[code].zh for code in interview.channels),
        "" if services is None else "、".join(rules.services[code].zh for code in services) or NONE,
        yes(interview.visited),
        "" if interview.satisfaction is None else interview.satisfaction,
    ]
