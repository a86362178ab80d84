"""Read figures: those in force, those of any past revision, and where each came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, func, or_, select, true

from lib.adapters.store import bulk
from lib.adapters.store.changes import Store
from lib.adapters.store.engine import reading
from lib.adapters.store.tables import imports, observation
from lib.adapters.store.tables import revision as revisions
from lib.model.intake import figures as intake
from lib.model.intake.figures import IN_FORCE, Stage
from lib.model.numbers import Integers
from lib.model.observations import COLUMNS, NO_COUNT

_O = observation.c
_KEY = (_O.area_code, _O.indicator, _O.month)
_FACTS = (
    func.coalesce(_O.numerator, NO_COUNT).label("numerator"),
    func.coalesce(_O.denominator, NO_COUNT).label("denominator"),
    func.coalesce(_O.value, "").label("value"),
    _O.status,
)
_PLACE = (_O.sheet, _O.row, _O.cells)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stored figure came from."""

    import_id: int
    file: str
    sheet: str
    row: int
    cells: str
    """Addresses such as F7/G7."""
    stage: Stage
    actor: str
    """Who stored it."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """What the store said of an area, an indicator and a month for some time."""

    month: int
    """Counted from year 0."""
    numerator: int | None
    denominator: int | None
    value: str
    """Decimal number as text, empty where there are counts."""
    status: int
    """As `observations.Status`."""
    from_revision: int
    to_revision: int | None
    """First data version without it; None while it holds."""
    action: str
    """What made it hold: import, or undo of another import."""
    actor: str
    """Who did that, and when."""
    at: datetime
    origin: Origin

    @property
    def stage(self) -> Stage:
        """Return how far the figure had come."""
        return self.origin.stage


def revision(store: Store) -> int:
    """Return the data version; 0 for an empty store."""
    with reading(store.engine) as connection:
        return newest(connection)


def stamp(store: Store) -> str:
    """Return what identifies the present figures: after a restore, numbers may come again."""
    query = select(revisions.c.id, revisions.c.at).order_by(revisions.c.id.desc()).limit(1)
    with reading(store.engine) as connection:
        last = connection.execute(query).first()
    return f"{last.id} {last.at.isoformat()}" if last else ""


def newest(connection: Connection) -> int:
    """Return the data version within a transaction."""
    return int(connection.execute(select(func.coalesce(func.max(revisions.c.id), 0))).scalar_one())


def in_force(store: Store, revision: int | None = None) -> pd.DataFrame:
    """Return the figures that count: of each the last stage that was decided.

    Parameters
    ----------
    store
        An open store.
    revision
        An earlier data version; None for the present one.

    Returns
    -------
    DataFrame
        As `observations.Dataset`, by area, indicator and month; `row` is the number of the
        figure, for `origin`. The same figures give the same frame but for `row`.
    """
    rank = case({stage: place for place, stage in enumerate(IN_FORCE)}, value=_O.stage)
    counting = and_(_holding(revision), _O.stage.in_(IN_FORCE))
    with reading(store.engine) as connection:
        found = bulk.read(connection, select(*_KEY, *_FACTS, _O.id, rank).where(counting))
    columns: dict[str, Any] = dict(zip(COLUMNS, found, strict=False))
    for name in ("area_code", "indicator"):
        codes, distinct = pd.factorize(np.array(columns[name], dtype=object), sort=True)
        columns[name] = pd.Categorical.from_codes(codes, pd.Index(distinct))
    order = _decided(columns, np.asarray(found[-1]))
    columns["value"] = np.array(columns["value"], dtype=object)
    return _frame({name: values[order] for name, values in columns.items()})


def figures(
    store: Store, months: Collection[int] | None = None, stage: Stage = Stage.CLAIMED
) -> pd.DataFrame:
    """Return the present figures of a stage with their places, to compare a file with.

    Demonstration figures are left out: nothing is measured by invented figures.

    Parameters
    ----------
    store
        An open store.
    months
        Months counted from year 0; None for all.
    stage
        Only this one, whether or not it is the one in force.

    Returns
    -------
    DataFrame
        Columns of `intake.figures.COLUMNS`; no rate is stated.
    """
    wanted = (*_KEY, *_FACTS, *_PLACE)
    query = (
        select(*wanted)
        .join(imports)
        .where(_holding(), _O.stage == stage, ~imports.c.demonstration, _of(months))
    )
    with reading(store.engine) as connection:
        found = bulk.read(connection, query)
    columns = {column.name: values for column, values in zip(wanted, found, strict=True)}
    columns["stated"] = np.full(len(found[0]), np.nan)
    typed = {name: np.array(columns[name], dtype=kind) for name, kind in intake.COLUMNS.items()}
    return _frame(typed)


def is_demonstration(store: Store, revision: int | None = None) -> bool:
    """Tell whether the figures in force are invented (示例数据)."""
    with reading(store.engine) as connection:
        return kinds(connection, revision) == {True}


def kinds(
    connection: Connection, revision: int | None = None, *, but: int | None = None
) -> set[bool]:
    """Return whether the imports that are not undone are demonstrations: some, all or none.

    Where there are both, demonstration figures have been retired. One import may be left out.
    """
    others = true() if but is None else imports.c.id != but
    standing = select(imports.c.demonstration).where(_standing(revision), others).distinct()
    return set(connection.scalars(standing))


def history(
    store: Store, area_code: str, indicator: str, month: int | None = None
) -> tuple[Version, ...]:
    """Return everything the store ever said of an area's indicator, newest first."""
    of_month = true() if month is None else _O.month == month
    query = (
        _with_origin(
            *(_O.numerator, _O.denominator, _O.month, _O.from_revision, _O.to_revision),
            *(_O.value, _O.status, revisions.c.action),
            revisions.c.actor.label("by"),
            revisions.c.at.label("since"),
        )
        .join(revisions, revisions.c.id == _O.from_revision)
        .where(_O.area_code == area_code, _O.indicator == indicator, of_month)
        .order_by(_O.from_revision.desc(), _O.month.desc(), _O.id.desc())
    )
    with reading(store.engine) as connection:
        return tuple(_version(row) for row in connection.execute(query))


