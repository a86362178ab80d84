"""Meeting mode: the agenda on a big screen, decisions taken down as they are made."""

from pages.ui import frame

frame.ensure()
