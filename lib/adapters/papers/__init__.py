"""Papers as files: Word and PowerPoint from templates the county edits, sheets, and maps."""

from lib.adapters.papers.forms.defaults import write_defaults

__all__ = ["write_defaults"]