def origin(store: Store, observation_id: int) -> Origin | None:
    """Return where a figure came from; None if there is none of this number."""
    with reading(store.engine) as connection:
        found = connection.execute(_with_origin().where(_O.id == observation_id)).first()
    return None if found is None else _origin(found)


def stages(store: Store, months: Collection[int] | None = None) -> pd.DataFrame:
    """Return the figures that have more than one stage, the stages side by side.

    Returns
    -------
    DataFrame
        `area_code`, `indicator`, `month`; of each stage `…_numerator`, `…_denominator`
        (`NO_COUNT` where there is none) and `…_rate`, the share /1, or the figure itself where
        there are no counts; and `gap`, the verified rate less the claimed one. NaN is unknown.
    """
    several = (
        select(*_KEY)
        .where(_holding(), _of(months))
        .group_by(*_KEY)
        .having(func.count() > 1)
        .subquery()
    )
    same = and_(*(column == several.c[column.name] for column in _KEY))
    query = select(*_KEY, *_FACTS, _O.stage).join(several, same).where(_holding())
    with reading(store.engine) as connection:
        rows = pd.DataFrame(connection.execute(query).all(), columns=[*COLUMNS[:7], "stage"])
    return _side_by_side(rows)


def _frame(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Make a frame of columns as they are: pandas would turn texts into a type of its own."""
    named = {name: pd.Series(v, dtype=v.dtype, copy=False) for name, v in columns.items()}
    return pd.DataFrame(named, copy=False)


def _side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    rows["rate"] = _rates(rows)
    key = list(COLUMNS[:3])
    table = rows.drop_duplicates(key)[key].sort_values(key, ignore_index=True)
    for stage in Stage:
        named = {name: f"{stage}_{name}" for name in ("numerator", "denominator", "rate")}
        of_stage = rows.loc[rows["stage"] == stage, [*key, *named]].rename(columns=named)
        table = table.merge(of_stage, "left", key)
        for name in ("numerator", "denominator"):
            table[named[name]] = table[named[name]].fillna(NO_COUNT).astype("int64")
    table["gap"] = table[f"{Stage.VERIFIED}_rate"] - table[f"{Stage.CLAIMED}_rate"]
    return table


def _rates(rows: pd.DataFrame) -> pd.Series[float]:
    known = rows["denominator"] > 0
    shares = rows["numerator"].where(known) / rows["denominator"].where(known)
    return shares.where(known, pd.to_numeric(rows["value"].where(rows["value"] != "")))


def _decided(columns: dict[str, Any], rank: Integers) -> Integers:
    """Place of the row in force of each area, indicator and month, in their order."""
    areas, indicators, month = (columns[name] for name in COLUMNS[:3])
    key = areas.codes.astype(np.int64) * len(indicators.categories) + indicators.codes
    order: Integers = np.lexsort((rank, month, key))
    firsts = np.ones(len(order), dtype=bool)
    firsts[1:] = (np.diff(key[order]) != 0) | (np.diff(month[order]) != 0)
    return order[firsts]


def _holding(at: int | None = None) -> ColumnElement[bool]:
    if at is None:
        return _O.to_revision.is_(None)
    return and_(_O.from_revision <= at, or_(_O.to_revision.is_(None), _O.to_revision > at))


def _standing(at: int | None = None) -> ColumnElement[bool]:
    """Keep imports that are not undone, now or in an earlier data version."""
    if at is None:
        return imports.c.undone_by.is_(None)
    undone_later = or_(imports.c.undone_by.is_(None), imports.c.undone_by > at)
    return and_(imports.c.revision <= at, undone_later)


def _of(months: Iterable[int] | None) -> ColumnElement[bool]:
    return true() if months is None else _O.month.in_([int(month) for month in months])


def _with_origin(*more: ColumnElement[Any]) -> Select[Any]:
    facts = (imports.c.file, imports.c.actor, imports.c.at, _O.import_id, _O.stage, *_PLACE)
    return select(*facts, *more).join_from(observation, imports)


def _origin(row: Row[Any]) -> Origin:
    place = (row.import_id, row.file, row.sheet, row.row, row.cells)
    return Origin(*place, Stage(row.stage), row.actor, row.at)


def _version(row: Row[Any]) -> Version:
    told = (row.month, row.numerator, row.denominator, row.value or "", row.status)
    held = (row.from_revision, row.to_revision, row.action, row.by, row.since)
    return Version(*told, *held, _origin(row))
