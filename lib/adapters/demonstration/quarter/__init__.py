"""The quarter's work of the demonstration (示例数据): visits, checks, ledgers, surveys, plan.

Each room makes its own postings from the same scene; in the order of `ROOMS` they are one story.
"""

from __future__ import annotations

from lib.adapters.demonstration.quarter import (
    authenticity,
    blocks,
    meetings,
    plans,
    rectification,
    registers,
    replies,
    supervision,
    surveys,
)
from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.journal import Draft

ROOMS = (
    plans.drafts,
    registers.drafts,
    blocks.drafts,
    supervision.drafts,
    authenticity.drafts,
    surveys.drafts,
    replies.drafts,
    rectification.drafts,
    meetings.drafts,
)


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return what the demonstration posts to every book."""
    return tuple(draft for room in ROOMS for draft in room(scene))
