"""Scenarios as short codes, for an address that can be passed on.

A weight is written `07.18.5` (part, points), several are joined by `~`. What is
not written is as in the baseline. The text comes from outside: `decode` reads
nothing it does not expect, and `refuse_misfit` holds it against the rules.
"""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any
from urllib.parse import unquote

from lib.errors import N_, ParameterError
from lib.model.apportionment import ROUNDING_UNITS
from lib.model.rules import BelowPassLine, Formula, Rules, VillageSplit
from lib.model.scenarios import TOTAL, Scenario, Weights, dimension_points, item_points

_BETWEEN, _WITHIN = "~", "."
_LONGEST = 2_000
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,20})?(?:/[1-9]\d{0,19})?", re.ASCII)
_ESCAPED = {"%": "%25", _WITHIN: "%2E", _BETWEEN: "%7E"}
_FEN_PER_YUAN = 100
_LARGEST_POOL = 10**15
_MOST = {
    "base_share": 1,
    "village_share": 1,
    "floor_share": 10,
    "cap_share": 10,
    "pass_line": 100,
    "rank_share": 1,
    "corridor_down": 1,
    "corridor_up": 10,
    "alpha": 100,
    "veto_share": 1,
    "pool": _LARGEST_POOL,
    "unit_price": _LARGEST_POOL,
}


def encode(scenario: Scenario) -> dict[str, str]:
    """Write a scenario as one short text for each of `KEYS`; empty where nothing changes.

    Examples
    --------
    >>> codes = encode(Scenario(items={"07": Fraction("18.5")}, pool=119_876_922_00))
    >>> codes["w"], codes["pool"], codes["f"]
    ('07.18.5', '119876922', '')
    """
    texts = {}
    for key, (name, write, _) in _FIELDS.items():
        value = getattr(scenario, name)
        texts[key] = "" if value is None else write(value)
    return texts


def decode(texts: Mapping[str, str]) -> Scenario:
    """Read a scenario that `encode` wrote.

    Parameters
    ----------
    texts
        By key; a key that is absent or empty changes nothing.

    Raises
    ------
    ParameterError
        If a text is not one that `encode` writes. The sentence names the key and
        never repeats the text: it may come from anybody.

    Examples
    --------
    >>> decode({"w": "01.8.5~06.12", "b": "0.6"}).base_share
    Fraction(3, 5)
    """
    values = {}
    for key, (name, _, read) in _FIELDS.items():
        if text := texts.get(key, ""):
            values[name] = _read(key, text, read)
    return Scenario(**values)


def encode_parts(parts: frozenset[str]) -> str:
    """Write codes of parts, such as the locked ones.

    Examples
    --------
    >>> encode_parts(frozenset({"G0", "01"}))
    '01~G0'
    """
    return _BETWEEN.join(_escape(code) for code in sorted(parts))


def decode_parts(text: str) -> frozenset[str]:
    """Read what `encode_parts` wrote; any text is a list of codes."""
    return frozenset(unquote(code) for code in text[:_LONGEST].split(_BETWEEN) if code)


def refuse_misfit(rules: Rules, scenario: Scenario) -> None:
    """Hold a scenario from outside against the rules it should change.

    Raises
    ------
    ParameterError
        If it names parts the scheme does not have, weights that do not add up to
        100, or money rules out of range.
    """
    _refuse_weights(item_points(rules.tree), scenario.items)
    _refuse_weights(dimension_points(rules), scenario.dimensions)
    for name, most in _MOST.items():
        asked = getattr(scenario, name)
        if asked is not None and not 0 <= asked <= most:
            raise _misfit(N_("The scenario asks for a value that is out of range."))


def _refuse_weights(now: Weights, asked: Weights) -> None:
    if any(not now.get(code) for code in asked):
        raise _misfit(N_("The scenario names parts that the scheme does not have."))
    if any(weight < 0 for weight in asked.values()):
        raise _misfit(N_("The scenario asks for a value that is out of range."))
    if asked and sum({**now, **asked}.values()) != TOTAL:
        raise _misfit(N_("The weights of the scenario do not add up to 100 under these rules."))


def _misfit(message: str) -> ParameterError:
    return ParameterError(
        message, hint=N_("The rules in force are shown instead. Move a weight to begin anew.")
    )


def _read(key: str, text: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 (any field)
    try:
        if len(text) <= _LONGEST:
            return read(text)
    except ValueError:
        pass
    raise ParameterError(
        N_("The scenario in the address cannot be read (at “{key}”)."),
        hint=N_("The rules in force are shown instead. Move a weight to begin anew."),
        key=key,
    )


def _write_weights(weights: Weights) -> str:
    return _BETWEEN.join(
        f"{_escape(code)}{_WITHIN}{_write_number(weights[code])}" for code in sorted(weights)
    )


def _read_weights(text: str) -> dict[str, Fraction]:
    pairs = [part.partition(_WITHIN) for part in text.split(_BETWEEN)]
    weights = {unquote(code): _read_number(points) for code, _, points in pairs}
    if len(weights) != len(pairs):
        message = "a part is named twice"
        raise ValueError(message)
    return weights


def _write_number(number: Fraction) -> str:
    """Write decimals where they end, else the fraction."""
    for decimals in range(len(str(number.denominator)) * 4):
        scaled = number * 10**decimals
        if scaled.denominator == 1:
            whole, part = divmod(scaled.numerator, 10**decimals)
            return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)
    return str(number)


def _read_number(text: str) -> Fraction:
    if not _NUMBER.fullmatch(text):
        message = "not a number"
        raise ValueError(message)
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


def _write_yuan(fen: int) -> str:
    return _write_number(Fraction(fen, _FEN_PER_YUAN))


def _read_yuan(text: str) -> int:
    fen = _read_number(text) * _FEN_PER_YUAN
    if fen.denominator != 1:
        message = "not a whole number of fen"
        raise ValueError(message)
    return int(fen)


def _write_switch(on: bool) -> str:  # noqa: FBT001 (the value written)
    return "1" if on else "0"


def _read_switch(text: str) -> bool:
    if text not in ("0", "1"):
        message = "not a switch"
        raise ValueError(message)
    return text == "1"


def _read_unit(text: str) -> str:
    if text not in ROUNDING_UNITS:
        message = "not a rounding unit"
        raise ValueError(message)
    return text


def _escape(code: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in code)


_WEIGHTS = (_write_weights, _read_weights)
_SHARE = (_write_number, _read_number)
_YUAN = (_write_yuan, _read_yuan)
_FIELDS: Mapping[str, tuple[str, Callable[[Any], str], Callable[[str], Any]]] = {
    "w": ("items", *_WEIGHTS),
    "d": ("dimensions", *_WEIGHTS),
    "pool": ("pool", *_YUAN),
    "f": ("formula", str, Formula),
    "b": ("base_share", *_SHARE),
    "p": ("pass_line", *_SHARE),
    "bp": ("below_pass_line", str, BelowPassLine),
    "fl": ("floor_share", *_SHARE),
    "cp": ("cap_share", *_SHARE),
    "v": ("village_share", *_SHARE),
    "vs": ("village_split", str, VillageSplit),
    "u": ("rounding_unit", str, _read_unit),
    "ra": ("rank_awards", _write_switch, _read_switch),
    "rs": ("rank_share", *_SHARE),
    "cd": ("corridor_down", *_SHARE),
    "cu": ("corridor_up", *_SHARE),
    "al": ("alpha", *_SHARE),
    "up": ("unit_price", *_YUAN),
    "vm": ("veto_share", *_SHARE),
}
KEYS = tuple(_FIELDS)
"""Names under which the parts of a scenario stand in an address."""
