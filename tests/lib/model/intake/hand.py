"""Small workbooks made by hand, and what the pipeline makes of them."""

from functools import cache

from lib.model.intake.figures import table
from lib.model.intake.headings import vocabulary
from lib.model.intake.names import name_index
from lib.model.intake.reading import read
from lib.model.intake.sheets import Sheet, Workbook, place
from lib.model.intake.understanding import Known, understand
from lib.model.observations import parse_period
from lib.project import Project
from tests.small import indicators

EHR = ["建档机构", "建立电子健康档案人数", "辖区内常住居民数"]
SEPTEMBER = parse_period("2025-09")
TITLE = "博罗县2025年1-9月健康档案报表"


@cache
def known():
    project = Project()
    codes = dict(project.context().indicators)
    return Known(codes, name_index(project.roster().areas), vocabulary(codes, ()))


def indicator(**changes):
    """One small indicator, X."""
    return indicators(["X"], **changes)["X"]


def sheet(rows, name="表", merged=(), *, hidden=False):
    """A sheet of rows of any lengths; `merged` are ranges such as A1:C1."""
    width = max((len(row) for row in rows), default=0)
    blocks = [tuple(place(corner) for corner in block.split(":")) for block in merged]
    return Sheet(
        name,
        tuple(tuple(row) + (None,) * (width - len(row)) for row in rows),
        tuple((*first, *last) for first, last in blocks),
        hidden,
    )


def book(*sheets, file="报表.xlsx"):
    return Workbook(file, "0" * 64, "xlsx", 1, sheets)


def records(*body, title=TITLE):
    """A report of records with a title: name, numerator, denominator."""
    return sheet([[title], EHR, *body], merged=["A1:C1"])


def deliver(*sheets, file="报表.xlsx", plan=None, before=None):
    """Understand and read; returns plan, reading and findings."""
    workbook = book(*sheets, file=file)
    plan = plan or understand(workbook, known())
    return plan, *read(workbook, plan, known(), table() if before is None else before)


def counts(reading):
    """Figures by area and indicator."""
    frame = reading.figures
    pairs = zip(frame["numerator"], frame["denominator"], strict=True)
    return dict(zip(zip(frame["area_code"], frame["indicator"], strict=True), pairs, strict=True))


def told(findings):
    """Rules and cells."""
    return {(finding.rule, finding.cell) for finding in findings}
