"""Print the table of measurements; `python -m tests.bench engine` leaves the browser out."""

import sys

from tests.bench import engine, screens
from tests.bench.timing import row

row("goal", "work", "ours", "against", "ratio")
reaction = engine.run()
if "engine" not in sys.argv[1:]:
    screens.run(reaction)
