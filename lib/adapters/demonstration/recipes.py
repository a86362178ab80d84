"""How each indicator is made up: whom it counts and how far institutions differ.

`low` and `high` are the rates of a poor and of an excellent institution, in
parts per million. They lie around floor and target, so that scores spread;
no rate is taken from any place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lib.errors import N_, InputError


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one indicator is made up."""

    code: str
    base: str
    """Name of the denominator in `people`, `sample`, or the code whose numerator it is."""
    low: int
    high: int
    """Rate at level 0 and at level 1000, in ppm; `low` is the greater where less is better."""
    sample: tuple[int, int] = (0, 0)
    """Least and greatest size of one round of checks or interviews; zeros if not sampled."""
    rounds: int = 1
    """Rounds of checks or interviews in a year."""
    climbs: bool = False
    """Whether a state only rises within a year, as the patients managed in it do."""


SURVEYS = ("MAS01", "MAS02", "MAS03")
SURVEYED_ITEMS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "11", "13", "14")
"""Service items with respondents of their own; 10 and 12 serve no one in person."""

_ALL = (
    Recipe("MGT01", "checklist_of_20", 850_000, 1_010_000),
    Recipe("MGT02", "supervision_visits", 820_000, 1_050_000),
    Recipe("MGT03", "staff", 870_000, 1_020_000),
    Recipe("FIN01", "funds_received", 830_000, 980_000),
    Recipe("FIN02", "village_subsidy", 920_000, 1_020_000),
    Recipe("FIN03", "checklist_of_12", 830_000, 1_030_000),
    Recipe("EHR01", "residents", 760_000, 960_000),
    Recipe("EHR02", "residents", 550_000, 695_000),
    Recipe("EHR03", "records", 470_000, 660_000),
    Recipe("EHR04", "sample", 950_000, 994_000, (10, 20), 4),
    Recipe("EHR05", "records", 270_000, 470_000),
    Recipe("EHR06", "records", 42_000, 2_000),
    Recipe("HED01", "lectures", 800_000, 1_050_000),
    Recipe("HED02", "consultations", 850_000, 1_050_000),
    Recipe("HED03", "boards", 820_000, 1_050_000),
    Recipe("HED04", "sample", 900_000, 995_000, (10, 15), 2),
    Recipe("VAC01", "certificates_due", 940_000, 1_000_000),
    Recipe("VAC02", "doses_due", 867_000, 930_000),
    Recipe("VAC03", "catch_up_due", 880_000, 1_000_000),
    Recipe("CHD01", "births", 810_000, 960_000),
    Recipe("CHD02", "children_0_6", 835_000, 940_000),
    Recipe("CHD03", "children_0_3", 810_000, 950_000),
    Recipe("CHD04", "children_0_6", 830_000, 935_000),
    Recipe("MAT01", "births", 810_000, 950_000),
    Recipe("MAT02", "births", 820_000, 960_000),
    Recipe("MAT03", "births", 805_000, 940_000),
    Recipe("ELD01", "elderly", 550_000, 690_000),
    Recipe("ELD02", "sample", 900_000, 990_000, (20, 30), 4),
    Recipe("ELD03", "sample", 945_000, 992_000, (10, 10), 2),
    Recipe("HTN01", "hypertension_task", 880_000, 1_040_000, climbs=True),
    Recipe("HTN02", "HTN01", 555_000, 700_000),
    Recipe("HTN03", "HTN01", 480_000, 660_000),
    Recipe("HTN04", "sample", 930_000, 990_000, (10, 10), 4),
    Recipe("DIA01", "diabetes_task", 870_000, 1_040_000, climbs=True),
    Recipe("DIA02", "DIA01", 550_000, 700_000),
    Recipe("DIA03", "DIA01", 405_000, 555_000),
    Recipe("SMI01", "smi_at_home", 800_000, 950_000),
    Recipe("SMI02", "smi_registered", 820_000, 940_000),
    Recipe("SMI03", "smi_registered", 640_000, 800_000),
    Recipe("TUB01", "tb_notified", 900_000, 1_010_000),
    Recipe("TUB02", "tb_completed", 900_000, 1_010_000),
    Recipe("INF01", "cases", 915_000, 1_000_000),
    Recipe("INF02", "INF01", 945_000, 1_000_000),
    Recipe("INF03", "emergencies", 900_000, 1_030_000),
    Recipe("TCM01", "elderly", 570_000, 750_000),
    Recipe("TCM02", "children_0_3", 670_000, 815_000),
    Recipe("TCM03", "sample", 900_000, 1_000_000, (10, 20), 4),
    Recipe("SUP01", "leads", 870_000, 1_000_000),
    Recipe("SUP02", "patrols", 790_000, 960_000),
    Recipe("CON01", "outlets", 890_000, 1_040_000),
    Recipe("LIT01", "sample", 250_000, 330_000, (900, 1000), 1),
    Recipe("LIT02", "activities", 850_000, 1_050_000),
    Recipe("MAS01", "sample", 750_000, 900_000, (36, 44), 2),
    Recipe("MAS02", "sample", 845_000, 960_000, (36, 44), 2),
    Recipe("MAS03", "sample", 640_000, 820_000, (36, 44), 2),
    Recipe("MAS04", "residents", 60, 5),
    Recipe("MON01", "copd_registered", 480_000, 780_000),
    Recipe("MON02", "residents", 480_000, 680_000),
    Recipe("MON03", "key_groups", 680_000, 900_000),
    Recipe("MON04", "contracted_services", 640_000, 880_000),
)
_BY_CODE = {recipe.code: recipe for recipe in _ALL}


def recipe_of(code: str) -> Recipe:
    """Return how an indicator is made up.

    Raises
    ------
    InputError
        If there is no recipe for it.

    Examples
    --------
    >>> recipe_of("ELD01").base
    'elderly'
    """
    if code not in _BY_CODE:
        raise InputError(
            N_("There is no recipe for demonstration figures of the indicator “{code}”."),
            hint=N_("Add one to lib/adapters/demonstration/recipes.py."),
            code=code,
        )
    return _BY_CODE[code]


def survey_recipes(code: str) -> tuple[Recipe, ...]:
    """Return the recipes of a survey among the respondents of each service item.

    Examples
    --------
    >>> survey_recipes("MAS01")[0].code
    'MAS01-01'
    """
    whole = recipe_of(code)
    return tuple(replace(whole, code=f"{code}-{item}", sample=(4, 14)) for item in SURVEYED_ITEMS)
