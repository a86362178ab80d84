"""The blocks of the overview: figures, best and worst, what changed, what needs a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from lib.model import appraisal, movement
from lib.model.allocation import Allocation
from lib.model.appraisal import Decisions
from lib.model.evaluation import Outcome
from lib.model.movement import Move
from lib.model.progress import Progress
from lib.model.roster import Area
from lib.model.scores import Scores, county_score
from pages.ui import figures as screened
from pages.ui import formats, frame, load, state
from pages.ui.headlines import headline
from pages.ui.load import meetings, rectification
from pages.ui.text import N_, _, fill, listed, name, plain, short_name

GRADES = {
    "excellent": N_("Top"),
    "good": N_("Good"),
    "pass": N_("Pass"),
    appraisal.FAILED: N_("Fail"),
}
_PODIUM = 3
_NAMED = {"zh": 2, "en": 1}  # as many as a line has room for


@dataclass(frozen=True, slots=True)
class Past:
    """What the overview compares with: last quarter, if the data reach back so far."""

    quarter: Scores | None


def figures(outcome: Outcome, past: Past) -> None:
    """Show the four figures that everything else hangs on."""
    pool, paid, score, grades = st.columns(4, gap="small", border=True)
    with pool:
        _pool(outcome.allocation)
    with paid:
        _paid(outcome.allocation)
    with score:
        _score(outcome, past)
    with grades:
        counts = appraisal.grade_counts(outcome.scores, outcome.rules.grades)
        st.metric(
            " / ".join(_(GRADES.get(grade, grade)) for grade in counts),
            " / ".join(str(count) for count in counts.values()),
            help=_("Number of institutions by grade."),
        )


def _pool(money: Allocation | None) -> None:
    fen = None if money is None else money.pool
    st.metric(_("Pool (m yuan)"), formats.wan(fen, unit=False), help=formats.yuan(fen))


def _paid(money: Allocation | None) -> None:
    fen = None if money is None else sum(row.advance for row in money.rows)
    share = Fraction(fen, money.pool) if money and money.pool and fen is not None else None
    label = _("Paid (m yuan) · {share}").format(share=formats.percent(share, 0))
    st.metric(label, formats.wan(fen, unit=False), help=formats.yuan(fen))


def _score(outcome: Outcome, past: Past) -> None:
    score = county_score(outcome.scores)
    before = None if past.quarter is None else county_score(past.quarter)
    label = _("County score · {change}").format(change=change(score, before))
    help_text = _("Mean of the institutions, weighted by residents; change on last quarter.")
    st.metric(label, formats.score(score), help=help_text)


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
        headline(_("Best three"), _("score, places on quarter"))
        _places(ranked[:_PODIUM])
    with worst, st.container(border=True, gap=None):
        headline(_("Last three"))
        _places(ranked[-_PODIUM:])


def _moves(scores: Scores, past: Past) -> tuple[Move, ...]:
    return movement.moves(past.quarter, scores)


def _places(ranked: Sequence[Move]) -> None:
    items, scores = load.service_items(), screened.visible()
    for move in ranked:
        code = move.area.code
        weak = appraisal.weakest_item(scores, code)
        named, scored = st.columns([11, 4], gap="xsmall", vertical_alignment="center", wrap=False)
        label = f"**{move.rank}**\u2002{plain(_called(move.area))}"
        if named.button(label, key=f"place {code}", type="tertiary", help=_("Open the profile")):
            frame.go("profile", unit=code)
        scored.markdown(f"**{formats.score(move.score)}** {places(move)}", text_alignment="right")
        if weak is not None:
            item, share = plain(name(items[weak[0]])), formats.percent(weak[1], 0)
            st.caption(_("weakest: {item} {share}").format(item=item, share=share))


def _called(area: Area) -> str:
    """Give the full name where it fits: English ones are three times as wide."""
    return short_name(area) if state.language() == "en" else name(area)


def places(move: Move) -> str:
    """Write how many places were gained or lost since last quarter."""
    if move.places is None:
        return ""
    if move.places == 0:
        return ":gray[=]"
    arrow, colour = ("↑", "blue") if move.places > 0 else ("↓", "orange")
    return f":{colour}[{arrow}{abs(move.places)}]"


def changed(outcome: Outcome, past: Past, red: Sequence[Progress]) -> None:
    """Say what changed since last quarter: who moved, and what fell behind."""
    headline(_("Since last quarter"))
    if past.quarter is None:
        st.caption(_("There are no data of the quarter before."))
        return
    moved = _moves(outcome.scores, past)
    most = len(moved)
    _line(_("Up"), [_moved(move) for move in movement.climbers(moved, most)])
    _line(_("Down"), [_moved(move) for move in movement.fallers(moved, most)])
    _line(_("Newly behind"), [plain(name(p.indicator.name)) for p in red])


def deciding(waiting: Decisions, outcome: Outcome) -> None:
    """Say what needs a decision: how many, and who first."""
    headline(_("Needs a decision"))
    late = _overdue()
    if not waiting.count and not late:
        st.markdown(":green[✓] " + _("Nothing is open."))
    if late:
        words = _("overdue: {what}")
        st.markdown(f":red[▼] {words.format(what=late)}")
    for notice in waiting.errors:
        st.markdown(f":red[▼] {plain(fill(notice.message, notice.values))}")
    money = outcome.rules.allocation
    if waiting.below_pass_line and money is not None:
        line = formats.exact(money.pass_line)
        _count(waiting.below_pass_line, _("below the pass line of {line}").format(line=line))
    if waiting.incomplete:
        count = formats.number(sum(count for _area, count in waiting.incomplete))
        label = _("with missing figures ({count})").format(count=count)
        _count([area for area, _n in waiting.incomplete], label)
    if waiting.recoveries:
        amount = formats.wan(sum(fen for _area, fen in waiting.recoveries))
        label = _("paid too much in advance ({amount})").format(amount=amount)
        _count([area for area, _fen in waiting.recoveries], label)


def _overdue() -> str:
    """Write what is past its deadline today; "" for an earlier month, or if nothing is."""
    if state.filters().period != next(iter(load.periods())):
        return ""
    counts = {
        N_("{count} rectification items"): len(rectification.overdue()),
        N_("{count} decisions of meetings"): len(meetings.overdue()),
    }
    return listed(_(words).format(count=count) for words, count in counts.items() if count)


def _line(label: str, entries: Sequence[str]) -> None:
    st.markdown(f":gray[{label}] {_first(entries)}")


def _first(entries: Sequence[str]) -> str:
    """Write the first entries, and how many there are if that is more."""
    if not entries:
        return _("none")
    most = _NAMED[state.language()]
    more = _(" … {count} in all").format(count=len(entries)) if len(entries) > most else ""
    return listed(entries[:most]) + more


def _moved(move: Move) -> str:
    return f"{plain(short_name(move.area))} {places(move)}"


def _count(areas: Sequence[Area], label: str) -> None:
    """Write a number to be seen from the back, what it counts, and the first names."""
    names = listed(plain(short_name(area)) for area in areas[: _NAMED[state.language()]])
    number = _("{count} institutions").format(count=len(areas))
    st.markdown(f":red[▼] **{number}** {label} :small[:gray[{names}]]")


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
            _("Places gained"): move.places,
            _("Amount (yuan)"): formats.yuan(rows.get(move.area.code), unit=False),
        }
        for move in ordered
    ]
