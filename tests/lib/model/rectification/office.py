"""An office that keeps the two books, for tests: acts, posts what is decided, reads it back."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from lib.model.journal import Attachment, Posting
from lib.model.parameters import Reference
from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.rectification import deeds, openings, paying
from lib.model.rectification.acts import Act, Wish
from lib.model.rectification.held import stand_money
from lib.model.rectification.items import stand
from lib.model.rectification.rules import Counting, Holding, LedgerRules, Recurrence, Terms
from lib.model.rectification.states import Deed

START = date(2025, 10, 10)
TYPED = datetime.fromisoformat("2026-01-08T09:00")
PROOF = (Attachment("整改报告.pdf", b"%PDF"),)
SOURCE = Reference("示例", "programme", "general_knowledge")
DAYS = {Severity.GENERAL: 15, Severity.GRAVE: 10, Severity.SEVERE: 7}
IN_TIME = {Severity.GENERAL: Fraction(0), Severity.GRAVE: Fraction(1, 100)}
RULES = LedgerRules(
    (Terms(date(2015, 1, 1), Counting.CALENDAR, DAYS, 15, SOURCE),),
    (Recurrence(date(2015, 1, 1), 2, SOURCE),),
    (
        Holding(
            date(2015, 1, 1),
            IN_TIME | {Severity.SEVERE: Fraction(2, 100)},
            {
                Severity.GENERAL: Fraction(1, 100),
                Severity.GRAVE: Fraction(2, 100),
                Severity.SEVERE: Fraction(5, 100),
            },
            Fraction(1, 10),
            SOURCE,
        ),
    ),
)


def problem(origin="visit 2025Q4-001", area="B05", **facts):
    told = {
        "found": Found.VISIT,
        "quarter": "2025Q4",
        "evidence": "抽查20份，2份无法核实",
        "problem_class": ProblemClass.AUTHENTICITY,
        "severity": Severity.GENERAL,
        "indicator": "HTN02",
    }
    return Problem(origin, area_code=area, **told | facts)


class Office:
    """The books and the day; every deed goes through the model."""

    def __init__(self, day=START):
        self.day = day
        self.postings = []

    def act(self, by="县局甲", on=None):
        return Act(by, on or self.day, self.day)

    def later(self, days=1):
        self.day += timedelta(days=days)
        return self

    def keep(self, drafts):
        for draft in drafts:
            told = (draft.book, draft.subject, draft.kind, draft.content)
            number = len(self.postings) + 1
            self.postings.append(Posting(number, *told, "打字员", TYPED))
        return [draft.subject for draft in drafts]

    @property
    def ledger(self):
        return stand(self.postings)

    @property
    def purse(self):
        return stand_money(self.postings)

    def open(self, *problems):
        return self.keep(openings.open_items(self.postings, problems, self.act()))

    def issue(self, number, by="县局甲", **wish):
        asked = Wish(number, **{"text": "限期整改", "owner": "分管副院长"} | wish)
        return self.keep(deeds.issue(self.postings, (asked,), self.act(by), RULES))

    def do(self, deed, number, by="院方乙", on=None, **wish):
        asked = Wish(number, **{"text": "说明"} | wish)
        act = self.act(by, on)
        if deed == Deed.ISSUE:
            return self.issue(number, by)
        if deed == Deed.EXTEND:
            return self.keep(deeds.extend(self.postings, asked, act, RULES))
        if deed == Deed.CLOSE:
            return self.keep(paying.close_out(self.postings, asked, act))
        return self.keep(deeds.SINGLE[deed](self.postings, asked, act))

    def hand_in(self, number, by="院方乙"):
        """Issue, begin and hand in, all on the day."""
        self.issue(number)
        self.do(Deed.START, number, by)
        self.do(Deed.SUBMIT, number, by, files=PROOF)

    def close(self, number):
        self.do(Deed.CLOSE, number, "复核丙")

    def pay(self, *dues, on=None):
        return self.keep(paying.pay(self.postings, dues, self.act(on=on), RULES))
