"""The same engine without a screen: `python -m lib VERB …`.

Exit code 0 when all went well; 2 with one sentence and a hint when not.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from lib.commands import evaluating as commands
from lib.adapters.boundary_import.replacement import Delivery
from lib.errors import ImportRejectedError, ModelError
from lib.model.documents import required_day


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; errors are a sentence and a hint on stderr."""
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options))
    except ModelError as error:
        _say(error)
        return 2
    return 0


def _say(error: ModelError) -> None:
    """Print the sentence, every faulty cell of a rejected file, and the hint."""
    print(error, file=sys.stderr)
    if isinstance(error, ImportRejectedError):
        for problem in error.problems:
            place = f"{problem.column} {problem.row}: " if problem.row else f"{problem.column}: "
            print(f"  {place}{problem.message} ({problem.value})", file=sys.stderr)
    if error.hint:
        print(error.hint.format(**error.values), file=sys.stderr)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m lib", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    verb = verbs.add_parser("evaluate", help="score areas and share the pool, from files to files")
    verb.add_argument("--roster", type=Path, required=True, help="CSV of areas")
    verb.add_argument("--observations", type=Path, required=True, help="CSV of observations")
    verb.add_argument("--scheme", type=Path, required=True, help="YAML of the scheme")
    verb.add_argument("--on", required=True, help="day of the evaluation, YYYY-MM-DD")
    verb.add_argument("--out", type=Path, required=True, help="folder for the results")
    verb.set_defaults(run=_evaluate)

    verb = verbs.add_parser("demo", help="make the demonstration data (示例数据)")
    verb.add_argument("--seed", type=int, help="another seed gives other figures")
    verb.set_defaults(run=lambda options: str(options.seed))

    verb = verbs.add_parser("boundaries", help="replace a layer of the map by the county's own")
    verb.add_argument("file", type=Path, help="GeoJSON, Shapefile (.shp or .zip) or GeoPackage")
    verb.add_argument("--layer", choices=("county", "institutions", "grids"), required=True)
    verb.add_argument("--datum", choices=("CGCS2000", "WGS84", "GCJ02", "BD09"), required=True)
    verb.add_argument("--code-column", default="area_code", help="column with codes or names")
    verb.add_argument("--vintage", default="not stated", help="date or year of the survey")
    verb.set_defaults(run=_boundaries)
    return parser


def _evaluate(options: Namespace) -> str:
    files = commands.Files(options.roster, options.observations, options.scheme)
    return commands.evaluate(files, required_day("--on", options.on), options.out)


def _boundaries(options: Namespace) -> str:
    delivery = Delivery(
        options.file, options.layer, options.datum, options.code_column, options.vintage
    )
    return commands.boundaries(delivery)


if __name__ == "__main__":
    sys.exit(main())
