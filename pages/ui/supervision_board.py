"""The board: who has covered half of the towns, who is missing, trainings, bottom third."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.model.papers.content import Kind
from lib.model.quarters import Quarter
from lib.model.supervision.coverage import Coverage, unvisited
from lib.model.supervision.rulebook import Base
from lib.model.supervision.training import Duty
from pages.ui import formats, lights, paper_offer, supervision_grid, supervision_words, tables
from pages.ui.headlines import conclude, headline
from pages.ui.load import clock, supervision
from pages.ui.text import N_, _, plain

_BASES = {Base.ADMIN_UNIT: N_("towns"), Base.INSTITUTION: N_("health institutions")}
_FEW = 4


def show(quarter: Quarter, heading: DeltaGenerator) -> None:
    """Show the verdict, one card for each centre, then the year town by town."""
    found = supervision.centres(quarter)
    with heading:
        conclude(plain(verdict(found, quarter)))
    for column, one in zip(st.columns(len(found), gap="small"), found, strict=True):
        with column.container(border=True, height="stretch", gap=None):
            _card(one)
    seen, beside = st.columns([64, 36], gap="medium")
    with seen:
        supervision_grid.show(quarter)
    with beside:
        _trainings(supervision.duties(quarter.year))
        _half_year(quarter)
        _bottom(quarter)
        _hospitals(quarter)
        paper_offer.lead_to(Kind.BULLETIN)


def verdict(found: tuple[Coverage, ...], quarter: Quarter) -> str:
    """Say in one sentence who passes, and what the others lack."""
    passing = [one for one in found if one.passes]
    whole = found[0]
    words = _("{quarter}: {count} of {all} centres have covered at least {needed} of {base} {what}")
    said = words.format(
        quarter=formats.period(str(quarter)),
        count=len(passing),
        all=len(found),
        needed=whole.needed,
        base=whole.base,
        what=_base(quarter),
    )
    late = [_late(one) for one in found if not one.passes]
    return _("; ").join((said, *late))


def rows(found: tuple[Coverage, ...]) -> list[dict[str, object]]:
    """Return the coverage as a table."""
    return [
        {
            _("Supervising body"): supervision_words.area(one.body),
            _("Covered"): len(one.covered),
            _("Towns of the base"): one.base,
            _("Share covered"): formats.percent(one.share),
            _("Needed to pass"): one.needed,
            _("Coverage result"): lights.SIGNS[_light(one)] + " " + _outcome(one),
            _("Report missing"): supervision_words.towns(one.unreported),
            _("Planned only"): supervision_words.towns(one.planned),
            _("Not covered"): supervision_words.towns(one.missing),
        }
        for one in found
    ]


def _late(one: Coverage) -> str:
    words = _("{body} {covered}/{base}, {lacking} short")
    said = words.format(
        body=supervision_words.area(one.body),
        covered=len(one.covered),
        base=one.base,
        lacking=one.lacking,
    )
    if one.unreported:
        added = _(" (report missing: {towns})")
        said += added.format(towns=supervision_words.towns(one.unreported))
    return said


def _card(one: Coverage) -> None:
    light = _light(one)
    colour = "green" if one.passes else "red"
    headline(plain(supervision_words.town(one.body)))
    figures = _("{covered} / {base}　{share}").format(
        covered=len(one.covered), base=one.base, share=formats.percent(one.share)
    )
    st.markdown(f"### {figures}　:{colour}[{lights.SIGNS[light]} {_outcome(one)}]")
    st.caption(plain(_remark(one)))


def _remark(one: Coverage) -> str:
    """Say what would help, or what is left of the towns."""
    parts = [_("needs {needed}").format(needed=one.needed)]
    if one.unreported:
        towns = supervision_words.towns(one.unreported)
        parts.append(_("visited, report missing: {towns}").format(towns=towns))
    if one.planned:
        towns = supervision_words.towns(one.planned)
        parts.append(_("planned: {towns}").format(towns=towns))
    never = tuple(code for code in one.missing if code not in one.states)
    if never:
        parts.append(_("no visit: {towns}").format(towns=_few(never)))
    return _("; ").join(parts)


def _few(codes: tuple[str, ...]) -> str:
    named = supervision_words.towns(codes[:_FEW])
    if len(codes) <= _FEW:
        return named
    return _("{towns} and others, {all} in all").format(towns=named, all=len(codes))


def _trainings(duties: tuple[Duty, ...]) -> None:
    year = duties[0].year
    headline(_("Trainings {year}").format(year=year), _("at least one for each centre"))
    total = supervision.tally(year)
    said = [_duty(duty) for duty in duties]
    st.markdown("　".join(said))
    words = _("{count} trainings, {people} person-times, pass rate {rate}")
    st.caption(
        words.format(
            count=total.sessions,
            people=formats.number(total.person_times),
            rate=formats.percent(total.pass_rate),
        )
    )


def _duty(duty: Duty) -> str:
    light = "green" if duty.is_met else ("red" if duty.warns else "none")
    colour = {"green": "green", "red": "red", "none": "gray"}[light]
    body = plain(supervision_words.area(duty.body))
    return f"{body} :{colour}[{lights.SIGNS[light]} {duty.held}]"


def _half_year(quarter: Quarter) -> None:
    """Name the towns that no quarter of the half-year has covered, centre by centre."""
    first = quarter if quarter.number % 2 else quarter.later(-1)
    halves = [supervision.centres(first.later(by)) for by in (0, 1)]
    headline(
        _("Half-year {half} of {year}").format(half=quarter.half, year=quarter.year),
        _("every centre visits every town; not yet covered:"),
    )
    lines = []
    for pair in zip(*halves, strict=True):
        left = unvisited(pair)
        body = plain(supervision_words.area(pair[0].body))
        sign = ":green[●]" if not left else ":red[▼]"
        named = _few(left) if left else _("all covered")
        lines.append(f"{sign} {body}　{plain(named)}")
    st.markdown("  \n".join(lines))


def _bottom(quarter: Quarter) -> None:
    """Name the bottom third of the quarter before, who has to be in this round."""
    codes = supervision.bottom(quarter.later(-1))
    if not codes:
        return
    visits = supervision.of_quarter(quarter)
    seen = {code for visit in visits if visit.counts for code in visit.institutions}
    headline(
        _("Bottom third of {quarter}").format(quarter=formats.period(str(quarter.later(-1)))),
        _("has to be in this round"),
    )
    open_ = quarter.last >= clock.today()
    mark = ":orange[▲]" if open_ else ":red[▼]"
    signs = {code: ":green[●]" if code in seen else mark for code in codes}
    st.markdown("　".join(f"{signs[code]} {plain(supervision_words.area(code))}" for code in codes))


def _hospitals(quarter: Quarter) -> None:
    every = supervision.coverage(quarter)
    with st.expander(_("Coverage as a table, with the lead hospitals"), icon=":material/table:"):
        tables.twin(rows(every), f"coverage-{quarter}")
        source = supervision.rulebook().dated("coverage_share", quarter.last).reference
        st.caption(plain(source.title))


def _light(one: Coverage) -> str:
    return "green" if one.passes else "red"


def _outcome(one: Coverage) -> str:
    return _("reached") if one.passes else _("not reached")


def _base(quarter: Quarter) -> str:
    return _(_BASES[supervision.rulebook().base(quarter.last)])
