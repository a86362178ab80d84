"""What the reader picked in a chart or a table."""

from collections.abc import Mapping
from typing import Any

from pages.ui import state


def point(key: str) -> str:
    """Return the text that the picked mark of a chart carries; empty if none is picked."""
    points = _selection(key).get("points")
    return str(points[0].get("customdata", "")) if points else ""


def line(key: str) -> int | None:
    """Return the number of the picked row of a table; None if none is picked."""
    lines = _selection(key).get("rows")
    return int(lines[0]) if lines else None


def _selection(key: str) -> Mapping[str, Any]:
    event = state.picked(key)
    return event["selection"] if isinstance(event, Mapping) else {}
