"""Print the table of measurements; `python -m tests.bench engine` leaves out import and browser."""

import sys

from tests.bench import engine, importing, screens
from tests.bench.timing import row

row("goal", "work", "ours", "against", "ratio")
reaction = engine.run()
if sys.argv[1:] != ["engine"]:
    importing.run()
    screens.run(reaction)
