"""Print the table of measurements; `python -m tests.bench engine` leaves out import and browser."""

import sys

from lib.commands import demonstrating
from lib.project import Project
from tests import conftest  # the bench has a store of its own, as the tests have
from tests.bench import engine, importing, screens
from tests.bench.timing import row

row("goal", "work", "ours", "against", "ratio")
reaction = engine.run()
if sys.argv[1:] != ["engine"]:
    demonstrating.fill(Project(), Project().store(), conftest.AUTHOR)
    importing.run()
    screens.run(reaction)
