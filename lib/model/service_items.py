"""Service items and dimensions: the names under which indicators are gathered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.errors import N_, ParameterError
from lib.model.documents import mapping, parse_day, place, required_day, words
from lib.model.indicators import Dimension, check_period
from lib.model.parameters import Text, check_keys

_COLUMNS = frozenset({"code", "name_zh", "name_en", "group", "valid_from", "valid_to"})


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One service item, under the name it had for a time."""

    code: str
    """01 to 14 in the order of the county's plan; G0, G1, G2 and F stand beside them."""
    name: Text
    group: str
    """Code of its group: MGT, FIN, EXE, EFF, or MON for what is only watched."""
    valid_from: date
    valid_to: date | None
    """First and last day in use; None is open."""


@dataclass(frozen=True, slots=True)
class ServiceItems:
    """The list of service items through the years, in its official order."""

    history: tuple[ServiceItem, ...]

    def on(self, day: date) -> dict[str, ServiceItem]:
        """Return the items in use on a day, by code, in official order."""
        return {
            item.code: item
            for item in self.history
            if item.valid_from <= day and (item.valid_to is None or day <= item.valid_to)
        }


def parse_service_items(entries: Mapping[str, Mapping[str, Any]]) -> ServiceItems:
    """Build the list of service items.

    Parameters
    ----------
    entries
        Rows of the list, by any name that is not repeated. A code may stand in
        several rows whose periods do not overlap.

    Raises
    ------
    ParameterError
        Naming the row and what is wrong with it.
    """
    items: list[ServiceItem] = []
    for where, fields in entries.items():
        item = _item(where, fields)
        _refuse_overlap(where, item, items)
        items.append(item)
    return ServiceItems(tuple(items))


def _item(where: str, content: object) -> ServiceItem:
    fields = mapping(where, content)
    check_keys(where, fields, required=_COLUMNS)
    item = ServiceItem(
        code=words(place(where, "code"), fields["code"]),
        name=_name(where, fields),
        group=words(place(where, "group"), fields["group"]),
        valid_from=required_day(place(where, "valid_from"), fields["valid_from"]),
        valid_to=parse_day(place(where, "valid_to"), fields["valid_to"]),
    )
    check_period(where, item.valid_from, item.valid_to)
    return item


def _refuse_overlap(where: str, item: ServiceItem, others: list[ServiceItem]) -> None:
    for other in others:
        if other.code == item.code and _overlap(item, other):
            raise ParameterError(
                N_("The service item {code} has two rows for {day}."),
                hint=N_("End the earlier row the day before the later one begins."),
                name=where,
                code=item.code,
                day=max(item.valid_from, other.valid_from).isoformat(),
            )


def _overlap(one: ServiceItem, other: ServiceItem) -> bool:
    first, second = sorted((one, other), key=lambda item: item.valid_from)
    return first.valid_to is None or first.valid_to >= second.valid_from


def parse_dimensions(entries: Mapping[str, Mapping[str, Any]]) -> dict[Dimension, Text]:
    """Build the names of the four dimensions.

    Raises
    ------
    ParameterError
        If one is missing, unknown or without a name.
    """
    check_keys("dimensions", entries, required=frozenset(Dimension))
    return {Dimension(code): _dimension(code, fields) for code, fields in entries.items()}


def _dimension(where: str, fields: Mapping[str, Any]) -> Text:
    check_keys(where, fields, required=frozenset({"name_zh", "name_en"}))
    return _name(where, fields)


def _name(where: str, fields: Mapping[str, Any]) -> Text:
    return Text(*(words(place(where, key), fields[key]) for key in ("name_zh", "name_en")))
