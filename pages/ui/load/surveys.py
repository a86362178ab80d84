"""Survey rounds and complaints: read from the journal, estimated once, and written to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import streamlit as st

from lib.adapters.workbooks.interviews import interview_template
from lib.model.authors import Author
from lib.model.evaluation import evaluate
from lib.model.intake.figures import Stage
from lib.model.intake.sheets import Workbook
from lib.model.journal import Decide
from lib.model.observations import first_day, last_day, month_name
from lib.model.quarters import Quarter
from lib.model.roster import INSTITUTION_KINDS, Roster
from lib.model.rules import Rules
from lib.model.surveys import complaints as register
from lib.model.surveys import recording, rounds, worth
from lib.model.surveys.complaints import Case, Tally
from lib.model.surveys.differences import Pair, band_letters, pairs
from lib.model.surveys.estimates import People, Result, estimate
from lib.model.surveys.interviews import Interview
from lib.model.surveys.questionnaires import MEASURED, Questionnaire, SurveyRules, parse_rules
from lib.model.surveys.rounds import Standing
from lib.model.surveys.sheets import Words, read_interviews, words_of
from lib.model.surveys.worth import Replaced, Worth
from lib.model.targets import Target
from lib.project import Project
from pages.ui import load, state
from pages.ui.load import clock, intake, journal, transfers

BOOKS = (rounds.BOOK, register.BOOK)
_PROJECT = Project()
_DRAWS = 2_000
_SEED = 20_251_231


@dataclass(frozen=True, slots=True)
class Compared:
    """One question of a round: estimates, and which institutions differ."""

    result: Result
    pairs: tuple[Pair, ...]
    bands: dict[str, str]
    """Letter of the band by institution."""
    target: Target | None

    @property
    def alike(self) -> tuple[Pair, ...]:
        """Pairs without a significant difference (无显著差异)."""
        return tuple(pair for pair in self.pairs if not pair.is_significant)


def rules() -> SurveyRules:
    """Return what data/survey.yaml says."""
    return _rules(load.version())


def ledger() -> dict[str, Standing]:
    """Return all rounds, the oldest first."""
    return _ledger(journal.version(rounds.BOOK))


def latest() -> str:
    """Return the code of the last closed round whose month has come, or of the last of all.

    Without any round it is "".
    """
    found, today = ledger(), clock.today()
    closed = [
        code
        for code, standing in found.items()
        if standing.closed_on is not None and first_day(rounds.month_of(code)) <= today
    ]
    return max(closed or found, default="")


def sheet(code: str) -> Questionnaire:
    """Return the questionnaire of a round."""
    return rules().version(ledger()[code].round.questionnaire)


def estimates(code: str) -> dict[str, Compared]:
    """Return the results of a round by question: awareness, satisfaction, utilisation."""
    return _estimates(_key(), state.filters().scheme, code)


def end_of(code: str) -> date:
    """Return the last day of the month whose figures a round gives."""
    return last_day(rounds.month_of(code))


def has_figures(code: str) -> bool:
    """Tell whether there are figures of the month of a round."""
    return month_name(rounds.month_of(code)) in load.periods()


def money(code: str) -> Worth:
    """Return the money as in force, by raw and by shrunk shares, at the end of a round."""
    return _money(_key(), state.filters().scheme, code)


def cases() -> dict[str, Case]:
    """Return the register of complaints, the oldest first."""
    return _cases(journal.version(register.BOOK))


def complaints(quarter: Quarter) -> tuple[Tally, ...]:
    """Return the complaints from January to the end of a quarter, by institution."""
    areas = load.institutions().values()
    return register.tally(cases().values(), quarter, {a.code: a.population for a in areas})


def counts_in_force(
    indicators: Sequence[str], month: int
) -> dict[tuple[str, str], tuple[int, int]]:
    """Return numerator and denominator in force in a month, by area and indicator."""
    found = load.dataset().observations
    rows = found[(found["month"] == month) & found["indicator"].isin(list(indicators))]
    columns = (rows[name].tolist() for name in ("area_code", "indicator"))
    counted = (rows[name].tolist() for name in ("numerator", "denominator"))
    places, counts = zip(*columns, strict=True), zip(*counted, strict=True)
    return {place: (int(n), int(d)) for place, (n, d) in zip(places, counts, strict=True)}


def results(code: str) -> tuple[Replaced, ...]:
    """Return the counts that a round gives to the evaluation."""
    return worth.raw_counts((one.result for one in estimates(code).values()), sheet(code))


def changes(code: str) -> tuple[tuple[Replaced, tuple[int, int] | None], ...]:
    """Return the results of a round that are not in force yet, each with what is."""
    found = results(code)
    codes = sorted({one.indicator for one in found})
    return worth.differing(found, counts_in_force(codes, rounds.month_of(code)))


def verified_already(code: str) -> bool:
    """Tell whether the results of a round were made into figures and nothing changed since."""
    return bool(ledger()[code].transferred) and not changes(code)


def transfer(code: str, key: str, author: Author) -> None:
    """Make the results of a closed round figures of the evaluation, as verified ones.

    Raises
    ------
    InputError
        If the round is still open, or its month is closed.
    """
    recording.refuse_unfinished(ledger(), code, clock.today())
    month = rounds.month_of(code)
    found = [
        transfers.Result(r.area_code, r.indicator, month, r.numerator, r.denominator, code)
        for r in results(code)
    ]
    transfers.transfer(found, Stage.VERIFIED, f"群众评价 {code}", key, author)
    deed = recording.transferring(code, clock.today())
    journal.post(deed, f"{key} record", author, rounds.BOOK)


def post(deed: Decide, key: str, author: Author, book: str = rounds.BOOK) -> None:
    """Post a deed to a book of this room."""
    journal.post(deed, key, author, book)


def words() -> Words:
    """Return what cells of a delivered table may say."""
    return words_of(_roster(), rules())


def opened(content: bytes, name: str) -> tuple[Workbook, dict[str, tuple[Interview, ...]]]:
    """Read an uploaded table of interviews.

    Raises
    ------
    InputError
        If it cannot be read.
    ImportRejectedError
        If it holds personal data, or a cell is at fault.
    """
    workbook = intake.opened(content, name)
    return workbook, read_interviews(workbook, words())


def record(
    code: str, interviews: dict[str, tuple[Interview, ...]], origin: recording.Origin
) -> Decide:
    """Return the deed that adds interviews to a round."""
    known = words()
    villages = {area: known.villages(area) for area in interviews}
    return recording.recording(code, interviews, rules(), villages, origin)


def template() -> bytes:
    """Make the table that interviewers fill in."""
    return interview_template(_roster(), rules())


def _roster() -> Roster:
    return load.roster().on(clock.today())


def _key() -> str:
    return f"{load.version()}|{journal.version(rounds.BOOK)}"


def _held(code: str) -> Rules:
    return load.rules(end_of(code))


def _people(code: str) -> People:
    """Count the people of each class where all of its indicators are measured."""
    if not has_figures(code):
        return {}
    measures = load.scores(end_of(code)).measures
    found: dict[str, dict[str, int]] = {}
    for area in measures.areas:
        line = measures.line(area.code)
        for one in rules().classes.values():
            sizes = [
                int(measures.denominator[line, measures.columns[i]])
                for i in one.people
                if i in measures.columns
            ]
            if len(sizes) == len(one.people) and min(sizes) >= 0:
                found.setdefault(area.code, {})[one.code] = sum(sizes)
    return found


@st.cache_resource(max_entries=2, show_spinner=False)
def _rules(version: str) -> SurveyRules:
    return _PROJECT.read("survey.yaml", parse_rules)


@st.cache_resource(max_entries=2, show_spinner=False)
def _ledger(version: str) -> dict[str, Standing]:
    return rounds.stand(journal.postings(rounds.BOOK))


@st.cache_resource(max_entries=2, show_spinner=False)
def _cases(version: str) -> dict[str, Case]:
    return register.stand(journal.postings(register.BOOK))


@st.cache_resource(max_entries=8, show_spinner=False)
def _estimates(version: str, scheme: str, code: str) -> dict[str, Compared]:
    people, answers = _people(code), ledger()[code].interviews()
    areas = load.roster().of_kind(*INSTITUTION_KINDS)
    targets = _held(code).targets
    found = {}
    for question in MEASURED:
        result = estimate(question, answers, rules(), people)
        rng = np.random.default_rng(_SEED)
        letters = band_letters(result.estimates, areas, _DRAWS, rng)
        aim = targets.get(sheet(code).questions[question].indicator)
        found[question] = Compared(result, pairs(result.estimates), letters, aim)
    return found


@st.cache_resource(max_entries=4, show_spinner=False)
def _money(version: str, scheme: str, code: str) -> Worth:
    held, found = _held(code), [one.result for one in estimates(code).values()]
    before = evaluate(load.dataset(), held, clinics=False)
    counts = worth.raw_counts(found, sheet(code)), worth.shrunk_counts(found, sheet(code))
    return worth.worth(load.dataset(), held, before, counts)
