"""Write the templates as they are shipped; a county's own stay in the same folder."""

from __future__ import annotations

from pathlib import Path

from lib.adapters.papers.forms.slide_master import meeting
from lib.adapters.papers.forms.word_forms import FORMS

MEETING = "meeting.pptx"


def write_defaults(folder: Path) -> tuple[Path, ...]:
    """Write every template into a folder, over those of the same name.

    Returns
    -------
    tuple of Path
        What was written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{kind}.docx": make for kind, make in FORMS.items()} | {MEETING: meeting}
    for name, make in files.items():
        (folder / name).write_bytes(make())
    return tuple(folder / name for name in files)
