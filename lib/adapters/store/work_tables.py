"""Tables of the quarter's work: the journal and the files that go with it.

Nothing in them is changed or deleted; a later posting goes on from an earlier one.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from lib.adapters.store.shape import metadata

posting = Table(
    "posting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, index=True),  # a second click brings the same key
    Column("book", String(30), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("content", JSON, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("invented", Boolean, nullable=False),  # posted while all figures were 示例数据
    Index(None, "book", "id"),
)
"""The journal; see lib.model.journal."""

attachment = Table(
    "attachment",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, nullable=False),  # as it was called when it came first
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)
"""Reports and evidence, each content once."""
