"""The practice of checks: sizes, limits and prices, as data/authenticity.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lib.errors import N_, InputError, ParameterError
from lib.model.documents import count, mapping, one_of, place, share, words
from lib.model.parameters import (
    Parameter,
    Reference,
    Text,
    check_keys,
    parse_parameters,
    parse_text,
)

QUARTER, HALF = "quarter", "half"
"""How often a kind is drawn: a result holds for the quarter, or for the half-year."""
_NAMES = frozenset(
    {"kinds", "reserves", "unreachable_limit", "least_sample", "acceptable", "points_per_false"}
    | {"small_list", "family_chance", "risk"}
)
_KIND_KEYS = frozenset({"stations", "indicator", "every", "all_below", "all", "sensitive"})
_RISK_KEYS = frozenset({"found", "flags", "unreachable", "unknown", "false_full"})
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of files that is sampled (抽样类别)."""

    code: str
    name: Text
    size: int
    """Files of each institution and round; of each station, if stations are drawn."""
    stations: int = 0
    """Village stations that are drawn first; 0 samples the institution's own list."""
    indicator: str = ""
    """Indicator that receives the result; empty for none."""
    every: str = QUARTER
    all_below: int = 0
    """Lists shorter than this are checked whole."""
    takes_all: bool = False
    sensitive: bool = False
    """Whether its counts could point at somebody and are not shown."""

    def wanted(self, listed: int) -> int:
        """Return how many files of a list are checked.

        Examples
        --------
        >>> Kind("smi", Text("精神", "SMI"), 5, all_below=5).wanted(4)
        4
        """
        return listed if self.takes_all else min(listed, self.size)


@dataclass(frozen=True, slots=True)
class RiskWeights:
    """Points of 100 of a risk score."""

    found: Fraction
    flags: Fraction
    unreachable: Fraction
    unknown: Fraction
    false_full: Fraction
    """Share of false files that earns all points of `found`."""


@dataclass(frozen=True, slots=True)
class Practice:
    """What holds on a day."""

    kinds: Mapping[str, Kind]
    reserves: Fraction
    """Replacements drawn in advance, as a share of the sample."""
    unreachable_limit: Fraction
    least_sample: int
    acceptable: Fraction
    """Line that the true share should not lie below."""
    points_per_false: Fraction
    small_list: int
    family_chance: Fraction
    risk: RiskWeights
    sources: Mapping[str, Reference]

    def kind(self, code: str) -> Kind:
        """Return a kind.

        Raises
        ------
        InputError
            If there is none of this code.
        """
        if code not in self.kinds:
            raise InputError(
                N_("“{kind}” is no kind of files that is sampled."),
                hint=N_("The kinds stand in data/authenticity.yaml."),
                kind=code,
            )
        return self.kinds[code]


@dataclass(frozen=True, slots=True)
class PracticeHistory:
    """The practice through time."""

    parameters: Mapping[str, Parameter]

    def on(self, day: date) -> Practice:
        """Return what holds on a day.

        Raises
        ------
        ParameterError
            If something has no value then, or none that can be used.
        """
        found = {name: parameter.at(day) for name, parameter in self.parameters.items()}
        value = {name: dated.value for name, dated in found.items()}
        return Practice(
            kinds=_kinds(value["kinds"]),
            reserves=share("reserves", value["reserves"]),
            unreachable_limit=share("unreachable_limit", value["unreachable_limit"]),
            least_sample=count("least_sample", value["least_sample"]),
            acceptable=share("acceptable", value["acceptable"]),
            points_per_false=_number("points_per_false", value["points_per_false"]),
            small_list=count("small_list", value["small_list"]),
            family_chance=share("family_chance", value["family_chance"]),
            risk=_risk(value["risk"]),
            sources={name: dated.reference for name, dated in found.items()},
        )


def parse_practice(content: Mapping[str, Any]) -> PracticeHistory:
    """Build the practice from its file.

    Raises
    ------
    ParameterError
        Naming the parameter and the key at fault.
    """
    check_keys("authenticity", content, required=frozenset({"parameters"}))
    check_keys("parameters", mapping("parameters", content["parameters"]), required=_NAMES)
    history = PracticeHistory(parse_parameters("authenticity", content["parameters"]))
    for start in {d.start for p in history.parameters.values() for d in p.history}:
        if all(p.history[0].start <= start for p in history.parameters.values()):
            history.on(start)
    return history


def _kinds(content: object) -> dict[str, Kind]:
    found = mapping("kinds", content)
    return {str(code): _kind(str(code), fields) for code, fields in found.items()}


def _kind(code: str, content: object) -> Kind:
    where = place("kinds", code)
    fields = mapping(where, content)
    check_keys(where, fields, required=frozenset({"name", "size"}), optional=_KIND_KEYS)
    indicator = fields.get("indicator")
    return Kind(
        code,
        parse_text(place(where, "name"), fields["name"]),
        count(place(where, "size"), fields["size"]),
        count(place(where, "stations"), fields.get("stations", 0), least=0),
        "" if indicator is None else words(place(where, "indicator"), indicator),
        one_of(place(where, "every"), fields.get("every", QUARTER), (QUARTER, HALF)),
        count(place(where, "all_below"), fields.get("all_below", 0), least=0),
        fields.get("all", False) is True,
        fields.get("sensitive", False) is True,
    )


def _risk(content: object) -> RiskWeights:
    fields = mapping("risk", content)
    check_keys("risk", fields, required=_RISK_KEYS)
    parts = {key: _number(place("risk", key), fields[key]) for key in _RISK_KEYS}
    whole = sum((parts[key] for key in _RISK_KEYS - {"false_full"}), Fraction())
    if whole != _HUNDRED or not 0 < parts["false_full"] <= 1:
        raise ParameterError(
            N_("The parts of the risk score add up to {whole}, not to 100."),
            name="risk",
            whole=str(whole),
        )
    return RiskWeights(**parts)


def _number(where: str, value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value < 0:
        raise ParameterError(N_("“{name}” must be a number and not negative."), name=where)
    return Fraction(value)
