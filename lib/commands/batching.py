"""Score and allocate many counties with the same engine: one folder a county, in and out.

A county's folder is finished when its receipt is in it; it is put in place as a whole. What is
finished for the same data, rules and engine is not computed again, so a batch that was broken
off goes on where it stopped, and no county is missing or counted twice.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa

from lib.adapters import cluster, parquet_files, table_files
from lib.adapters.cluster import Done, Place
from lib.adapters.roster_files import read_roster
from lib.errors import N_, ImportRejectedError, InputError, ModelError
from lib.model import evaluation
from lib.model.evaluation import Outcome
from lib.model.rules import Rules
from lib.model.sealing import seal
from lib.project import Project, load_scheme

ROSTER, OBSERVATIONS = "roster.csv", "observations.parquet"
RECEIPT, SUMMARY, FAILED = "receipt.json", "counties.csv", "failed.csv"
_ATTEMPTS = 5
_SCORES = pa.schema(
    [
        ("area_code", pa.string()),
        ("kind", pa.string()),
        ("score", pa.float64()),
        ("score_published", pa.string()),
        ("rank", pa.int32()),
    ]
)
_AMOUNTS = pa.schema(
    [
        ("area_code", pa.string()),
        ("institution", pa.string()),
        ("amount_fen", pa.int64()),
        ("settlement_fen", pa.int64()),
        ("village_fen", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a batch reads and writes."""

    counties: Path
    """Folder with a folder for each county."""
    scheme: Path
    day: date
    out: Path


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a county's batch result says of itself."""

    county: str
    inputs: str
    """SHA-256 of the county's files, the rules in use and the engine version."""
    seal: str
    institutions: int
    clinics: int
    pool_fen: int
    paid_fen: int
    carried_over_fen: int
    kept: bool = False
    """Whether it was finished before this batch began."""


def batch(order: Order, place: Place, tell: Callable[[str], None]) -> str:
    """Score and allocate every county of a folder.

    Parameters
    ----------
    order
        Folders, scheme and day; every county gets a folder of its name in `out`, and
        `counties.csv` lists them all with pool, what was paid and seal.
    place
        This machine or a Dask cluster that sees the same folders.
    tell
        Takes a line of progress whenever a county is done.

    Raises
    ------
    InputError
        If there are no counties, or some failed: then `failed.csv` says which and why, and the
        others are finished.
    """
    names = _names(order.counties)
    load_scheme(order.scheme).on(order.day, Project().context())  # says what is wrong at once
    order.out.mkdir(parents=True, exist_ok=True)
    ended = cluster.run(partial(attempt, order), names, place)
    receipts, failures = _gathered(ended, len(names), tell)
    _write(order.out / SUMMARY, [_line(receipt) for receipt in receipts])
    (order.out / FAILED).unlink(missing_ok=True)
    if failures:
        _write(order.out / FAILED, [{"county": c, "reason": reason} for c, reason in failures])
        raise InputError(
            N_(
                "{failed} of {count} counties could not be settled; the first is {county}: {reason}"
            ),
            hint=N_("{file} lists them. Mend their files and repeat: the others are kept."),
            failed=len(failures),
            count=len(names),
            county=failures[0][0],
            reason=failures[0][1],
            file=str(order.out / FAILED),
        )
    paid, kept = sum(r.paid_fen for r in receipts), sum(r.kept for r in receipts)
    return f"{len(receipts)} counties, {paid / 100:,.2f} yuan; {kept} were finished before"


def attempt(order: Order, county: str) -> Receipt | str:
    """Settle one county; what is wrong with its files comes back as a sentence."""
    try:
        return settle(order, county)
    except ImportRejectedError as error:
        first = error.problems[0]
        return f"{error} {first.column} {first.row}: {first.message} ({first.value})"
    except ModelError as error:
        return str(error)


def settle(order: Order, county: str) -> Receipt:
    """Score and allocate one county, unless that is done already, and put its results in place.

    Raises
    ------
    ModelError
        If its files cannot be read, or the rules do not fit them.
    """
    source, target = order.counties / county, order.out / county
    rules, indicators = _rules(order.scheme, order.scheme.stat().st_mtime_ns, order.day)
    inputs = seal(_fingerprint(source), rules)
    if (before := _finished(target)) is not None and before.inputs == inputs:
        return replace(before, kept=True)
    roster = read_roster(source / ROSTER)
    dataset = parquet_files.read_dataset(roster, source / OBSERVATIONS, indicators)
    outcome = evaluation.evaluate(dataset, rules)
    receipt = _receipt(county, inputs, outcome)
    _place(outcome, receipt, target)
    return receipt


