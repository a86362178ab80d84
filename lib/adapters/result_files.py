"""Results of an evaluation as files: scores, attainment, allocation, explanation, seal."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from lib.errors import N_, StorageError
from lib.model import small_cells
from lib.model.evaluation import Outcome
from lib.model.explanation import explain
from lib.model.observations import Status, month_name
from lib.model.steps import Explanation, Step

DEMONSTRATION = "示例数据 demonstration data: every figure is made up by a program."
WITHHELD = (
    "{count} sensitive figures are not shown (withheld): they stand for fewer than {least} "
    "people, or such figures could be worked out from them."
)
HIDDEN = "withheld"
"""Status of a figure that is left out because it stands for few people."""
DIGITS = 12
"""Significant digits of a number written in full precision."""


def write(outcome: Outcome, folder: Path, *, demonstration: bool = False) -> None:
    """Write all results, or none: they are moved into place together.

    Sensitive figures of few people are left out as on the screens, judged by this one day:
    results are passed on. Who has to see them has the file they were computed from.

    Parameters
    ----------
    outcome
        Result of `evaluate`.
    folder
        Created if need be; files of the same names are replaced.
    demonstration
        Whether the figures are invented: then the first notice says so.

    Raises
    ------
    StorageError
        If the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as made:
            draft = Path(made)
            _write_all(_Results(outcome), draft, [DEMONSTRATION] if demonstration else [])
            for path in sorted(draft.iterdir()):
                shutil.move(path, folder / path.name)
    except OSError as error:
        raise StorageError(
            N_("The results could not be written to {folder}: {reason}."),
            hint=N_("Check that the folder may be written to and that the disk is not full."),
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error


class _Results:
    """An outcome, and what is withheld of it."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.withheld = small_cells.of_day(outcome.scores.measures, outcome.rules.small_cell)

    def hides(self, area: str, indicator: str) -> bool:
        """Tell whether a figure is left out."""
        return (area, indicator) in self.withheld.reasons

    def remarks(self) -> list[str]:
        """Say how many figures are left out, and why."""
        count, least = len(self.withheld.reasons), self.outcome.rules.small_cell
        return [WITHHELD.format(count=count, least=least)] if count else []


def _write_all(results: _Results, folder: Path, notices: list[str]) -> None:
    outcome = results.outcome
    _table(folder / "attainment.csv", _ATTAINMENT, _attainment(results))
    _table(folder / "scores.csv", _SCORES, _scores(outcome))
    if outcome.allocation is not None:
        _table(folder / "allocation.csv", _ALLOCATION, _allocation(outcome))
    if outcome.villages is not None:
        _table(folder / "villages.csv", _VILLAGES, _villages(outcome))
    explained = [
        _explained(explain(outcome, a.code, what, results.withheld.of(a.code)))
        for a, what in _wanted(outcome)
    ]
    _text(folder / "explain.json", json.dumps(explained, ensure_ascii=False, indent=1))
    told = small_cells.quiet(outcome.notices, results.withheld)
    said = [*notices, *results.remarks(), *map(str, told)]
    _text(folder / "notices.txt", "".join(f"{notice}\n" for notice in said))
    _text(folder / "seal.txt", outcome.seal + "\n")


_ATTAINMENT = (
    *("area_code", "leaf", "indicator", "status", "month", "numerator", "denominator"),
    *("value", "attainment", "full_mark", "points"),
)
_SCORES = ("area_code", "name", "score", "score_published", "rank", "points", "full_mark")
_ALLOCATION = (
    *("area_code", "name", "population", "entitlement_fen", "base_fen", "performance_fen"),
    *("award_fen", "rank_award_fen", "withheld_fen", "adjustment_fen", "corridor_fen"),
    *("amount_fen", "advance_fen", "recovered_fen", "settlement_fen", "village_fen"),
    "township_fen",
)
_VILLAGES = ("area_code", "institution", "population", "score", "amount_fen")


def _attainment(results: _Results) -> Iterable[Sequence[object]]:
    scores = results.outcome.scores
    measures, parts = scores.measures, scores.marks.parts
    for line, area in enumerate(scores.areas):
        for position, leaf in enumerate(scores.tree.leaves):
            column = measures.column(leaf.indicator)
            status = Status(int(measures.status[line, column]))
            month = int(measures.month[line, column])
            attained, points = parts.attainment[line, position], scores.points[line, position]
            if results.hides(area.code, leaf.indicator):
                full = _number(points)
                yield (area.code, leaf.code, leaf.indicator, HIDDEN, *[""] * 5, full, "")
                continue
            yield (
                area.code,
                leaf.code,
                leaf.indicator,
                status.code,
                "" if month < 0 else month_name(month),
                *(
                    "" if count < 0 else int(count)
                    for count in (
                        measures.numerator[line, column],
                        measures.denominator[line, column],
                    )
                ),
                _number(scores.marks.values[line, column]),
                _number(attained) if status == Status.REPORTED else "",
                _number(points),
                _number(points * attained),
            )


def _scores(outcome: Outcome) -> Iterable[Sequence[object]]:
    scores = outcome.scores
    for line, area in enumerate(scores.areas):
        yield (
            area.code,
            area.name,
            _number(scores.full[line]),
            _decimal(scores.published[line], outcome.rules.score_decimals),
            scores.ranks[line] or "",
            _number(scores.earned[line]),
            _number(scores.full_mark[line]),
        )


def _allocation(outcome: Outcome) -> Iterable[Sequence[object]]:
    names = {area.code: area.name for area in outcome.areas}
    for row in outcome.allocation.rows if outcome.allocation else ():
        yield (
            row.area,
            names[row.area],
            row.population,
            row.entitlement,
            row.base,
            row.performance,
            row.award,
            row.rank_award,
            row.withheld,
            row.adjustment,
            row.corridor,
            row.amount,
            row.advance,
            row.recovered,
            row.settlement,
            row.village,
            row.township,
        )


def _villages(outcome: Outcome) -> Iterable[Sequence[object]]:
    for row in outcome.villages.rows if outcome.villages else ():
        score = _decimal(row.score, outcome.rules.score_decimals)
        yield (row.area, row.institution, row.population, score, row.amount)


def _wanted(outcome: Outcome) -> Iterable[tuple[Any, str]]:
    numbers = ["score", *(("amount", "settlement", "village") if outcome.allocation else ())]
    return ((area, what) for area in outcome.areas for what in numbers)


def _explained(explanation: Explanation) -> dict[str, object]:
    return {
        "area_code": explanation.area.code,
        "what": explanation.what,
        "result": _plain(explanation.result),
        "steps": [_step(step) for step in explanation.steps],
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "label": step.label,
        "formula": step.formula,
        "terms": {term.name: _plain(term.value) for term in step.terms},
        "result": _plain(step.result),
        "unit": step.unit,
        "source": step.source.title if step.source else "",
    }


def _plain(value: object) -> object:
    return _number(value) if isinstance(value, Fraction) else value


def _number(value: Fraction | None) -> str:
    """Write an exact number: whole if it is whole, else in full precision of a float."""
    if value is None:
        return ""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.{DIGITS}g}"


def _decimal(value: Fraction | None, decimals: int) -> str:
    """Write a number that already has its declared decimals, without touching it."""
    if value is None:
        return ""
    whole = int(value * 10**decimals)
    return f"{whole // 10**decimals}.{whole % 10**decimals:0{decimals}}" if decimals else str(whole)


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
