"""From rows at fault to findings: a sentence, its place, what stands there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lib.errors import N_
from lib.model.indicators import Indicator, Unit
from lib.model.intake.findings import Finding, Severity
from lib.model.observations import NO_COUNT, month_name
from lib.model.parameters import Text
from lib.model.roster import Area

_MORE = N_("{more} more findings of this kind are not listed.")
_PLACES = {"numerator": 0, "value": 0, "denominator": 1, "stated": 2}


class Name(Text):
    """A name in both languages that reads as the Chinese one in plain text."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.zh


class Names(tuple[object, ...]):
    """Several names; pages join them in the reader's language, plain text with 、."""

    __slots__ = ()

    def __str__(self) -> str:
        return "、".join(map(str, self))


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a rule says of a row."""

    rule: str
    severity: Severity
    message: str
    """Template; area, indicator and month can always be named in it."""
    hint: str
    shows: str = "numerator"
    """Column of the figures whose cell and value are pointed at; empty for a whole sheet."""


@dataclass(frozen=True, slots=True, eq=False)
class Teller:
    """Puts rows into words, and says when it stops listing them."""

    areas: Mapping[str, Name]
    indicators: Mapping[str, Name]
    listed: int

    def tell(
        self, sentence: Sentence, rows: pd.DataFrame, **values: Iterable[object]
    ) -> list[Finding]:
        """Make a finding of every row, of the first ones where they are too many.

        Parameters
        ----------
        sentence
            What to say.
        rows
            Figures or totals, in the order of their places.
        values
            What else fills the sentence, one for each row.
        """
        shown = rows.head(self.listed)
        columns = {
            name: shown[name].tolist()
            for name in ("area_code", "indicator", "month", "sheet", "cells")
        }
        columns["written"] = (
            shown[sentence.shows].tolist() if sentence.shows else [NO_COUNT] * len(shown)
        )
        names, extra = list(values), zip(*values.values(), strict=True) if values else None
        found = [
            self._finding(sentence, record, dict(zip(names, next(extra), strict=True)))
            if extra
            else self._finding(sentence, record, {})
            for record in zip(*columns.values(), strict=True)
        ]
        more = len(rows) - len(shown)
        return [*found, _rest(sentence.rule, sentence.severity, more)] if more else found

    def _finding(
        self, sentence: Sentence, record: Sequence[object], extra: Mapping[str, object]
    ) -> Finding:
        area, indicator, month, sheet, cells, written = record
        return Finding(
            sentence.rule,
            sentence.severity,
            sentence.message,
            sheet=str(sheet),
            cell=_cell(str(cells), sentence.shows),
            value=_written(written),
            hint=sentence.hint,
            values={
                "area": self.areas.get(str(area), area),
                "indicator": self.indicators.get(str(indicator), indicator),
                "month": month_name(int(str(month))),
                **extra,
            },
        )


def limited(findings: Iterable[Finding], listed: int) -> tuple[Finding, ...]:
    """Keep the first findings of every rule and severity, and say how many more there are.

    Parameters
    ----------
    findings
        In the order they are to be read.
    listed
        How many of a rule and severity are kept.
    """
    kept: list[Finding] = []
    count: Counter[tuple[str, Severity]] = Counter()
    more: Counter[tuple[str, Severity]] = Counter()
    for finding in findings:
        kind = (finding.rule, finding.severity)
        if finding.message == _MORE:
            more[kind] += int(str(finding.values["more"]))  # noqa: PD011 (no frame)
        elif count[kind] < listed:
            kept.append(finding)
            count[kind] += 1
        else:
            more[kind] += 1
    ends = [_rest(rule, severity, number) for (rule, severity), number in more.items()]
    order = tuple(Severity)
    return tuple(sorted([*kept, *ends], key=lambda f: order.index(f.severity)))


def _rest(rule: str, severity: Severity, more: int) -> Finding:
    hint = N_("Correct those that are listed, then check the file again.")
    return Finding(rule, severity, _MORE, hint=hint, values={"more": more})


def area_name(area: Area) -> Name:
    """Return the name of an area in both languages."""
    return Name(area.name, area.name_en or area.name)


def indicator_name(indicator: Indicator) -> Name:
    """Return code and name of an indicator in both languages."""
    return Name(f"{indicator.code} {indicator.name.zh}", f"{indicator.code} {indicator.name.en}")


def rate_text(rate: float, indicator: Indicator) -> Name:
    """Write a rate with its unit.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> str(rate_text(64.256, SimpleNamespace(unit=Unit.PERCENT)))
    '64.26%'
    """
    number = f"{rate:.2f}"
    if indicator.unit == Unit.PERCENT:
        return Name(f"{number}%", f"{number}%")
    return Name(f"{number}/万", f"{number} per 10,000")


def _cell(cells: str, shows: str) -> str:
    parts = cells.split("/")
    place = _PLACES.get(shows)
    if place is None:
        return ""
    return parts[place] if place < len(parts) else parts[0]


def _written(written: object) -> str:
    if written == NO_COUNT:
        return ""
    return f"{written:g}" if isinstance(written, float) else str(written)
