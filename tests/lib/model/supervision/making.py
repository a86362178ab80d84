"""Make postings and small worlds for the tests of supervision."""

from datetime import date, datetime

from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.journal import Attachment, Posting
from lib.model.quarters import Quarter
from lib.model.supervision import visiting
from lib.model.supervision.checklists import Answer
from lib.model.supervision.rulebook import parse_rulebook
from lib.model.supervision.visiting import Setting
from lib.model.supervision.visits import Plan, Record
from lib.project import Project
from tests.conftest import ROOT

RULES = ROOT / "data" / "supervision.yaml"
Q4 = Quarter(2025, 4)
AT = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)


def rulebook(**changed):
    """The rules as shipped, some of them changed."""
    content = dict(read_document(RULES).content)
    content["rules"] = [
        {**row, "value": changed.get(row["name"], row["value"])} for row in content["rules"]
    ]
    return parse_rulebook(content)


def setting(today=date(2025, 12, 31), **changed):
    """The roster of the county and the rules, on a day."""
    return Setting(Project().roster(), rulebook(**changed), today)


class Book:
    """Postings that grow as deeds are done."""

    def __init__(self):
        self.postings = []

    def post(self, drafts):
        for draft in drafts:
            number = len(self.postings) + 1
            told = (draft.book, draft.subject, draft.kind, draft.content)
            self.postings.append(Posting(number, *told, "王敏", AT))
        return drafts[0].subject

    def seen(self, number):
        return max(p.number for p in self.postings if p.subject == number)


def record(body, day, institutions, held, **more):
    """A record in which everything was in order."""
    asked = held.rulebook.checklist(day).of(body)
    answers = {question.code: Answer.MET for question in asked}
    fields = {"answers": answers, "leader": "deputy", "checklist": "2025-1"} | more
    return Record(day=day, institutions=tuple(institutions), **fields)


def held_visit(book, body, day, institutions, held):
    """Post a visit that was held on a day, without its report."""
    made = record(body, day, institutions, held)
    return book.post(visiting.hold_unplanned(book.postings, body, made, held))


def planned_visit(book, body, day, institutions, held):
    """Post a planned visit."""
    early = Setting(held.roster, held.rulebook, min(day, held.today))
    wish = Plan(body, day, tuple(institutions))
    return book.post(visiting.plan(book.postings, [wish], early))


def reported_visit(book, body, day, institutions, held):
    """Post a visit with its report."""
    number = held_visit(book, body, day, institutions, held)
    report(book, number, held)
    return number


def report(book, number, held):
    """Attach a report."""
    file = Attachment("报告.txt", b"x")
    book.post(visiting.report(book.postings, number, book.seen(number), held.today, file))
