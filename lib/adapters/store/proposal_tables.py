"""Tables of what is proposed and decided: scenarios, blind weighting, adopted rules.

Nothing in them is changed or deleted; a later row takes the place of an earlier one.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from lib.adapters.store.shape import metadata

scenario = Table(
    "scenario",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # a second click brings the same key
    Column("name", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("description", Text, nullable=False),
    Column("scheme", String(60), nullable=False),
    Column("day", Date, nullable=False),
    Column("content", Text, nullable=False),  # as the file that can be downloaded
    Column("seal", String(64), nullable=False),
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    UniqueConstraint("name", "version"),
)
"""Saved proposals; saving under a known name adds a version."""

weighing = Table(
    "weighing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("scheme", String(60), nullable=False),
    Column("day", Date, nullable=False),
    Column("seed", String(64), nullable=False),
    Column("letters", JSON, nullable=False),  # area codes in the order of their letters
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)
"""Sessions of blind weighting (盲评赋权)."""

weighing_set = Table(
    "weighing_set",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("weighing_id", ForeignKey("weighing.id"), nullable=False),
    Column("key", String(64), nullable=False, unique=True),
    Column("member", Text, nullable=False),
    Column("weights", JSON, nullable=False),  # scenario codes
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)
"""Weights a member gave; the latest of a member counts."""

weighing_step = Table(
    "weighing_step",
    metadata,
    Column("weighing_id", ForeignKey("weighing.id"), primary_key=True),
    Column("step", String(10), primary_key=True),  # locked, unveiled
    Column("digest", String(64), nullable=False),  # of everybody's weights
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
)

scheme_version = Table(
    "scheme_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("scheme", String(60), nullable=False),
    Column("effective", Date, nullable=False),
    Column("parameters", Text, nullable=False),  # JSON, values as a scheme file holds them
    Column("changes", JSON, nullable=False),  # scenario codes
    Column("rules_seal", String(64), nullable=False),  # of the rules on the effective day
    Column("seal", String(64), nullable=False),  # of the result that was decided upon
    Column("revision", Integer, nullable=False),  # version of the data it was made on
    Column("actor", String(40), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Rules that were adopted on top of the scheme files; never changed, only superseded."""
