"""Closed months, adopted evaluations and their replay, read from the store and written to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import streamlit as st

from lib.adapters.store import documents, evaluations, observations, periods
from lib.adapters.store.evaluations import Adopted, Proposal
from lib.adapters.store.periods import ClosedPeriod
from lib.errors import N_, InputError
from lib.model import replay as replaying
from lib.model.authors import Author
from lib.model.evaluation import Outcome, evaluate
from lib.model.notices import Notice
from lib.model.observations import month_of, parse_period
from lib.model.replay import Replay
from lib.project import Project
from pages.ui import load, state
from pages.ui.load import kept

__all__ = ["Adopted", "ClosedPeriod"]

_PROJECT = Project()


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the page: whether it is over, has figures, is closed."""

    number: int
    """Counted from year 0."""
    has_figures: bool
    closed: ClosedPeriod | None


def months() -> tuple[Month, ...]:
    """Return the months that are over, from the first one with figures, newest first."""
    known = {parse_period(period) for period in load.periods()}
    shut = {period.month: period for period in periods.closed(kept.store())}
    over = month_of(state.today()) - 1
    first = min([over, *known, *shut])
    last = max(known | set(shut)) if load.is_demonstration() else over
    return tuple(
        Month(number, number in known, shut.get(number)) for number in range(last, first - 1, -1)
    )


def close(numbers: Iterable[int], author: Author) -> tuple[int, ...]:
    """Close months; see the store."""
    return periods.close(kept.store(), numbers, author)


def reopen(number: int, author: Author) -> bool:
    """Open a closed month again; see the store."""
    return periods.reopen(kept.store(), number, author)


def adopted() -> tuple[Adopted, ...]:
    """Return the adopted evaluations, newest first."""
    return evaluations.listing(kept.store())


def is_demonstration(revision: int) -> bool:
    """Tell whether the figures of a data version are invented."""
    return _is_demonstration(str(kept.store().engine.url), revision)


def adopt(title: str, author: Author) -> int:
    """Adopt the present evaluation, once it is sure that it can be made again from the store.

    Raises
    ------
    InputError
        If there is no reason or title, a notice forbids it, or the figures changed meanwhile.
    """
    store = kept.store()
    kept.notice_edits()
    revision, files = observations.revision(store), documents.current(store)
    outcome = load.outcome()
    _refuse_faulty(outcome)
    rules = outcome.rules
    result = replaying.record(outcome)
    proposal = Proposal(title, rules.scheme, rules.day, revision, files, result, outcome.seal)
    if _deviations(Adopted(0, proposal, author.name, author.at, author.reason)):
        raise InputError(
            N_("Figures or rules changed while the evaluation was on the screen; not adopted."),
            hint=N_("Look at the evaluation again, then adopt it."),
        )
    return evaluations.adopt(store, proposal, author)


def recheck(number: int) -> tuple[Notice, ...]:
    """Make an adopted evaluation again from stored figures and rules; return what differs."""
    return _deviations(evaluations.find(kept.store(), number))


def replay(number: int) -> Replay:
    """Run the rules and data of an adopted evaluation and the present ones on each other."""
    return _replay(number, load.outcome().seal, load.outcome().rules.scheme)


@st.cache_resource(max_entries=8, show_spinner=False)
def _replay(number: int, seal: str, scheme: str) -> Replay:
    store, today = kept.store(), load.rules().day
    adopted = evaluations.find(store, number)
    then = adopted.proposal.day
    old_data, old_rules = _PROJECT.replay_inputs(store, adopted)
    as_of_today = replace(adopted, proposal=replace(adopted.proposal, day=today))
    _, old_rules_today = _PROJECT.replay_inputs(store, as_of_today)
    return replaying.replay(
        old_data,
        load.dataset(),
        (old_rules, old_rules_today),
        (load.rules(then), load.rules()),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def _is_demonstration(url: str, revision: int) -> bool:
    return observations.is_demonstration(kept.store(), revision)


def _deviations(adopted: Adopted) -> tuple[Notice, ...]:
    figures, rules = _PROJECT.replay_inputs(kept.store(), adopted)
    again = evaluate(figures, rules, clinics=False)
    return replaying.deviations(adopted.proposal.seal, adopted.proposal.result, again)


def _refuse_faulty(outcome: Outcome) -> None:
    for notice in outcome.notices:
        if notice.severity == "error":
            raise InputError(
                notice.message,
                hint=N_("Put this right first: such a result must not be adopted."),
                **notice.values,
            )
