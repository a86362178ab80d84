"""The declared registers, rows that may stand in them, and postings as the journal gives them."""

from datetime import date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from lib.adapters.rule_files import catalogue, yaml_documents
from lib.model.journal import Posting
from lib.model.registers import checks, declarations, ledger
from lib.model.registers.declarations import HUNDREDTHS, Shape
from lib.project import Project

TODAY = date(2026, 1, 8)
AREAS = ("B04", "B05", "B15")
FIRST = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)


@cache
def declared():
    """Return the registers as data/registers.yaml declares them."""
    data = Project().data
    items = catalogue.load_service_items(data / "service_items.csv")
    indicators = catalogue.load_indicators(data / "indicators.csv")
    words = {
        "items": {item.code: item.name for item in items.history},
        "indicators": {code: one.name for code, one in indicators.items()},
    }
    document = yaml_documents.read_document(data / "registers.yaml")
    with document.located():
        return declarations.parse(document.content, words)


def register(code):
    return declared().registers[code]


def checker(today=TODAY):
    return checks.Checker(declared(), frozenset(AREAS), today)


def anything_goes(_register, _values, _rows):
    return ()


def posted(drafts, start=1, by="王敏"):
    """Return postings as the journal would give them back."""
    return tuple(
        Posting(n, d.book, d.subject, d.kind, d.content, by, FIRST + timedelta(minutes=n))
        for n, d in enumerate(drafts, start)
    )


def done(postings, deed):
    """Do a deed on what stands; return all postings then."""
    return (*postings, *posted(deed(postings), len(postings) + 1))


def entries(code, *rows):
    """Return the entries that rows of a register make, whatever they say."""
    wishes = [ledger.Wish(row) for row in rows]
    drafts = ledger.enter(register(code), wishes, anything_goes)(())
    return list(ledger.stand(posted(drafts)).values())


_TEXT = st.text("签约随访0123456789=+-@'\"，,; \n\tabcé％", min_size=1, max_size=12)
_BY_SHAPE = {
    Shape.AREA: st.sampled_from(AREAS),
    Shape.DAY: st.dates(date(2020, 1, 1), TODAY).map(date.isoformat),
    Shape.YEAR: st.integers(2020, 2026),
    Shape.CODE: st.from_regex(r"[A-Z][0-9]{1,6}(-[0-9]{3})?", fullmatch=True),
    Shape.TEXT: _TEXT,
}


def _value(column):
    if column.options is not None:
        return st.sampled_from(sorted(column.options))
    scale = 100 if column.shape in HUNDREDTHS else 1
    numbers = st.integers(column.least * scale, min(column.most, 10**7) * scale)
    return _BY_SHAPE.get(column.shape, numbers)


def rows(code):
    """Draw rows whose cells are right one by one; what they mean together is left open."""
    columns = register(code).columns.values()
    return st.fixed_dictionaries(
        {c.code: _value(c) if c.needed else st.none() | _value(c) for c in columns}
    )
