"""What delivered figures are to those the store holds: new, changed or the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from lib.adapters.store import bulk
from lib.adapters.store.tables import imports, observation
from lib.errors import N_, InputError, StorageError
from lib.model.intake.figures import Stage
from lib.model.numbers import Integers
from lib.model.observations import NO_COUNT, month_name

Columns = dict[str, npt.NDArray[Any]]

_O = observation.c
_KEY = ("area_code", "indicator", "month")
_FACTS = ("numerator", "denominator", "status", "value")


@dataclass(frozen=True, slots=True, eq=False)
class Differences:
    """Delivered figures by what storing them does."""

    new: Integers
    """Places in the delivered table."""
    changed: Integers
    replaced: Integers
    """Numbers of the observations that the changed ones take the place of."""
    unchanged: int
    relied_on: tuple[int, ...]
    """Imports that brought what is delivered unchanged."""

    @property
    def written(self) -> Integers:
        """Return the places of what needs new rows."""
        return np.sort(np.concatenate([self.new, self.changed]))


def compare(
    connection: Connection, delivered: pd.DataFrame, stage: Stage, *, demonstration: bool
) -> Differences:
    """Compare delivered figures with those held of the same stage and kind.

    Parameters
    ----------
    connection
        As from `engine.reading` or `engine.writing`.
    delivered
        Columns of `intake.figures.COLUMNS`.
    stage
        Stage the figures are of.
    demonstration
        Whether they are invented: invented figures and the county's own never meet.
    """
    alike = imports.c.demonstration == demonstration
    held = _held(connection, delivered, and_(_O.to_revision.is_(None), _O.stage == stage, alike))
    present, coming = _codes(held, delivered)
    place = present.get_indexer(coming)
    known = np.flatnonzero(place >= 0)
    same = np.ones(len(known), dtype=bool)
    for name in _FACTS:
        same &= held[name][place[known]] == delivered[name].to_numpy()[known]
    brought_by = np.unique(held["import_id"][place[known[same]]])
    return Differences(
        new=np.flatnonzero(place < 0),
        changed=known[~same],
        replaced=held["id"][place[known[~same]]],
        unchanged=int(same.sum()),
        relied_on=tuple(int(number) for number in brought_by),
    )


def refuse_doubles(delivered: pd.DataFrame) -> None:
    """Refuse figures of which one is there twice.

    Raises
    ------
    InputError
        Names the first.
    """
    double = delivered.duplicated(list(_KEY)).to_numpy()
    if double.any():
        area, indicator, month = delivered[list(_KEY)].to_numpy(dtype=object)[double.argmax()]
        raise InputError(
            N_("The file has the figure {indicator} of {area} for {month} twice."),
            hint=N_("Delete one of the two rows, then import the file again."),
            area=area,
            indicator=indicator,
            month=month_name(int(month)),
        )


def refuse_touched(
    connection: Connection, delivered: pd.DataFrame, stage: Stage, since: int
) -> None:
    """Refuse to store over figures that somebody changed after the author had looked.

    Parameters
    ----------
    connection
        As from `engine.writing`.
    delivered
        Columns of `intake.figures.COLUMNS`.
    stage
        Stage the figures are of.
    since
        Data version the author had seen.

    Raises
    ------
    StorageError
        Counts the figures.
    """
    later = or_(_O.from_revision > since, _O.to_revision > since)
    own = ~imports.c.demonstration
    touched = _held(connection, delivered, and_(later, _O.stage == stage, own))
    past, coming = _codes(touched, delivered)
    count = int(coming.isin(past).sum())
    if count:
        raise StorageError(
            N_("{count} of these figures have changed since you looked; nothing was stored."),
            hint=N_("Look at the differences again, then store."),
            count=count,
        )


def _held(connection: Connection, delivered: pd.DataFrame, where: ColumnElement[bool]) -> Columns:
    month = delivered["month"]
    in_time = true() if month.empty else _O.month.between(int(month.min()), int(month.max()))
    columns = (
        *(_O.id, _O.import_id, _O.area_code, _O.indicator, _O.month),
        func.coalesce(_O.numerator, NO_COUNT).label("numerator"),
        func.coalesce(_O.denominator, NO_COUNT).label("denominator"),
        func.coalesce(_O.value, "").label("value"),
        _O.status,
    )
    found = bulk.read(connection, select(*columns).join(imports).where(where, in_time))
    return {
        column.name: values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
        for column, values in zip(columns, found, strict=True)
    }


def _codes(held: Columns, delivered: pd.DataFrame) -> tuple[pd.Index[int], pd.Index[int]]:
    """One number for each area, indicator and month, of what is held and what is delivered."""
    split = len(held["month"])
    codes = np.zeros(split + len(delivered), dtype=np.int64)
    for name in _KEY:
        both = np.concatenate([held[name].astype(object), delivered[name].to_numpy(object)])
        numbers, distinct = pd.factorize(both)
        codes = codes * len(distinct) + numbers
    return pd.Index(codes[:split]), pd.Index(codes[split:])
