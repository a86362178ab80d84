"""The same engine without a screen: `python -m lib VERB …`.

Exit code 0 when all went well; 2 with one sentence and a hint when not.
"""

import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from getpass import getuser
from pathlib import Path
from zoneinfo import ZoneInfo

from lib.adapters.boundary_import.replacement import Delivery
from lib.adapters.cluster import Place
from lib.adapters.demonstration import DEFAULT_SEED
from lib.commands import batching, delivering, demonstrating, evaluating, keeping, templating
from lib.errors import ImportRejectedError, ModelError
from lib.model.authors import Author
from lib.model.documents import required_day
from lib.model.intake.figures import Stage
from lib.model.intake.plans import Basis

_COUNTY_TIME = ZoneInfo("Asia/Shanghai")
_Verbs = _SubParsersAction  # argparse gives it no public name


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
    _add_files(verbs)
    _add_deliveries(verbs)
    _add_store(verbs)
    return parser


def _add_files(verbs: "_Verbs[ArgumentParser]") -> None:
    verb = verbs.add_parser("evaluate", help="score areas and share the pool, from files to files")
    verb.add_argument("--roster", type=Path, required=True, help="CSV of areas")
    verb.add_argument("--observations", type=Path, required=True, help="CSV of observations")
    verb.add_argument("--scheme", type=Path, required=True, help="YAML of the scheme")
    verb.add_argument("--on", required=True, help="day of the evaluation, YYYY-MM-DD")
    verb.add_argument("--out", type=Path, required=True, help="folder for the results")
    verb.set_defaults(run=_evaluate)

    verb = verbs.add_parser("batch", help="score many counties, one folder each, on Dask")
    verb.add_argument("--counties", type=Path, required=True, help="folder of county folders")
    verb.add_argument("--scheme", type=Path, required=True, help="YAML of the scheme")
    verb.add_argument("--on", required=True, help="day of the evaluation, YYYY-MM-DD")
    verb.add_argument("--out", type=Path, required=True, help="folder for the results")
    verb.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes")
    verb.add_argument("--cluster", default="", help="scheduler such as tcp://host:8786 instead")
    verb.set_defaults(run=_batch)

    verb = verbs.add_parser("nation", help="make a synthetic nation for batch (示例数据)")
    verb.add_argument("--counties", type=int, default=100, help="how many")
    verb.add_argument("--seed", type=int, default=DEFAULT_SEED, help="another gives other figures")
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(run=lambda o: demonstrating.nation(o.out, o.counties, o.seed))

    verb = verbs.add_parser("boundaries", help="replace a layer of the map by the county's own")
    verb.add_argument("file", type=Path, help="GeoJSON, Shapefile (.shp or .zip) or GeoPackage")
    verb.add_argument("--layer", choices=("county", "institutions", "grids"), required=True)
    verb.add_argument("--datum", choices=("CGCS2000", "WGS84", "GCJ02", "BD09"), required=True)
    verb.add_argument("--code-column", default="area_code", help="column with codes or names")
    verb.add_argument("--vintage", default="not stated", help="date or year of the survey")
    verb.set_defaults(run=_boundaries)


def _add_deliveries(verbs: "_Verbs[ArgumentParser]") -> None:
    verb = verbs.add_parser("demo", help="store the demonstration figures (示例数据)")
    verb.add_argument("--seed", type=int, default=DEFAULT_SEED, help="another gives other figures")
    verb.add_argument("--if-empty", action="store_true", help="only when there are no figures yet")
    _add_author(verb)
    verb.set_defaults(
        run=lambda o: demonstrating.demo(_author(o), o.seed, if_empty=o.if_empty),
    )

    verb = verbs.add_parser("import", help="check a file of figures and store it")
    verb.add_argument("file", type=Path, help="xlsx, xls, ods, csv or txt")
    verb.add_argument("--stage", choices=list(Stage), default=Stage.CLAIMED, type=Stage)
    verb.add_argument("--month", default="", help="month of the figures if the file lacks it")
    verb.add_argument("--basis", choices=list(Basis), default=Basis.UNKNOWN, type=Basis)
    verb.add_argument("--note", default="", help="why warnings are accepted")
    verb.add_argument("--received", type=datetime.fromisoformat, help="when it arrived")
    verb.add_argument("--dry-run", action="store_true", help="say what would happen; store nothing")
    _add_author(verb)
    verb.set_defaults(run=_import)

    verb = verbs.add_parser("undo", help="take an import back")
    verb.add_argument("import_id", type=int, help="its number, as `imports` lists it")
    _add_author(verb)
    verb.set_defaults(run=lambda o: delivering.take_back(o.import_id, _author(o)))

    verb = verbs.add_parser("imports", help="list the imports, newest first")
    verb.set_defaults(run=lambda _: delivering.history())


def _add_store(verbs: "_Verbs[ArgumentParser]") -> None:
    verb = verbs.add_parser("backup", help="copy the whole store into one file")
    verb.add_argument("file", type=Path)
    verb.set_defaults(run=lambda o: keeping.backup(o.file))

    verb = verbs.add_parser("restore", help="replace the store by a backup")
    verb.add_argument("file", type=Path)
    verb.add_argument("--reseal", action="store_true", help="link the log anew: the key is lost")
    _add_author(verb)
    verb.set_defaults(run=lambda o: keeping.restore(o.file, _author(o), reseal=o.reseal))

    verb = verbs.add_parser("templates", help="write the templates of the papers as shipped")
    verb.add_argument("--to", type=Path, required=True, help="folder; read are data/templates")
    verb.add_argument("--replace", action="store_true", help="over edited ones as well")
    verb.set_defaults(run=lambda o: templating.templates(o.to, replace=o.replace))

    verb = verbs.add_parser("audit", help="verify the audit log, link by link")
    verb.set_defaults(run=lambda _: keeping.verify())


def _add_author(verb: ArgumentParser) -> None:
    verb.add_argument("--by", default=getuser(), help="name of the operator (操作人)")
    verb.add_argument("--reason", default="", help="why; kept in the audit log")


def _author(options: Namespace) -> Author:
    now = datetime.now(tz=_COUNTY_TIME).replace(tzinfo=None, microsecond=0)
    return Author(options.by, now, options.reason)


def _evaluate(options: Namespace) -> str:
    files = evaluating.Files(options.roster, options.observations, options.scheme)
    return evaluating.evaluate(files, required_day("--on", options.on), options.out)


def _batch(options: Namespace) -> str:
    order = batching.Order(
        options.counties.resolve(),
        options.scheme.resolve(),
        required_day("--on", options.on),
        options.out.resolve(),
    )
    place = Place(options.cluster, options.workers)
    return batching.batch(order, place, partial(print, file=sys.stderr, flush=True))


def _import(options: Namespace) -> str:
    order = delivering.Order(
        options.file,
        options.stage,
        options.month,
        options.basis,
        options.note,
        options.received,
        options.dry_run,
    )
    return delivering.bring_in(order, _author(options))


def _boundaries(options: Namespace) -> str:
    delivery = Delivery(
        options.file, options.layer, options.datum, options.code_column, options.vintage
    )
    return evaluating.boundaries(delivery)


if __name__ == "__main__":
    sys.exit(main())
