"""Samples and what their checks found, as they are kept in the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.errors import N_, InputError
from lib.model.authenticity.estimation import Tally, add
from lib.model.authenticity.sampling import Stratum, seed_text


class Grade(StrEnum):
    """What became of a file that was drawn (核查结果)."""

    COMPLIANT = "compliant"  # 真实规范
    IRREGULAR = "irregular"  # 真实不规范
    UNREACHABLE = "unreachable"  # 失访无法核实
    FALSE = "false"  # 不真实(编造)


class Way(StrEnum):
    """How files are verified (核查方式)."""

    PHONE = "phone"  # 电话回访
    VISIT = "visit"  # 入户核实
    LOGS = "logs"  # 系统日志
    REPEATS = "repeats"  # 证件查重
    DEATHS = "deaths"  # 死亡迁出比对
    HOSPITAL = "hospital"  # 诊疗系统比对
    IMPOSSIBLE = "impossible"  # 不可能值
    FACES = "faces"  # 人脸采集


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample as it was drawn (抽样单)."""

    quarter: str
    area_code: str
    kind: str
    number: int
    """1, or 2 for the second sample of the round (补抽)."""
    word: str
    """Given out on the day of the draw; part of the seed."""
    drawn_on: date
    strata: tuple[Stratum, ...]

    @property
    def subject(self) -> str:
        """Return its number in the book."""
        return "-".join((self.quarter, self.area_code, self.kind, str(self.number)))

    @property
    def seed(self) -> str:
        """Return the seed text that is printed on the sheet."""
        return seed_text(self.quarter, self.area_code, self.kind, self.number, self.word)

    @property
    def size(self) -> int:
        """Files to verify."""
        return sum(len(one.positions) for one in self.strata)

    @property
    def spare(self) -> int:
        """Replacements drawn."""
        return sum(len(one.reserves) for one in self.strata)

    @property
    def listed(self) -> int:
        """Files on the lists it was drawn from."""
        return sum(one.listed for one in self.strata)


@dataclass(frozen=True, slots=True)
class Mark:
    """The result of one file; whose file it is stays with the institution."""

    area_code: str
    position: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file kept with a result."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Check:
    """What the check of a sample found."""

    sample: str
    """Number of the sample."""
    checked_on: date
    by: str
    """Office or role that checked."""
    ways: tuple[Way, ...]
    tally: Tally
    marks: tuple[Mark, ...] = ()
    """By position, where they were entered so; else only the counts are known."""
    organised: bool = False
    """Whether false files were organised (有组织编造)."""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    """Why an earlier result is corrected; empty for the first."""


def tally_of(marks: Iterable[Mark]) -> Tally:
    """Count marks by result.

    >>> tally_of([Mark("B01", 3, Grade.FALSE), Mark("B01", 9, Grade.COMPLIANT)]).verifiable
    2
    """
    counts = Counter(mark.grade for mark in marks)
    return Tally(**{grade.value: counts[grade] for grade in Grade})


def refuse_misfit(sample: Sample, check: Check) -> None:
    """Refuse results that cannot come from a sample.

    Every file drawn has a result; an unreachable one is replaced by the next in the order of
    the draw, as long as there are any.

    Raises
    ------
    InputError
        Saying how many files are missing, or too many.
    """
    if not check.marks:
        _refuse_count(check.tally, sample.size, sample.spare)
        return
    if tally_of(check.marks) != check.tally:
        raise InputError(N_("The counts do not agree with the results by position."))
    known = {one.area_code for one in sample.strata}
    if {mark.area_code for mark in check.marks} - known:
        raise InputError(N_("A result is of a list from which nothing was drawn."))
    for one in sample.strata:
        _refuse_marks(one, [mark for mark in check.marks if mark.area_code == one.area_code])


def _refuse_marks(one: Stratum, marks: list[Mark]) -> None:
    places = [mark.position for mark in marks]
    if len(set(places)) < len(places):
        raise InputError(N_("A position has two results."))
    strange = sorted(set(places) - {*one.positions, *one.reserves})
    if strange:
        raise InputError(
            N_("Position {position} was not drawn."),
            hint=N_("Only files on the printed sheet are checked; others cannot replace them."),
            position=strange[0],
        )
    used = set(places) & set(one.reserves)
    if used != set(one.reserves[: len(used)]):
        raise InputError(
            N_("Replacements are used in the order of the draw; position {position} comes first."),
            position=next(place for place in one.reserves if place not in used),
        )
    _refuse_count(add([tally_of(marks)]), len(one.positions), len(one.reserves))


def _refuse_count(tally: Tally, size: int, spare: int) -> None:
    if min(tally.compliant, tally.irregular, tally.unreachable, tally.false) < 0:
        raise InputError(N_("A count cannot be negative."))
    if not size <= tally.attempted <= size + spare or tally.verifiable > size:
        raise InputError(
            N_(
                "{verified} verified and {unreachable} unreachable do not fit a sample of {size} "
                "with {spare} replacements."
            ),
            hint=N_("Every file drawn has one result; each unreachable one brings a replacement."),
            verified=tally.verifiable,
            unreachable=tally.unreachable,
            size=size,
            spare=spare,
        )
    if tally.verifiable < size and tally.attempted < size + spare:
        raise InputError(
            N_("{missing} files could not be reached, and {left} replacements are still unused."),
            hint=N_("Check the replacements in the order of the sheet, then enter all results."),
            missing=size - tally.verifiable,
            left=size + spare - tally.attempted,
        )
