"""Print the table of measurements; `python -m tests.bench engine` leaves the browser out."""

import sys

from tests.bench import engine, screens
from tests.bench.timing import row

row("goal", "work", "ours", "against", "ratio")
reaction = engine.run()
if sys.argv[1:] != ["engine"]:
    screens.run(reaction)
