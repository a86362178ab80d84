"""Who counts as resident: coverage, verdict and money under each way of counting."""

import streamlit as st

from lib.model.causes.denominators import Counting, Denominators, Flip, People, explain
from lib.model.progress import Progress
from lib.model.scenarios import Scenario
from pages.ui import (
    formats,
    lights,
    load,
    remarks,
    robust_rules_charts,
    state,
    tables,
)
from pages.ui.load import causes
from pages.ui.text import N_, _, fill, name, plain, short_name

WORDS = {
    People.PERMANENT: N_("Permanent residents"),
    People.REGISTERED: N_("Registered residents"),
    People.SERVED: N_("Population served"),
}
_KEY = "rules_people"


def show(scenario: Scenario) -> None:
    """Let the reader choose a way of counting, then show money, verdicts and coverage."""
    found = causes.counted(scenario)
    others = {str(counting.people): counting for counting in found.countings[1:]}
    if not others:
        st.markdown("#### " + _("The roster knows permanent residents only."))
        st.caption(_("Complete the columns registered and served of the roster to compare."))
        return
    st.segmented_control(
        _("Way of counting"),
        others,
        key=state.preset(_KEY, next(iter(others))),
        format_func=lambda code: _(WORDS[others[code].people]),
        label_visibility="collapsed",
        required=True,
    )
    counting = others[str(state.picked(_KEY))]
    st.markdown(f"#### {headline(found, counting)}")
    st.caption(
        _("The pool stays as it is; coverage of all residents and money are counted anew.")
        + _(remarks.NOT_OFFICIAL)
    )
    areas = load.institutions()
    ordered = sorted(counting.fen.items(), key=lambda pair: -pair[1])
    robust_rules_charts.bars(
        [short_name(areas[code]) for code, _fen in ordered],
        {_("Change"): [(fen / 100, formats.wan(fen, sign=True)) for _code, fen in ordered]},
        "rules people",
        _("Money gained or lost by the way of counting; the same in the table."),
    )
    _tables(found, counting)


def headline(found: Denominators, counting: Counting) -> str:
    """Say how much money moves, how many verdicts flip, and how many pass the whole."""
    flips = [flip for flip in found.flips if flip.people == counting.people]
    beyond = [progress for people, progress in found.beyond if people == counting.people]
    words = _(
        "By {people}: {moved} changes hands, {flips} lights change, {beyond} coverages "
        "are above 100 %."
    )
    return words.format(
        people=_(WORDS[counting.people]),
        moved=formats.wan(sum(max(0, fen) for fen in counting.fen.values())),
        flips=len(flips),
        beyond=len(beyond),
    )


def _tables(found: Denominators, counting: Counting) -> None:
    for people, progress in found.beyond:
        if people == counting.people:
            notice = explain(people, progress)
            who = {**notice.values, "area": plain(name(progress.area))}
            st.caption(f"{plain(name(progress.indicator.name))}　{fill(notice.message, who)}")
    flips = [flip for flip in found.flips if flip.people == counting.people]
    if flips:
        st.markdown("**" + _("Lights that change") + "**")
        tables.twin([_flip(flip) for flip in flips], _("lights that change"))
    st.markdown("**" + _("Money and coverage") + "**")
    tables.twin([*_money(counting)], _("money by way of counting"), _(remarks.NOT_OFFICIAL))


def _flip(flip: Flip) -> dict[str, object]:
    return {
        _("Institution"): name(flip.before.area),
        _("Indicator"): name(flip.before.indicator.name),
        _("By permanent residents"): _standing(flip.before),
        _("Counted anew"): _standing(flip.after),
    }


def _standing(progress: Progress) -> str:
    value = formats.in_unit(progress.value, progress.indicator.unit, 2)
    return f"{lights.shown(progress.light)} {value}"


def _money(counting: Counting) -> list[dict[str, object]]:
    indicators = {p.indicator.code: p.indicator for p in counting.coverage}
    values = {(p.area.code, p.indicator.code): p for p in counting.coverage}
    return [
        {
            _("Institution"): name(area),
            _("Residents counted"): area.population,
            _("Change, yuan"): counting.fen[area.code] / 100,
            **{name(i.name): _standing(values[area.code, code]) for code, i in indicators.items()},
        }
        for area in counting.outcome.areas
    ]
