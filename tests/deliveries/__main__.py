"""Write all fixtures into a folder: `python -m tests.deliveries FOLDER`."""

import sys
from pathlib import Path

from tests.deliveries.fixtures import FIXTURES, make


def main(arguments: list[str]) -> int:
    """Write the fixtures into the folder named on the command line."""
    if len(arguments) != 1:
        sys.stderr.write("python -m tests.deliveries FOLDER\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for code in FIXTURES:
        sys.stdout.write(f"{code}  {make(code, folder)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
