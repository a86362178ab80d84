"""The shape of the store. A change here needs a migration; a test compares the two.

Figures are never overwritten: a row holds from one revision up to the next, so that the
data of any revision can be read again. Times are the county's, without a zone.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from lib.adapters.store.proposal_tables import (
    scenario,
    scheme_version,
    weighing,
    weighing_set,
    weighing_step,
)
from lib.adapters.store.shape import metadata
from lib.adapters.store.work_tables import attachment, posting

__all__ = [
    "attachment",
    "audit",
    "closed_period",
    "deadline",
    "document",
    "document_use",
    "evaluation",
    "follow_up",
    "imports",
    "layout",
    "metadata",
    "name_answer",
    "observation",
    "posting",
    "reliance",
    "report_decision",
    "revision",
    "scenario",
    "scheme_version",
    "submission",
    "weighing",
    "weighing_set",
    "weighing_step",
]

_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers only INTEGER keys by itself
_CURRENT = text("to_revision IS NULL")

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # a rollback leaves no gap
    Column("at", DateTime, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("action", String(20), nullable=False),  # import, undo
)
"""One row for each change of the figures; its number is the data version."""

imports = Table(
    "import",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", ForeignKey("revision.id"), nullable=False, unique=True),
    Column("key", String(64), nullable=False, unique=True),  # a second click brings the same key
    Column("file", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("stage", String(10), nullable=False),
    Column("demonstration", Boolean, nullable=False),
    Column("received_at", DateTime, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("warnings", JSON, nullable=False),  # what was accepted, as told to the operator
    Column("figures", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("retired", Integer, nullable=False),  # demonstration figures it replaced
    Column("audit_seq", Integer, nullable=False),
    Column("undone_by", ForeignKey("revision.id")),
)

reliance = Table(
    "reliance",
    metadata,
    Column("import_id", ForeignKey("import.id"), primary_key=True),
    Column("relied_on", ForeignKey("import.id"), primary_key=True),
)
"""An import brought figures that another had brought before: undoing that one would take them."""

observation = Table(
    "observation",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("area_code", String(20), nullable=False),
    Column("indicator", String(20), nullable=False),
    Column("month", Integer, nullable=False),  # counted from year 0
    Column("stage", String(10), nullable=False),  # claimed, verified, appealed, final
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("value", Text),
    Column("status", SmallInteger, nullable=False),
    # No foreign keys here: PostgreSQL checks each row, which doubles the time of an import.
    Column("from_revision", Integer, nullable=False),
    Column("to_revision", Integer),  # first revision without it
    Column("import_id", ForeignKey("import.id"), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("cells", Text, nullable=False),
    Index(
        "uq_observation_current",
        "area_code",
        "indicator",
        "month",
        "stage",
        unique=True,
        sqlite_where=_CURRENT,
        postgresql_where=_CURRENT,
    ),
    sqlite_autoincrement=True,
)

submission = Table(
    "submission",
    metadata,
    Column("import_id", ForeignKey("import.id"), primary_key=True),
    Column("area_code", String(20), primary_key=True),  # the institution that reports
    Column("month", Integer, primary_key=True),
    Column("received_at", DateTime, nullable=False),
    Column("figures", Integer, nullable=False),
)
"""What an import brought of an institution's month; undone with its import."""

report_decision = Table(
    "report_decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_code", String(20), nullable=False),
    Column("month", Integer, nullable=False),
    Column("decision", String(10), nullable=False),  # returned, approved
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
)

deadline = Table(
    "deadline",
    metadata,
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Deadlines that differ from the rule (the 5th of the next month)."""

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("area_code", String(20), nullable=False),
    Column("indicator", String(20), nullable=False),
    Column("month", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("owner", String(40), nullable=False),
    Column("opened_by", String(40), nullable=False),
    Column("opened_at", DateTime, nullable=False),
    Column("closed_by", String(40)),
    Column("closed_at", DateTime),
    Column("outcome", Text),
)

closed_period = Table(
    "closed_period",
    metadata,
    Column("month", Integer, primary_key=True, autoincrement=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Months that refuse edits; opening one again deletes its row, and the audit log tells."""

document = Table(
    "document",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)
"""Every version of roster, targets, subsidy and schemes that was ever in use."""

document_use = Table(
    "document_use",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),  # below data/, with /
    Column("sha256", ForeignKey("document.sha256")),  # none: the file is gone
    Column("from_at", DateTime, nullable=False),
)
"""From when on which version was in use; the latest row of a path is in use."""

evaluation = Table(
    "evaluation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("scheme", String(60), nullable=False),
    Column("day", Date, nullable=False),
    Column("revision", ForeignKey("revision.id"), nullable=False),
    Column("documents", JSON, nullable=False),  # path → sha256
    Column("result", JSON, nullable=False),  # area code → published score, rank, fen
    Column("seal", String(64), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Adopted evaluations; never changed."""

layout = Table(
    "layout",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("plan", JSON, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)
"""How people said a layout is to be read, by the SHA-256 of its headings."""

name_answer = Table(
    "name_answer",
    metadata,
    Column("fingerprint", String(64), primary_key=True),
    Column("written", Text, primary_key=True),
    Column("area_code", String(20), nullable=False),  # empty: leave the row out
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", DateTime, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
    Column("reason", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
"""Append-only: triggers refuse UPDATE and DELETE."""
