"""How values become colours: classes, their words and their places in a palette."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from lib.model import thresholds
from lib.model.classes import NO_DATA, Classes, classify, quantile_edges
from pages.ui import formats, lights
from pages.ui.load import maps
from pages.ui.text import N_, _

Values = dict[str, Fraction | None]
Write = Callable[[Fraction | None], str]

LIGHTS = ("red", "amber", "green")
"""From the lowest class to the highest."""

_MOST = 8  # classes that an eye still tells apart on a projector
_QUANTILES = 5
_FAILED = ("#5E2700", "#8A3B00", "#B35806", "#D8832B", "#EFB473", "#F7DFC4")
_PASSED = (
    *("#E6F1F5", "#CFE4EC", "#B4D5E2", "#96C4D6", "#75B1C9"),
    *("#539CB9", "#3686A6", "#1F6F90", "#0E5878", "#053F5C"),
)
_MORE = _PASSED[1:]
_CHANGES = ("#B35806", "#EFB473", "#EEF0EF", "#9CCAD6", "#2C7C95")
_SIGNS = ("▼▼", "▼", "＝", "▲", "▲▲")
_GRADES = {"excellent": N_("Excellent"), "good": N_("Good"), "pass": N_("Pass")}


@dataclass(frozen=True, slots=True)
class Step:
    """One class in the legend."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Shaded:
    """Values sorted into classes that have colours and words."""

    values: Values
    write: Write
    classes: Classes
    steps: tuple[Step, ...]
    """From the lowest class to the highest."""

    def colour(self, code: str) -> str:
        """Return the colour of an area, or the hatching of those without a value."""
        place = self.classes.place[code]
        return maps.NO_DATA if place == NO_DATA else self.steps[place].colour


def by_grades(values: Values, grades: Mapping[str, Fraction]) -> Shaded:
    """Shade scores: below the lowest grade in orange, above it in teal."""
    edges = thresholds.stepped(values.values(), tuple(grades.values()), _MOST)
    named = {edge: _(_GRADES[name]) for name, edge in grades.items() if name in _GRADES}
    words = _ranges(edges, formats.number)
    words[1:] = [f"{w}  {named.get(e, '')}" for w, e in zip(words[1:], edges, strict=True)]
    failed = edges.index(min(grades.values())) + 1 if grades else 0
    colours = [*_palest(_FAILED, failed), *_spread(_PASSED, len(words) - failed)]
    return Shaded(values, formats.score, classify(values, edges), _steps(colours, words))


def by_quantiles(values: Values, write: Write) -> Shaded:
    """Shade values so that about as many areas are in each class."""
    edges = quantile_edges(values, _QUANTILES)
    words = _ranges(edges, write) if edges else [_all_equal(values, write)]
    steps = _steps(_spread(_MORE, len(words)), words)
    return Shaded(values, write, classify(values, edges), steps)


def by_lights(found: Mapping[str, str | None]) -> Shaded:
    """Shade lights; an area without one has none."""
    values: Values = {
        code: Fraction(LIGHTS.index(light)) if light in LIGHTS else None
        for code, light in found.items()
    }

    def write(place: Fraction | None) -> str:
        return formats.MISSING if place is None else lights.shown(LIGHTS[int(place)])

    edges = [Fraction(place) for place in range(1, len(LIGHTS))]
    steps = _steps([lights.COLOURS[n] for n in LIGHTS], [lights.shown(n) for n in LIGHTS])
    return Shaded(values, write, classify(values, edges), steps)


def by_change(values: Values, decimals: int) -> Shaded:
    """Shade changes around nothing, the same up and down; signs say what colours say."""
    unit = Fraction(1, 10**decimals)

    def write(value: Fraction | None) -> str:
        return formats.signed(value, decimals)

    sizes = thresholds.around_nothing(values.values(), unit)
    if not sizes:
        steps = (Step(_CHANGES[2], " ".join((_SIGNS[2], _("no change")))),)
        return Shaded(values, write, classify(values, ()), steps)
    least, large = sizes
    words = [
        f"≤ {write(-large)}",
        _span(unit - large, -least, write),
        _span(unit - least, least - unit, write),
        _span(least, large - unit, write),
        f"≥ {write(large)}",
    ]
    signed = [f"{sign} {span}" for sign, span in zip(_SIGNS, words, strict=True)]
    edges = thresholds.change_edges(sizes, unit)
    return Shaded(values, write, classify(values, edges), _steps(_CHANGES, signed))


def _ranges(edges: Sequence[Fraction], write: Write) -> list[str]:
    if not edges:
        return [_("All")]
    inner = [f"{write(low)} – {write(high)}" for low, high in pairwise(edges)]
    return [f"< {write(edges[0])}", *inner, f"≥ {write(edges[-1])}"]


def _all_equal(values: Values, write: Write) -> str:
    known = next((value for value in values.values() if value is not None), None)
    return _("All") if known is None else _("All equal: {value}").format(value=write(known))


def _span(low: Fraction, high: Fraction, write: Write) -> str:
    return write(low) if low == high else f"{write(low)} … {write(high)}"


def _steps(colours: Sequence[str], words: Sequence[str]) -> tuple[Step, ...]:
    return tuple(Step(c, w.strip()) for c, w in zip(colours, words, strict=True))


def _spread(palette: Sequence[str], count: int) -> list[str]:
    """Take `count` colours from end to end; a single class takes the middle one."""
    if count == 1:
        return [palette[len(palette) // 2]]
    return [palette[number * (len(palette) - 1) // (count - 1)] for number in range(count)]


def _palest(palette: Sequence[str], count: int) -> list[str]:
    """Take the palest colours, the palest last; the darkest again where there are too few."""
    return [palette[max(0, len(palette) - count + number)] for number in range(count)]
