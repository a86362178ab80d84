"""Fair to small samples: raw and shrunk shares, and the money that each would give."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.evaluation import Outcome
from lib.model.surveys.estimates import Estimate
from lib.model.surveys.worth import OUT_OF, Worth
from pages.ui import formats, survey_charts, survey_words, tables, widgets
from pages.ui.headlines import conclude, headline
from pages.ui.load import surveys
from pages.ui.load.surveys import Compared
from pages.ui.text import _

_CHART = 440


def show(code: str, heading: DeltaGenerator) -> None:
    """Show where each share is drawn to, and what that is worth."""
    if not surveys.has_figures(code) or not surveys.results(code):
        widgets.nothing(
            _("There are no answers or no figures of the month of this round."),
            _("Import interviews under Rounds and entry; money needs the figures of the month."),
        )
        return
    worth = surveys.money(code)
    found = surveys.estimates(code)
    with heading:
        conclude(told(found, worth))
    question = survey_words.choose_question()
    one = found[question]
    drawn, paid = st.columns([46, 54], gap="medium")
    with drawn:
        headline(_("Drawn towards the mean"), _("the smaller the sample, the further"))
        st.plotly_chart(
            survey_charts.pulled(one, _CHART),
            key=f"survey pulled {question}",
            theme=None,
            config={"displayModeBar": False},
            alt=_("Raw and shrunk share of each institution; the same in the table."),
        )
    with paid:
        headline(_("What it would be worth"), _("amounts in 万元; all three questions together"))
        tables.twin(rows(one, worth), f"survey-{code}-shrunk", _note(one))


def told(found: dict[str, Compared], worth: Worth) -> str:
    """Say who moves furthest and how much money that is."""
    moved = {
        area.code: _amount(worth.shrunk, area.code) - _amount(worth.raw, area.code)
        for area in worth.raw.areas
    }
    most = max(moved, key=lambda code: (abs(moved[code]), code))
    pulls = [
        (abs((e.shrunk or 0.0) - (e.count.share or 0.0)), e, question)
        for question, one in found.items()
        for e in one.result.estimates
        if e.shrunk is not None and e.count.sample
    ]
    _far, estimate, question = max(pulls, key=lambda pull: (pull[0], pull[1].area_code))
    words = _(
        "Shrinking moves {area} most: {question} {raw} → {shrunk} ({count} answers); "
        "in money at most {amount} ({most})."
    )
    return words.format(
        area=survey_words.called(estimate.area_code),
        question=_(survey_words.QUESTIONS[question]),
        raw=formats.percent(estimate.count.share),
        shrunk=formats.percent(estimate.shrunk),
        count=estimate.count.sample,
        amount=formats.wan(moved[most], sign=True),
        most=survey_words.called(most),
    )


def rows(one: Compared, worth: Worth) -> list[dict[str, object]]:
    """Return shares and amounts of every institution, the furthest drawn first."""
    ordered = sorted(one.result.estimates, key=lambda e: (-abs(_pull(e)), e.area_code))
    return [_row(e, worth) for e in ordered]


def _row(e: Estimate, worth: Worth) -> dict[str, object]:
    raw, shrunk = (_amount(outcome, e.area_code) for outcome in (worth.raw, worth.shrunk))
    return {
        _("Institution"): survey_words.short(e.area_code),
        _("Answers"): f"{e.count.sample}{' ◇' if e.small else ''}",
        _("Raw"): formats.percent(e.count.share),
        _("Shrunk"): formats.percent(e.shrunk),
        _("By raw shares"): formats.wan(raw, unit=False),
        _("By shrunk shares"): formats.wan(shrunk, unit=False),
        _("Shrunk − raw"): formats.wan(shrunk - raw, unit=False, sign=True),
        _("In force"): formats.wan(_amount(worth.in_force, e.area_code), unit=False),
    }


def _pull(e: Estimate) -> float:
    if e.shrunk is None or e.count.share is None:
        return 0.0
    return e.shrunk - e.count.share


def _amount(outcome: Outcome, code: str) -> int:
    """Return what an institution gets; nothing where the rules share no money."""
    return 0 if outcome.allocation is None else outcome.allocation.row(code).amount


def _note(one: Compared) -> str:
    """Say how far shares are drawn, and how a share became a count."""
    prior = one.result.prior
    if prior is None:
        return ""
    words = _(
        "Mean {mean}; it counts as much as {strength} answers. Shrunk shares go into the "
        "engine as whole answers out of {whole}. ◇ fewer than {small} answers. A calculation, "
        "not a basis for payment."
    )
    return words.format(
        mean=formats.percent(prior.mean),
        strength=formats.number(prior.strength),
        whole=formats.number(OUT_OF),
        small=surveys.rules().small_sample,
    )
