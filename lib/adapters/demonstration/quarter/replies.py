"""Made-up replies of the demonstration (示例数据)."""

from __future__ import annotations

from lib.adapters.demonstration.quarter.scene import Scene
from lib.model.journal import Draft


def drafts(scene: Scene) -> tuple[Draft, ...]:
    """Return the postings of the demonstration, oldest first."""
    return ()
