"""What the pages read, cached: the only place that knows where files are.

Caches are keyed by a fingerprint of the files and by codes and days, never by
tables. What comes back is frozen and shared; nobody changes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from lib.adapters import table_files
from lib.adapters.rule_files import catalogue
from lib.adapters.store import observations, scheme_versions
from lib.model import evaluation, movement, scenarios, small_cells, withholding
from lib.model.access import ANYONE, visible_areas
from lib.model.evaluation import Outcome
from lib.model.indicators import Indicator, Origin, Source
from lib.model.measurement import measure, together
from lib.model.measures import Measures
from lib.model.observations import Dataset, month_name, month_of
from lib.model.parameters import Text
from lib.model.progress import Progress, follow
from lib.model.roster import CLINIC, COUNTY, INSTITUTION_KINDS, Area, Roster
from lib.model.rules import Rules
from lib.model.scenarios import Scenario
from lib.model.schemes import Context, Scheme
from lib.model.scores import Scores
from lib.model.small_cells import Withheld
from lib.model.subsidy import Subsidy
from lib.model.targets import TargetHistory
from lib.project import Project, SchemeFile
from pages.ui import state
from pages.ui.load import kept

_PROJECT = Project()
_KEPT = 24  # outcomes kept: two years of months, or a few schemes of one year


def periods() -> tuple[str, ...]:
    """Return the months with observations, newest first, as "YYYY-MM"."""
    return dataset().months()


def schemes() -> dict[str, Text]:
    """Return the names of the schemes, by code."""
    return {code: file.scheme.name for code, file in _schemes(version()).items()}


def scheme() -> Scheme:
    """Return the chosen scheme with its whole history."""
    return _schemes(version())[state.filters().scheme].scheme


def service_items() -> dict[str, Text]:
    """Return the names of the service items in use, by code."""
    return _service_items(version(), state.last_day(next(iter(periods()), state.month())))


def dimensions() -> dict[str, Text]:
    """Return the names of the four dimensions, by code."""
    found = catalogue.load_dimensions(_PROJECT.data / "dimensions.csv")
    return {str(code): text for code, text in found.items()}


def institutions() -> dict[str, Area]:
    """Return the institutions of the latest period, by code."""
    return {area.code: area for area in roster().of_kind(*INSTITUTION_KINDS)}


def county() -> Area:
    """Return the county itself."""
    return roster().of_kind(COUNTY)[0]


def roster() -> Roster:
    """Return the areas the reader may see; every read passes through this gate."""
    return visible_areas(dataset().roster, ANYONE)


def is_demonstration() -> bool:
    """Tell whether the figures are made up (示例数据)."""
    return dataset().demonstration


def dataset() -> Dataset:
    """Return roster and observations."""
    return _dataset(version())


def version() -> str:
    """Return what changes with files and figures, the key of other caches; an edit within 1 s."""
    return _version(state.beat(1))


def indicators() -> dict[str, Indicator]:
    """Return every indicator in use on the chosen day, scored or monitored, by code."""
    return dict(rules().indicators)


def rules(day: date | None = None) -> Rules:
    """Return the rules of the chosen scheme, on a day or at the end of the chosen period."""
    return _rules(version(), state.filters().scheme, day or state.filters().day)


def outcome(day: date | None = None) -> Outcome:
    """Return the evaluation by the rules in force: the baseline of every comparison."""
    return _outcome(version(), state.filters().scheme, day or state.filters().day)


def scores(day: date) -> Scores:
    """Return the scores of the institutions on another day: quicker than an outcome."""
    return _scores(version(), state.filters().scheme, day)


def reconsider(scenario: Scenario) -> Outcome:
    """Return the evaluation that a scenario would give."""
    baseline = outcome()
    return evaluation.reconsider(dataset(), baseline, scenarios.apply(baseline.rules, scenario))


def withheld(day: date | None = None) -> Withheld:
    """Return which sensitive figures may not be shown, of institutions and of the county."""
    chosen = day or state.filters().day
    return _withheld(version(), state.filters().scheme, chosen.year)[chosen]


def progress(day: date | None = None) -> tuple[Progress, ...]:
    """Return every institution and indicator against its target; see `withheld`."""
    return _progress(version(), state.filters().scheme, day or state.filters().day, whole=False)


def county_progress(day: date | None = None) -> tuple[Progress, ...]:
    """Return every indicator of the county as a whole against its target."""
    return _progress(version(), state.filters().scheme, day or state.filters().day, whole=True)


def clinic_progress(institution: str, day: date | None = None) -> tuple[Progress, ...]:
    """Return every clinic of an institution against the targets of what clinics produce."""
    chosen = state.filters()
    return _clinic_progress(version(), chosen.scheme, day or chosen.day, institution)


def target_history(indicator: str) -> TargetHistory | None:
    """Return all targets ever set for an indicator; None if nobody set one."""
    return _context(version()).targets.histories.get(indicator)


def sources() -> dict[Origin, Source]:
    """Return the kinds of documents that define indicators, by code."""
    return catalogue.load_sources(_PROJECT.data / "sources.csv")


def previous_quarter() -> date | None:
    """Return the last day of the quarter before the chosen period; None before the data."""
    day = state.filters().day
    first_month = (day.month - 1) // 3 * 3 + 1
    before = date.fromordinal(date(day.year, first_month, 1).toordinal() - 1)
    return before if f"{before:%Y-%m}" in periods() else None


def months_before(months: int) -> date | None:
    """Return the last day of the month so many months before; None before the data."""
    month = month_name(month_of(state.filters().day) - months)
    return state.last_day(month) if month in periods() else None


def quarter_ends() -> tuple[date, ...]:
    """Return the last days of the quarters with data up to the chosen period."""
    return movement.quarter_ends(state.last_day(periods()[-1]), state.filters().day)


def csv_file(rows: Sequence[Mapping[str, object]], remark: str) -> bytes:
    """Write a table as a CSV file, a remark below it."""
    return table_files.write_csv(rows, remark)


def subsidy() -> Subsidy | None:
    """Return the subsidy per head through the years."""
    return _context(version()).subsidy


def refresh() -> None:
    """See at once what was just stored."""
    _version.clear()


def warm_up() -> None:
    """Read and evaluate what the first reader will ask for, before the first reader asks."""
    for month in periods()[:1]:
        stamp, code, day = version(), next(iter(schemes())), state.last_day(month)
        _outcome(stamp, code, day)
        _progress(stamp, code, day, whole=False)


@st.cache_resource(max_entries=1, show_spinner=False)
def _version(beat: int) -> str:
    store = kept.store()
    stamps = (observations.stamp(store), scheme_versions.stamp(store))
    return "|".join(map(str, (_PROJECT.fingerprint(), *stamps)))


@st.cache_resource(max_entries=2, show_spinner=False)
def _schemes(version: str) -> dict[str, SchemeFile]:
    kept.notice_edits()
    return _PROJECT.schemes(scheme_versions.texts(kept.store()))


@st.cache_resource(max_entries=2, show_spinner=False)
def _context(version: str) -> Context:
    return _PROJECT.context()


@st.cache_resource(max_entries=2, show_spinner=False)
def _service_items(version: str, day: date) -> dict[str, Text]:
    found = catalogue.load_service_items(_PROJECT.data / "service_items.csv")
    return {code: item.name for code, item in found.on(day).items()}


@st.cache_resource(max_entries=2, show_spinner=False)
def _dataset(version: str) -> Dataset:
    return _PROJECT.dataset(kept.store())


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _rules(version: str, code: str, day: date) -> Rules:
    return _schemes(version)[code].on(day, _context(version))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _outcome(version: str, code: str, day: date) -> Outcome:
    found = evaluation.evaluate(_dataset(version), _rules(version, code, day))
    hidden = _withheld(version, code, day.year)[day]
    return replace(found, notices=small_cells.quiet(found.notices, hidden))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _scores(version: str, code: str, day: date) -> Scores:
    return evaluation.evaluate(_dataset(version), _rules(version, code, day), clinics=False).scores


@st.cache_resource(max_entries=2 * _KEPT, show_spinner=False)
def _progress(version: str, code: str, day: date, *, whole: bool) -> tuple[Progress, ...]:
    measures = _scores(version, code, day).measures
    wanted = together(measures, county()) if whole else measures
    found = follow(wanted, _rules(version, code, day))
    return small_cells.protect(found, _withheld(version, code, day.year)[day])


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _clinic_progress(version: str, code: str, day: date, institution: str) -> tuple[Progress, ...]:
    held = _rules(version, code, day)
    clinics = [a for a in roster().on(day).children(institution) if a.kind == CLINIC]
    produced = [i for i in held.indicators.values() if i.level == "V"]
    found: Measures = measure(_dataset(version), produced, clinics, day, held.oldest())
    return small_cells.protect_villages(follow(found, held))


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _withheld(version: str, code: str, year: int) -> Mapping[date, Withheld]:
    days = [state.last_day(f"{year}-{month:02}") for month in range(1, 13)]
    return withholding.of_year(_dataset(version), [_rules(version, code, day) for day in days])
