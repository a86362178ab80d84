"""What Streamlit has drawn and not sent yet when a part of the page is drawn anew.

A reader who changes something in a fragment while the whole page is still being drawn lost it:
the run of the fragment begins the moment that of the page ends, Streamlit 1.67 throws away what
the page has drawn of the fragment and not sent, but sends that the page is finished. The browser
takes the fragment for removed, and forgets a file just handed in or a slider just moved.
"""

from __future__ import annotations

from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_clear = ForwardMsgQueue.clear


def keep() -> None:
    """Let Streamlit send everything in the order in which it was drawn."""
    ForwardMsgQueue.clear = _keep  # type: ignore[method-assign, assignment]


def _keep(
    queue: ForwardMsgQueue,
    retain_lifecycle_msgs: bool = False,  # noqa: FBT001, FBT002 (Streamlit's own signature)
    fragment_ids_this_run: list[str] | None = None,
) -> None:
    """Throw nothing away for a fragment; what it draws now comes after it, not in its place."""
    if fragment_ids_this_run is None:
        _clear(queue, retain_lifecycle_msgs)
    else:
        queue._delta_index_map = {}  # noqa: SLF001 (where Streamlit looks for places to draw over)
