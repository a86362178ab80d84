"""A scenario as a small document: what is proposed, against which rules, by whom and when.

It is JSON, so that a person can read it and any program can. Weights stand in points of 100,
money rules as the short codes of `scenario_codes`. With it goes what the rules were that it
starts from; read under other rules, it can say what differs.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any, NoReturn

from lib.errors import N_, ParameterError
from lib.model import scenario_codes
from lib.model.baselines import Baseline, baseline_of, rules_seal
from lib.model.documents import mapping, place, required_day, words
from lib.model.parameters import check_keys
from lib.model.rules import Rules
from lib.model.scenarios import Scenario, Weights, apply

FORMAT = "heng scenario 1"
LONGEST_NAME, LONGEST_DESCRIPTION = 60, 500
_LARGEST = 100_000  # letters of a file; a scenario has a few thousand
_KEYS = frozenset({"format", "name", "description", "scheme", "day", "author", "at"}) | {
    *("weights", "money_rules", "baseline", "seal")
}
_DIGITS = 40
_WEIGHTS = ("items", "dimensions")
_MONEY_CODES = frozenset(scenario_codes.KEYS) - {"w", "d"}
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,20})?(?:/[1-9]\d{0,19})?", re.ASCII)
_TAKE = N_("Take a file that was downloaded from the page Scenarios (方案比选).")


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """A scenario that can be kept, passed on and read again."""

    name: str
    description: str
    scheme: str
    """Code of the scheme it changes."""
    day: date
    """Day of the rules it changes."""
    scenario: Scenario
    baseline: Baseline
    seal: str
    """Of the rules it gives."""
    author: str
    at: datetime


def make(
    titled: tuple[str, str], rules: Rules, scenario: Scenario, author: tuple[str, datetime]
) -> ScenarioFile:
    """Put a scenario into a document.

    Parameters
    ----------
    titled
        Name and description.
    rules
        Rules it changes.
    scenario
        What it changes.
    author
        Who made it, and when (county time).

    Raises
    ------
    ParameterError
        If the name is empty or too long, or the scenario does not fit the rules.
    """
    scenario_codes.refuse_misfit(rules, scenario)
    return ScenarioFile(
        *_titled(*titled),
        rules.scheme,
        rules.day,
        scenario,
        baseline_of(rules),
        rules_seal(apply(rules, scenario)),
        *author,
    )


def renamed(file: ScenarioFile, name: str, description: str) -> ScenarioFile:
    """Return the same scenario under another name.

    Raises
    ------
    ParameterError
        If the name is empty or too long.
    """
    called, described = _titled(name, description)
    return replace(file, name=called, description=described)


def write(file: ScenarioFile) -> str:
    """Write a scenario as text; `read` gives it back unchanged."""
    codes = scenario_codes.encode(replace(file.scenario, items={}, dimensions={}))
    content = {
        "format": FORMAT,
        "name": file.name,
        "description": file.description,
        "scheme": file.scheme,
        "day": file.day.isoformat(),
        "weights": {part: _written(getattr(file.scenario, part)) for part in _WEIGHTS},
        "money_rules": {key: text for key, text in codes.items() if text},
        "baseline": {
            "seal": file.baseline.seal,
            "items": _written(file.baseline.items),
            "dimensions": _written(file.baseline.dimensions),
            "money": dict(file.baseline.money),
        },
        "seal": file.seal,
        "author": file.author,
        "at": file.at.isoformat(timespec="seconds"),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(text: str) -> ScenarioFile:
    """Read a scenario that `write` wrote, or that a person wrote in the same form.

    Raises
    ------
    ParameterError
        Saying where in the file something is wrong; nothing is guessed or skipped.
    """
    content = mapping("", _parsed(text))
    check_keys(N_("the scenario file"), content, required=_KEYS)
    if content["format"] != FORMAT:
        raise ParameterError(
            N_("“format” says “{found}”; this program reads “{known}”."),
            hint=_TAKE,
            found=content["format"],
            known=FORMAT,
        )
    weights = mapping("weights", content["weights"])
    check_keys("weights", weights, required=frozenset(_WEIGHTS))
    items, dimensions = (_weights(place("weights", part), weights[part]) for part in _WEIGHTS)
    return ScenarioFile(
        *_titled(content["name"], content["description"]),
        words("scheme", content["scheme"]),
        required_day("day", content["day"]),
        replace(_money(content["money_rules"]), items=items, dimensions=dimensions),
        _baseline(content["baseline"]),
        words("seal", content["seal"]),
        words("author", content["author"]),
        _moment(content["at"]),
    )


def _parsed(text: str) -> object:
    if len(text) > _LARGEST:
        raise ParameterError(
            N_("The file is longer than any scenario: {length} letters."),
            hint=_TAKE,
            length=len(text),
        )
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_once,
            parse_float=str,
            parse_int=_whole,
            parse_constant=_refuse,
        )
    except json.JSONDecodeError as error:
        raise ParameterError(
            N_("Line {line}, sign {column}: this is not a scenario file ({problem})."),
            hint=_TAKE,
            line=error.lineno,
            column=error.colno,
            problem=error.msg,
        ) from None
    except RecursionError:
        raise ParameterError(N_("The file is nested too deeply to be a scenario.")) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: nobody knows which was meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ParameterError(
                N_("“{key}” stands twice in the same place."),
                hint=N_("Keep one of the two."),
                key=key,
            )
        found[key] = value
    return found


def _titled(name: object, description: object) -> tuple[str, str]:
    kept = name.strip() if isinstance(name, str) else ""
    if not 0 < len(kept) <= LONGEST_NAME or not kept.isprintable():
        raise ParameterError(
            N_("A scenario needs a name of one line, at most {limit} letters."),
            hint=N_("Say in the name what it tries out."),
            limit=LONGEST_NAME,
        )
    if not isinstance(description, str) or len(description) > LONGEST_DESCRIPTION:
        raise ParameterError(
            N_("The description of a scenario is a text of at most {limit} letters."),
            limit=LONGEST_DESCRIPTION,
        )
    return kept, description.strip()


def _weights(where: str, content: object) -> dict[str, Fraction]:
    return {
        str(code): _points(place(where, code), points)
        for code, points in mapping(where, content).items()
    }


def _points(where: str, value: object) -> Fraction:
    text = str(value)
    if not _NUMBER.fullmatch(text):
        raise _no_number(text, where)
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


def _whole(text: str) -> int:
    if len(text) > _DIGITS:
        raise _no_number(text[:_DIGITS])
    return int(text)


def _refuse(text: str) -> NoReturn:
    raise _no_number(text)


def _no_number(text: str, where: str = "") -> ParameterError:
    return ParameterError(
        N_("“{value}” at “{name}” is no number that a scenario may have."),
        hint=N_("Write points as 18.5, without sign or exponent."),
        value=text,
        name=where,
    )


def _money(content: object) -> Scenario:
    codes = mapping("money_rules", content)
    check_keys("money_rules", codes, required=frozenset(), optional=_MONEY_CODES)
    for key, text in codes.items():
        where = place("money_rules", key)
        try:
            scenario_codes.decode({key: words(where, text)})
        except ParameterError:
            raise ParameterError(
                N_("“{value}” at “{name}” cannot be read."),
                hint=_TAKE,
                name=where,
                value=text,
            ) from None
    return scenario_codes.decode(codes)


def _baseline(content: object) -> Baseline:
    fields = mapping("baseline", content)
    check_keys("baseline", fields, required=frozenset({"seal", "money", *_WEIGHTS}))
    items, dimensions = (_weights(place("baseline", p), fields[p]) for p in _WEIGHTS)
    seal = words(place("baseline", "seal"), fields["seal"])
    money = mapping(place("baseline", "money"), fields["money"])
    return Baseline(seal, items, dimensions, dict(money))


def _moment(value: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        at = None
    if at is None or at.tzinfo is not None:
        raise ParameterError(
            N_("“{value}” at “at” is not a time such as 2026-01-05T16:30:00."), value=value
        )
    return at


def _written(weights: Weights) -> dict[str, str]:
    return {code: str(points) for code, points in weights.items()}
