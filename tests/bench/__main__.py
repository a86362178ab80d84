"""Print the table of measurements; `engine` alone leaves out import, browser and batch."""

import sys

from lib.commands import demonstrating
from lib.project import Project
from tests import conftest  # the bench has a store of its own, as the tests have
from tests.bench import batch, crowd, engine, importing, screens
from tests.bench.timing import row


def main() -> None:
    """Run all parts, or the one that is named; workers of the batch import this file again."""
    row("goal", "work", "ours", "against", "ratio")
    reaction = engine.run()
    if sys.argv[1:] == ["engine"]:
        return
    demonstrating.fill(Project(), Project().store(), conftest.AUTHOR)
    importing.run()
    screens.run(reaction)
    crowd.run()
    batch.run()


if __name__ == "__main__":
    main()
