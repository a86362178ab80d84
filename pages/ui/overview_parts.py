"""The blocks of the overview: figures, best and worst, what changed, what needs a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from lib.model import appraisal, movement
from lib.model.evaluation import Outcome
from lib.model.movement import Move
from lib.model.progress import Progress
from lib.model.roster import Area
from lib.model.scores import Scores, county_score
from pages.ui import formats, frame, load
from pages.ui.text import N_, _, fill, listed, name, plain

GRADES = {
    "excellent": N_("Excellent"),
    "good": N_("Good"),
    "pass": N_("Pass"),
    appraisal.FAILED: N_("Fail"),
}
_PODIUM = 3


@dataclass(frozen=True, slots=True)
class Past:
    """What the overview compares with; None where the data do not reach back so far."""

    quarter: Outcome | None
    year: Outcome | None


def figures(outcome: Outcome, past: Past) -> None:
    """Show the four figures that everything else hangs on."""
    money = outcome.allocation
    score = county_score(outcome.scores)
    columns = st.columns(4, border=True, gap="xsmall")
    with columns[0]:
        pool = None if money is None else money.pool
        st.metric(_("Pool"), formats.wan(pool), help=formats.yuan(pool))
    with columns[1]:
        paid = None if money is None else sum(row.advance for row in money.rows)
        share = Fraction(paid, money.pool) if paid is not None and money and money.pool else None
        st.metric(
            _("Advance paid · {share}").format(share=formats.percent(share)),
            formats.wan(paid),
            help=formats.yuan(paid),
        )
    with columns[2]:
        before = None if past.quarter is None else county_score(past.quarter.scores)
        st.metric(
            _("County score · {change} on last quarter").format(change=change(score, before)),
            formats.score(score),
            help=_("Mean score of the institutions, weighted by residents."),
        )
    with columns[3]:
        counts = appraisal.grade_counts(outcome.scores, outcome.rules.grades)
        st.metric(
            " / ".join(_(GRADES.get(grade, grade)) for grade in counts),
            " / ".join(str(count) for count in counts.values()),
            help=_("Institutions by grade, on the score so far."),
        )


def change(now: Fraction | None, before: Fraction | None) -> str:
    """Write a change of score; a dash where there is nothing to compare with."""
    return formats.signed(None if now is None or before is None else now - before, 2)


def podium(outcome: Outcome, past: Past) -> None:
    """Show the best three and the worst three, side by side."""
    scores = outcome.scores
    ranked = sorted(
        (move for move in _moves(scores, past) if move.rank is not None),
        key=lambda move: (move.rank, move.area.code),
    )
    best, worst = st.columns(2, gap="small")
    with best, st.container(border=True, gap=None):
        st.markdown(f"**{_('Best three')}**")
        _places(scores, ranked[:_PODIUM])
    with worst, st.container(border=True, gap=None):
        st.markdown(f"**{_('Last three')}**")
        _places(scores, ranked[-_PODIUM:])


def _moves(scores: Scores, past: Past) -> tuple[Move, ...]:
    return movement.moves(None if past.quarter is None else past.quarter.scores, scores)


def _places(scores: Scores, ranked: Sequence[Move]) -> None:
    groups = appraisal.item_groups(scores.tree)
    for move in ranked:
        code = move.area.code
        weak = appraisal.weakest(appraisal.parts(scores, groups, code))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            label = f"**{move.rank}** {plain(name(move.area))}"
            if st.button(label, key=f"place {code}", type="tertiary", width="stretch"):
                frame.go("profile", unit=code)
            st.markdown(f"**{formats.score(move.score)}** {places(move)}", width="content")
        if weak is not None:
            item = plain(name(load.service_items()[weak.code]))
            said = _("weakest: {item} {share}").format(
                item=item, share=formats.percent(weak.share, 0)
            )
            st.caption(said)


def places(move: Move) -> str:
    """Write how many places were gained or lost since last quarter."""
    if move.places is None:
        return ""
    if move.places == 0:
        return ":gray[=]"
    arrow, colour = ("↑", "blue") if move.places > 0 else ("↓", "orange")
    return f":{colour}[{arrow}{abs(move.places)}]"


def changed(outcome: Outcome, past: Past, red: Sequence[Progress]) -> None:
    """Say what changed since last quarter, the score of the county apart from its calendar."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{_('Since last quarter')}**")
        if past.quarter is None:
            st.caption(_("There are no data of the quarter before."))
            return
        moved = _moves(outcome.scores, past)
        _line(_("Up"), [_moved(move) for move in movement.climbers(moved, _PODIUM)])
        _line(_("Down"), [_moved(move) for move in movement.fallers(moved, _PODIUM)])
        _line(_("Newly behind in the county"), [plain(name(p.indicator.name)) for p in red])
        if past.year is not None:
            score = change(county_score(outcome.scores), county_score(past.year.scores))
            st.caption(
                _(
                    "County score {change} on the same month last year. Within a year scores "
                    "rise as work is done: compare ranks, or the same month."
                ).format(change=score)
            )


def deciding(open_decisions: appraisal.Decisions, outcome: Outcome) -> None:
    """Say what needs a decision: how many, and who first."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{_('Needs a decision')}**")
        if not open_decisions.count:
            st.markdown(f":green[✓] {_('Nothing is open.')}")
        for notice in open_decisions.errors:
            st.markdown(f":red[▼] {plain(fill(notice.message, notice.values))}")
        money = outcome.rules.allocation
        if open_decisions.below_pass_line and money is not None:
            label = _("below the pass line of {line}").format(line=formats.exact(money.pass_line))
            _count(open_decisions.below_pass_line, label)
        if open_decisions.incomplete:
            total = sum(count for _area, count in open_decisions.incomplete)
            label = _("with missing figures ({count})").format(count=formats.number(total))
            _count([area for area, _n in open_decisions.incomplete], label)
        if open_decisions.recoveries:
            total = sum(fen for _area, fen in open_decisions.recoveries)
            label = _("paid too much in advance ({amount})").format(amount=formats.wan(total))
            _count([area for area, _fen in open_decisions.recoveries], label)


def _line(label: str, entries: Sequence[str]) -> None:
    st.markdown(f":gray[{label}] {listed(entries) or _('none')}")


def _moved(move: Move) -> str:
    return f"{plain(name(move.area))} {places(move)}"


def _count(areas: Sequence[Area], label: str) -> None:
    """Write a number to be seen from the back, what it counts, and the first names."""
    names = listed(plain(name(area)) for area in areas[:_PODIUM])
    more = _("and others") if len(areas) > _PODIUM else ""
    number = _("{count} institutions").format(count=len(areas))
    st.markdown(f":red[▼] **{number}** {label}")
    st.caption(f"{names} {more}")


def ranking_rows(outcome: Outcome, past: Past) -> list[dict[str, str | int | None]]:
    """Return the ranking as a table: what the map shows, and how it moved."""
    rows = outcome.allocation.amounts() if outcome.allocation else {}
    ordered = sorted(_moves(outcome.scores, past), key=lambda m: (m.rank or 0, m.area.code))
    grades = outcome.rules.grades
    return [
        {
            _("Rank"): move.rank,
            _("Institution"): name(move.area),
            _("Score"): formats.score(move.score),
            _("Grade"): _(GRADES.get(level := appraisal.grade(move.score, grades), level)),
            _("Rank last quarter"): move.rank_before,
            _("Places gained"): formats.signed(move.places),
            _("Amount (yuan)"): formats.yuan(rows.get(move.area.code), unit=False),
        }
        for move in ordered
    ]
