"""Denominators: how many people, events, visits or yuan there are to count.

Every function gives one whole number for each month: constant within a year
for a state or a yearly duty, growing from January for events. Orders of
magnitude: 65 and older 5-7 % in factory towns, 12-15 % in the hills;
hypertension tasks 5-9 % of residents, type-2 diabetes about 2.2 %; 6-10 births
and 4.4 known severe mental disorders in 1,000 residents; 2 tuberculosis
patients in 10,000 a year. All of it is invented (示例数据).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from lib.adapters.demonstration import stories
from lib.adapters.demonstration.dice import Dice
from lib.adapters.demonstration.ledger import Ledger
from lib.adapters.demonstration.places import Place

PER_10_000 = 10_000


@dataclass(frozen=True, slots=True)
class Population:
    """Shares of the residents, per 10,000, in one kind of setting."""

    elderly: tuple[int, int]
    """Least and greatest share aged 65 and older."""
    births: tuple[int, int]
    """Least and greatest live births a year."""
    hypertension: int
    """Patients to be managed."""
    diabetes: int
    """Patients to be managed."""


POPULATIONS = {
    "town_factory": Population((500, 700), (92, 104), 500, 190),
    "county_seat": Population((760, 840), (90, 98), 680, 220),
    "plain": Population((900, 1120), (74, 86), 740, 220),
    "hill": Population((1220, 1480), (60, 70), 900, 235),
    "remote": Population((1300, 1500), (58, 66), 900, 235),
}
_EVERY_YEAR_FIVE_MORE = (2025, 99, 5)
"""Subsidy per head: 99 yuan in 2025, five yuan less in each year before."""

_TREATMENT_MONTHS = 7
_FOUND_BY_MONTH = (0, 0, 0, 0, 0, 0, 0, 0, 60, 90, 100, 100)
"""Children with a missing dose found by the end of each month, percent."""
_DUTIES = {
    "checklist_of_20": (20, 20, 0),
    "checklist_of_12": (12, 12, 0),
    "supervision_visits": (4, 4, 0),
    "lectures": (6, 6, 0),
    "consultations": (9, 9, 0),
    "boards": (6, 12, 6000),
    "activities": (12, 24, 60_000),
    "outlets": (1, 2, 8000),
}
"""What is due in a year, in a small place and in one of more than so many residents."""


@dataclass(frozen=True, slots=True)
class Question:
    """How many there are of something at a place, month by month."""

    place: Place
    months: tuple[int, ...]
    dice: Dice
    ledger: Ledger

    def constant(self, number: int) -> list[int]:
        """Return the same number for every month, at least 1."""
        return [max(1, number)] * len(self.months)

    def share(self, per_10_000: int, name: str) -> list[int]:
        """Return a share of the residents, a little different in every clinic."""
        jitter = 100 + self.dice.bell(4, name, self.place.code)
        return self.constant(self.place.population * per_10_000 * jitter // (PER_10_000 * 100))

    def events(self, thousandths: int, name: str, until: int | None = None) -> list[int]:
        """Return events since January, of which so many thousandths are expected in a year.

        From the month `until` on there are no new ones.
        """
        counts: list[int] = []
        for month in self.months:
            chance = self.dice.many(2, 0, 999, name, self.place.code, month)
            expected = thousandths * (600 + chance[0] * 4 // 5) // 12_000
            new = 0 if until is not None and month >= until else (expected + chance[1]) // 1000
            counts.append(new if month % 12 == 0 else counts[-1] + new)
        return counts

    @property
    def shares(self) -> Population:
        """Shares of the residents in the setting of the place."""
        return POPULATIONS[self.place.setting]

    def birth_rate(self) -> int:
        """Return the births of the institution per 10,000 residents and year."""
        return self.dice.between(*self.shares.births, "births", self.place.institution)

    def elderly_share(self) -> int:
        """Return the share of 65 and older of the institution, per 10,000."""
        return self.dice.between(*self.shares.elderly, "elderly", self.place.institution)

    def of_clinics(self, indicator: str) -> list[int]:
        """Return the denominators of an indicator, summed over the clinics."""
        columns = [self.ledger.read(code, indicator).denominators for code in self.place.clinics]
        return [sum(column[k] for column in columns) for k in range(len(self.months))]


def _births(q: Question) -> list[int]:
    if q.place.level == "T":
        return q.of_clinics("CHD01")
    return q.events(q.place.population * q.birth_rate() // 10, "births")


def _records(q: Question) -> list[int]:
    # Paper records and duplicates: a little more than the residents with an electronic one.
    if q.place.level == "T":
        return q.of_clinics("EHR03")
    surplus = 1000 + q.dice.between(5, 30, "records", q.place.code)
    return [number * surplus // 1000 for number in q.ledger.read(q.place.code, "EHR01").numerators]


def _tb_notified(q: Question) -> list[int]:
    return q.events(q.place.population * 2 // 10, "tb_notified", _last_patient(q, 0))


def _tb_completed(q: Question) -> list[int]:
    # Treatment takes most of a year: those who finish are not those who were notified.
    until = _last_patient(q, _TREATMENT_MONTHS)
    return q.events(q.place.population * 18 // 100, "tb_completed", until)


def _last_patient(q: Question, delay: int) -> int | None:
    institution, since = stories.NO_TUBERCULOSIS
    return since + delay if q.place.code == institution else None


def _key_groups(q: Question) -> list[int]:
    parts = (q.of_clinics(code) for code in ("ELD01", "HTN01", "DIA01"))
    children = BASES["children_0_6"](q)
    return [sum(groups) * 85 // 100 for groups in zip(*parts, children, strict=True)]


def _catch_up(q: Question) -> list[int]:
    # Found at school entry in September; in one institution of eight nobody lacks a dose.
    none = q.dice.between(1, 8, "catch_up", "none", q.place.code) == 1
    found = {
        year: 0 if none else q.dice.between(3, 9, "catch_up", q.place.code, year)
        for year in {month // 12 for month in q.months}
    }
    return [
        q.place.population * found[month // 12] // PER_10_000 * _FOUND_BY_MONTH[month % 12] // 100
        for month in q.months
    ]


def _funds(q: Question) -> list[int]:
    # A quarter of the year's subsidy arrives at the start of each quarter.
    return [_subsidy(q.place, month) * (month % 12 // 3 + 1) // 4 for month in q.months]


def _village_subsidy(q: Question) -> list[int]:
    return [_subsidy(q.place, month) * 2 * (month % 12 + 1) // 60 for month in q.months]


def _subsidy(place: Place, month: int) -> int:
    year, yuan, step = _EVERY_YEAR_FIVE_MORE
    return place.population * (yuan - step * (year - month // 12))


def _cases(q: Question) -> list[int]:
    return q.events(q.place.population * 35 // 10, "cases")


def _patrols(q: Question) -> list[int]:
    premises = 3 + q.place.population // 350 + q.dice.between(0, 3, "premises", q.place.code)
    return q.constant(2 * premises)


def _duty(duty: tuple[int, int, int], q: Question) -> list[int]:
    small, large, residents = duty
    return q.constant(large if q.place.population > residents else small)


BASES: dict[str, Callable[[Question], list[int]]] = {
    "residents": lambda q: q.constant(q.place.population),
    "records": _records,
    "elderly": lambda q: q.share(q.elderly_share(), "elderly"),
    "births": _births,
    "children_0_6": lambda q: q.share(q.birth_rate() * 68 // 10, "children_0_6"),
    "children_0_3": lambda q: q.share(q.birth_rate() * 29 // 10, "children_0_3"),
    "hypertension_task": lambda q: q.share(q.shares.hypertension, "hypertension"),
    "diabetes_task": lambda q: q.share(q.shares.diabetes, "diabetes"),
    "smi_registered": lambda q: q.share(44, "smi"),
    "smi_at_home": lambda q: [n * 96 // 100 for n in BASES["smi_registered"](q)],
    "copd_registered": lambda q: q.share(45, "copd"),
    "tb_notified": _tb_notified,
    "tb_completed": _tb_completed,
    "cases": _cases,
    "emergencies": lambda q: q.events(300 + q.place.population // 40, "emergencies"),
    "leads": lambda q: q.events(6000 + q.place.population // 6, "leads"),
    "certificates_due": lambda q: [n * 103 // 100 for n in _births(q)],
    "doses_due": lambda q: [n * 3 for n in _births(q)],
    "catch_up_due": _catch_up,
    "key_groups": _key_groups,
    "contracted_services": lambda q: q.constant(q.place.population * 6 // 5),
    "staff": lambda q: q.constant(12 + q.place.population // 1100 + len(q.place.clinics)),
    "funds_received": _funds,
    "village_subsidy": _village_subsidy,
    "patrols": _patrols,
    **{name: partial(_duty, duty) for name, duty in _DUTIES.items()},
}
"""Ways to count a denominator, by the name recipes use."""
