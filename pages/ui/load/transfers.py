"""Results of checks and surveys become figures, with their stage, as an import of their own."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lib.adapters.store import imports
from lib.adapters.store.imports import Delivery, Receipt
from lib.model.authors import Author
from lib.model.intake import figures
from lib.model.intake.figures import Stage
from lib.model.observations import Status
from pages.ui import load
from pages.ui.load import kept


@dataclass(frozen=True, slots=True)
class Result:
    """Counts that were found out otherwise than by a delivered file."""

    area_code: str
    indicator: str
    month: int
    """Counted from year 0."""
    numerator: int
    denominator: int
    place: str
    """Where they stand, for who asks: the number of a check, of a survey round."""


def transfer(
    results: Sequence[Result], stage: Stage, title: str, key: str, author: Author
) -> Receipt:
    """Store results beside what was claimed; the stage decides which one counts.

    Parameters
    ----------
    results
        At most one for each area, indicator and month.
    stage
        How far they have come.
    title
        What they are the result of; stands where a file name would.
    key
        The same for a second click.
    author
        Who transfers them.

    Raises
    ------
    InputError
        If a month is closed, or the same figure comes twice.
    """
    rows = [
        (
            result.area_code,
            result.indicator,
            result.month,
            result.numerator,
            result.denominator,
            "",
            int(Status.REPORTED),
            float("nan"),
            title,
            line,
            result.place,
        )
        for line, result in enumerate(results, 1)
    ]
    delivery = Delivery(
        key=key,
        file=title,
        sha256=hashlib.sha256(repr(rows).encode()).hexdigest(),
        figures=figures.table(rows),
        stage=stage,
        received_at=author.at,
        note=author.reason,
        demonstration=load.is_demonstration(),
    )
    receipt = imports.commit(kept.store(), delivery, author)
    load.refresh()
    return receipt
