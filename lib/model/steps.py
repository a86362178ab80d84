"""What an explanation is made of: steps, and the numbers that go into them."""

from dataclasses import dataclass
from fractions import Fraction

from lib.model.parameters import Reference
from lib.model.roster import Area

Value = Fraction | int | str | None


@dataclass(frozen=True, slots=True)
class Term:
    """One number that goes into a step."""

    name: str
    """Template to translate, or a code of the data."""
    value: Value
    unit: str
    """fen, points, score, percent, /1, person, count, rank, text."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation."""

    label: str
    """What the step does, a template to translate."""
    formula: str
    """The formula in symbols, `result = …`."""
    terms: tuple[Term, ...]
    result: Value
    unit: str
    source: Reference | None = None
    """The rule that the step follows."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that end in one number."""

    area: Area
    what: str
    steps: tuple[Step, ...]

    @property
    def result(self) -> Value:
        """Return the number explained."""
        return self.steps[-1].result
