"""How an indicator is put into words: unit, direction, level, frequency, accrual."""

from lib.model.indicators import Accrual, Direction, Frequency, Level, Unit
from pages.ui.text import N_

UNITS = {
    Unit.PERCENT: N_("percent"),
    Unit.PER_10000: N_("per 10,000"),
    Unit.PLAIN: N_("the value as reported"),
}
DIRECTIONS = {
    Direction.HIGHER: N_("higher is better"),
    Direction.LOWER: N_("lower is better"),
}
LEVELS = {
    Level.CLINIC: N_("village clinics, added up to their institution"),
    Level.INSTITUTION: N_("the institution itself"),
    Level.COUNTY: N_("the county as a whole; the same for all"),
}
FREQUENCIES = {
    Frequency.MONTH: N_("monthly"),
    Frequency.QUARTER: N_("quarterly"),
    Frequency.HALF_YEAR: N_("half-yearly"),
    Frequency.YEAR: N_("yearly"),
}
ACCRUALS = {
    Accrual.STOCK: N_("stock: the whole target holds all year"),
    Accrual.FLOW: N_("flow: counts from January, the target falls due step by step"),
    Accrual.COHORT: N_("cohort: numerator and denominator both grow, the whole target holds"),
}