@cache
def _rules(scheme: Path, version: int, day: date) -> tuple[Rules, frozenset[str]]:  # noqa: ARG001 (a key)
    """Read rules and codes of indicators once for all counties of a worker."""
    file, project = load_scheme(scheme), Project()
    codes = frozenset({*project.indicators(), *file.scheme.indicators})
    return file.on(day, project.context()), codes


def _names(folder: Path) -> list[str]:
    names = sorted(path.parent.name for path in folder.glob(f"*/{ROSTER}"))
    if not names:
        raise InputError(
            N_("There is no county in {folder}."),
            hint=N_("Every county is a folder with {roster} and {observations}."),
            folder=str(folder),
            roster=ROSTER,
            observations=OBSERVATIONS,
        )
    return names


def _gathered(
    ended: Iterable[Done[Receipt | str]], count: int, tell: Callable[[str], None]
) -> tuple[list[Receipt], list[tuple[str, str]]]:
    receipts, failures = [], []
    for number, done in enumerate(ended, 1):
        if isinstance(done.result, Receipt):
            receipts.append(done.result)
            tell(f"{number}/{count} {done.key}")
        else:
            failures.append((done.key, done.result or done.failure))
            tell(f"{number}/{count} {done.key}: {done.result or done.failure}")
    return sorted(receipts, key=lambda r: r.county), sorted(failures)


def _fingerprint(source: Path) -> str:
    digest = hashlib.sha256()
    for path in (source / ROSTER, source / OBSERVATIONS):
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _finished(target: Path) -> Receipt | None:
    try:
        return Receipt(**json.loads((target / RECEIPT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _receipt(county: str, inputs: str, outcome: Outcome) -> Receipt:
    money = outcome.allocation
    return Receipt(
        county=county,
        inputs=inputs,
        seal=outcome.seal,
        institutions=len(outcome.areas),
        clinics=len(outcome.villages.rows) if outcome.villages else 0,
        pool_fen=money.pool if money else 0,
        paid_fen=sum(row.amount for row in money.rows) if money else 0,
        carried_over_fen=money.carried_over if money else 0,
    )


def _place(outcome: Outcome, receipt: Receipt, target: Path) -> None:
    """Write a county's results beside their place, then move them there together."""
    draft = Path(mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        draft.chmod(0o755)  # colleagues read the results too
        parquet_files.write_table(list(_scores(outcome)), _SCORES, draft / "scores.parquet")
        parquet_files.write_table(list(_amounts(outcome)), _AMOUNTS, draft / "amounts.parquet")
        text = json.dumps(asdict(receipt), ensure_ascii=False, indent=1)
        (draft / RECEIPT).write_text(text + "\n", encoding="utf-8", newline="\n")
        _move(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _move(draft: Path, target: Path) -> None:
    """Put results in place; a worker thought lost may be doing the same."""
    for attempts_left in reversed(range(_ATTEMPTS)):
        _take_away(target)
        try:
            draft.replace(target)
        except OSError:
            if not attempts_left:
                raise
        else:
            return


def _take_away(target: Path) -> None:
    """Remove older results; without its receipt a county counts as open, so that goes first."""
    (target / RECEIPT).unlink(missing_ok=True)
    shutil.rmtree(target, ignore_errors=True)


def _scores(outcome: Outcome) -> Iterator[dict[str, object]]:
    scores = outcome.scores
    for line, area in enumerate(scores.areas):
        full, published = scores.full[line], scores.published[line]
        decimals = outcome.rules.score_decimals
        yield {
            "area_code": area.code,
            "kind": area.kind,
            "score": None if full is None else float(full),
            "score_published": None if published is None else f"{float(published):.{decimals}f}",
            "rank": scores.ranks[line],
        }


def _amounts(outcome: Outcome) -> Iterator[dict[str, object]]:
    for row in outcome.allocation.rows if outcome.allocation else ():
        yield {
            "area_code": row.area,
            "institution": row.area,
            "amount_fen": row.amount,
            "settlement_fen": row.settlement,
            "village_fen": row.village,
        }
    for clinic in outcome.villages.rows if outcome.villages else ():
        yield {
            "area_code": clinic.area,
            "institution": clinic.institution,
            "amount_fen": clinic.amount,
            "settlement_fen": None,
            "village_fen": clinic.amount,
        }


def _line(receipt: Receipt) -> dict[str, object]:
    return {name: value for name, value in asdict(receipt).items() if name != "kept"}


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    draft = path.with_name(f".{path.name}")
    draft.write_bytes(table_files.write_csv(rows))
    draft.replace(path)
