"""What the server runs for every reader."""

from pages.ui import frame

frame.run()
