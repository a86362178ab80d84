"""Audit: who changed what, when and why, and whether the log of it is whole."""

from pages.ui import audit_parts, frame
from pages.ui.load import audit

frame.ensure()

contents = audit.contents()
audit_parts.verdict(audit.verdict(contents.entries), contents)
audit_parts.entries(audit_parts.filters(contents))
audit_parts.about()
