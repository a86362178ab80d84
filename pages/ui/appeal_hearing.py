"""What a hearing shows: everybody's change if corrected figures were accepted."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from lib.model.appeals import Hearing
from lib.model.comparison import Change
from pages.ui import formats, remarks, tables
from pages.ui.headlines import conclude
from pages.ui.text import N_, _, name, plain

ACCEPTED = N_("If accepted, {who}: score {before} → {after}, rank {rank} → {rank_after}, {money}")
DECIDED = N_("Decided so, {who}: score {before} → {after}, rank {rank} → {rank_after}, {money}")


def show(hearing: Hearing, own: Collection[str], stem: str, said: str = ACCEPTED) -> None:
    """Show the change of the institutions concerned in words, of all in a table.

    Parameters
    ----------
    hearing
        The evaluation as it stands and as it would be.
    own
        Codes of the institutions whose figures are corrected.
    stem
        Name of the file to download.
    said
        `ACCEPTED`, or `DECIDED` where the counts are those of a decision.
    """
    changes = sorted(hearing.compared.changes, key=lambda c: (c.area.code not in own, c.area.code))
    for change in changes:
        if change.area.code in own:
            conclude(plain(_news(change, said)))
    st.markdown(f":small[{_sum(hearing, own)}　:gray[{_(remarks.NOT_OFFICIAL)}]]")
    st.dataframe([_short(change) for change in changes], hide_index=True)
    tables.download([_row(change) for change in changes], stem, _(remarks.NOT_OFFICIAL))


def _news(change: Change, said: str) -> str:
    return _(said).format(
        who=name(change.area),
        before=formats.score(change.score_before),
        after=formats.score(change.score_after),
        rank=formats.rank(change.rank_before),
        rank_after=formats.rank(change.rank_after),
        money=formats.yuan(change.difference, sign=True),
    )


def _sum(hearing: Hearing, own: Collection[str]) -> str:
    others = [c for c in hearing.compared.changes if c.area.code not in own]
    left = (hearing.after.allocation, hearing.before.allocation)
    carried = [part.carried_over if part else 0 for part in left]
    total = hearing.spread + carried[0] - carried[1]
    return _("The other {count} together {money}; all changes add up to {total} {sign}").format(
        count=len(others),
        money=formats.yuan(sum(c.difference for c in others), sign=True),
        total=formats.yuan(total),
        sign="✓" if total == 0 else "✗",
    )


def _short(change: Change) -> dict[str, object]:
    """Leave the amounts themselves to the file: what matters here is who gains and loses."""
    return {
        _("Institution"): name(change.area),
        _("Change, yuan"): formats.yuan(change.difference, unit=False, sign=True),
        _("Score"): _arrow(formats.score(change.score_before), formats.score(change.score_after)),
        _("Rank"): _arrow(formats.rank(change.rank_before), formats.rank(change.rank_after)),
    }


def _arrow(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _row(change: Change) -> dict[str, object]:
    return {
        _("Institution"): name(change.area),
        _("Score before"): formats.score(change.score_before),
        _("Score after"): formats.score(change.score_after),
        _("Rank before"): change.rank_before,
        _("Rank after"): change.rank_after,
        _("Before, yuan"): formats.yuan(change.before, unit=False),
        _("After, yuan"): formats.yuan(change.after, unit=False),
        _("Change, yuan"): formats.yuan(change.difference, unit=False, sign=True),
    }
