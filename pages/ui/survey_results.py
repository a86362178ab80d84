"""Results of a round: the county against its targets, institutions with their intervals."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.problems import Found, Problem
from lib.model.quarters import Quarter
from lib.model.surveys.estimates import Estimate, in_order
from lib.model.surveys.questionnaires import MEASURED
from lib.model.surveys.rounds import parse_round
from pages.ui import (
    formats,
    rectify,
    survey_charts,
    survey_words,
    tables,
    widgets,
)
from pages.ui.headlines import conclude, headline
from pages.ui.load import surveys
from pages.ui.load.surveys import Compared
from pages.ui.text import _, listed

_QUIET = {"displayModeBar": False}
_CHART = 428  # pixels: 22 institutions without scrolling
_NAMED = 3


def show(code: str, heading: DeltaGenerator) -> None:
    """Show one round: verdict, cards, institutions by one question, classes."""
    found = surveys.estimates(code)
    if not found[MEASURED[0]].result.county.count.sample:
        widgets.nothing(
            _("No interviews have been entered in this round yet."),
            _("Import them under Rounds and entry."),
        )
        return
    with heading:
        conclude(told(code, found, brief=True))
    _cards(found)
    question = survey_words.choose_question()
    one = found[question]
    chart, beside = st.columns([62, 38], gap="medium")
    with chart:
        headline(
            _("{question} by institution").format(question=_(survey_words.QUESTIONS[question])),
            _("whisker: 95 % interval; hollow: fewer than {count} answers").format(
                count=surveys.rules().small_sample
            ),
        )
        st.plotly_chart(
            survey_charts.ranking(one, _CHART),
            key=f"survey ranking {question}",
            theme=None,
            config=_QUIET,
            alt=_("Share of each institution with its interval; the same in the table below."),
        )
    with beside:
        _alike(one)
        _classes(one)
        _problems(code, question, one)
    with st.expander(_("All figures as a table"), icon=":material/table:"):
        tables.twin(rows(one), f"survey-{code}-{question}", _note(one))


def told(code: str, found: dict[str, Compared], *, brief: bool = False) -> str:
    """Say in one sentence how awareness and satisfaction stand; in brief without intervals."""
    sentence = _("{round}: {first}; {second}.")
    first, second = (_part(found[question], brief=brief) for question in MEASURED[:2])
    return sentence.format(round=survey_words.round_name(code), first=first, second=second)


def _part(one: Compared, *, brief: bool) -> str:
    """Say how one question stands, and whether weights by people tell another story."""
    county = one.result.county
    stands = survey_words.verdict(county.count.interval, one.target)
    words = (
        _("{question} {share}, {verdict}")
        if brief
        else _("{question} {share} ({interval}), {verdict}")
    )
    said = words.format(
        question=_(survey_words.QUESTIONS[one.result.question]),
        share=formats.percent(county.count.share),
        interval=survey_words.interval(county.count.interval),
        verdict=_(survey_words.VERDICTS[stands]) if stands else _("no target"),
    )
    weighted = county.weighted
    by_people = survey_words.verdict(weighted.interval, one.target) if weighted else stands
    if weighted is None or by_people == stands:
        return said
    more = _("{said} (by people {share}, {verdict})")
    return more.format(
        said=said,
        share=formats.percent(weighted.share),
        verdict=_(survey_words.VERDICTS[by_people]),
    )


def rows(one: Compared) -> list[dict[str, object]]:
    """Return the figures of every institution, the highest share first, the county last."""
    return [_row(e, one) for e in [*in_order(one.result.estimates), one.result.county]]


def _row(estimate: Estimate, one: Compared) -> dict[str, object]:
    weighted = estimate.weighted
    return {
        _("Institution"): survey_words.called(estimate.area_code)
        if estimate.area_code
        else _("County"),
        _("Band"): one.bands.get(estimate.area_code, formats.MISSING),
        _("Answers"): survey_words.counted(estimate.count),
        _("Share of answers"): formats.percent(estimate.count.share),
        _("95 % interval"): survey_words.interval(estimate.count.interval),
        _("Against the target"): survey_words.judged(
            survey_words.verdict(estimate.count.interval, one.target)
        ),
        _("Weighted by class"): formats.percent(weighted.share if weighted else None),
        _("Its interval"): survey_words.interval(weighted.interval if weighted else None),
        _("Design effect"): formats.number(weighted.effect if weighted else None, 2),
        _("Effective sample"): formats.number(weighted.effective if weighted else None, 1),
        _("Shrunk"): formats.percent(estimate.shrunk),
        _("Remark"): _("fewer than {count} answers: not ranked").format(
            count=surveys.rules().small_sample
        )
        if estimate.small
        else "",
    }


def _note(one: Compared) -> str:
    """Say who was asked, and by which questionnaire."""
    words = _("Letters: institutions of one band are not ranked among themselves. {target}")
    aim = _("No target is set.")
    if one.target is not None:
        aim = _("Target {target} ({title}).").format(
            target=formats.in_unit(one.target.value, "percent"), title=one.target.reference.title
        )
    return words.format(target=aim)


def _cards(found: dict[str, Compared]) -> None:
    for column, question in zip(st.columns(3, gap="small"), MEASURED, strict=True):
        one = found[question]
        county = one.result.county
        stands = survey_words.verdict(county.count.interval, one.target)
        with column, st.container(border=True, gap="xsmall"):
            title = _(survey_words.QUESTIONS[question])
            aim = formats.in_unit(one.target.value if one.target else None, "percent", 0)
            headline(
                title,
                _("target {target}; {count} valid answers").format(
                    target=aim, count=formats.number(county.count.sample)
                ),
            )
            ends = survey_words.interval(county.count.interval)
            st.markdown(f"### {formats.percent(county.count.share)} :small[:gray[{ends}]]")
            if stands:
                st.markdown(survey_words.badge(stands))
            if county.weighted is not None:
                words = _("weighted by people: {share} ({interval})")
                st.caption(
                    words.format(
                        share=formats.percent(county.weighted.share),
                        interval=survey_words.interval(county.weighted.interval),
                    )
                )


def _alike(one: Compared) -> None:
    """Say how many pairs cannot be told apart, and into how many bands they fall."""
    different = [pair for pair in one.pairs if pair.is_significant]
    words = _(
        "**{alike} of {pairs} pairs: no significant difference.** Bands: {bands}; "
        "do not rank inside a band."
    )
    st.markdown(
        words.format(alike=len(one.alike), pairs=len(one.pairs), bands=len(set(one.bands.values())))
    )
    if different:
        with st.expander(_("{count} pairs that differ").format(count=len(different))):
            lines = [_pair(pair.first, pair.second, pair.difference) for pair in different]
            st.dataframe(lines, hide_index=True)
    else:
        alone = sum(pair.chance <= 0.05 for pair in one.pairs)  # noqa: PLR2004 (one in twenty)
        words = _(
            "{count} pairs would seem to differ if looked at alone; {chance} of {pairs} do so by "
            "chance even if all are alike."
        )
        expected = round(len(one.pairs) / 20)
        st.caption(words.format(count=alone, chance=expected, pairs=len(one.pairs)))


def _pair(first: str, second: str, apart: float) -> dict[str, str]:
    return {
        _("Better"): survey_words.called(first),
        _("Worse"): survey_words.called(second),
        _("Apart"): formats.points_of_percent(apart),
    }


def _classes(one: Compared) -> None:
    headline(_("By class of respondents"), _("whole county"))
    st.plotly_chart(
        survey_charts.classes(one.result.county, surveys.rules()),
        key=f"survey classes {one.result.question}",
        theme=None,
        config=_QUIET,
        alt=_("Share in each class of respondents with its interval."),
    )


def _problems(code: str, question: str, one: Compared) -> None:
    """Offer to make items of the institutions whose whole interval misses the target."""
    missed = [
        e
        for e in one.result.estimates
        if survey_words.verdict(e.count.interval, one.target) == survey_words.MISSED and not e.small
    ]
    if not missed or one.target is None:
        st.caption(_("No institution is certain to miss the target."))
        return
    names = listed(survey_words.called(e.area_code) for e in missed[:_NAMED])
    words = _("Certain to miss the target: {count} ({names})")
    with st.expander(words.format(count=len(missed), names=names)):
        for estimate in missed:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(survey_words.called(estimate.area_code))
                rectify.offer(
                    problem(code, question, estimate, one),
                    f"survey {code} {question} {estimate.area_code}",
                )


def problem(code: str, question: str, estimate: Estimate, one: Compared) -> Problem:
    """Say what the survey found wrong at an institution."""
    year, half = parse_round(code)
    words = _("{question} {share} ({interval}, {count} answers), target {target}.")
    return Problem(
        f"survey {code} {question} {estimate.area_code}",
        Found.SURVEY,
        str(Quarter(year, 2 * half)),
        estimate.area_code,
        words.format(
            question=_(survey_words.QUESTIONS[question]),
            share=formats.percent(estimate.count.share),
            interval=survey_words.interval(estimate.count.interval),
            count=estimate.count.sample,
            target=formats.in_unit(one.target.value if one.target else None, "percent"),
        ),
        item="G2",
        indicator=surveys.sheet(code).questions[question].indicator,
    )
