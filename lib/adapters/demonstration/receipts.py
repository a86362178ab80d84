"""When each institution's monthly report came, and what the office decided: invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pandas as pd

from lib.adapters.demonstration.dice import PPM, Dice
from lib.model.observations import Status
from lib.model.reporting import Decision, Verdict
from lib.model.roster import CLINIC, INSTITUTION_KINDS, Roster

RECEIPTS = ("area_code", "month", "received_at", "figures")
OFFICE = "示例审核员"
REASONS = (
    "缺少文字说明，请补充后重报",
    "报表未经单位负责人签字，请补签后重报",
)

_OPENS = time(8, 30)
_FIFTH, _LONGEST_DELAY = 5, 4
_LATECOMERS_IN = 7
"""One institution in so many is often late."""
_LATE, _OFTEN_LATE = 45_000, 300_000  # ppm of the months
_LONGEST_CHECK = 3  # days until the office has decided
_WAITING = 4  # of the newest month, not decided yet


def receipts(roster: Roster, observations: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Make up when the reports came.

    Parameters
    ----------
    roster
        Institutions and clinics.
    observations
        Columns `area_code`, `indicator`, `month` and `status` as in `Dataset`.
    seed
        The same seed gives the same reports.

    Returns
    -------
    DataFrame
        Columns of `RECEIPTS`, one row for each institution and month of which anything is
        there; `figures` counts what is. Where nothing is there, no report came.
    """
    dice = Dice(seed)
    often_late = _latecomers(roster, dice)
    rows = [
        (code, month, _arrival(code, month, dice, often=code in often_late), figures)
        for (code, month), figures in _figures(roster, observations).items()
    ]
    return pd.DataFrame(rows, columns=list(RECEIPTS))


def decisions(received: pd.DataFrame, seed: int) -> tuple[Decision, ...]:
    """Make up what the office decided about the reports of `receipts`, in order of time.

    Everything is approved within days, except in the newest month: there some wait, and
    as many as there are reasons were sent back.
    """
    dice, newest = Dice(seed), received["month"].max()
    last = received[received["month"] == newest].sort_values(["received_at", "area_code"])
    seen, waiting = last["area_code"].tolist()[:-_WAITING], last["area_code"].tolist()[-_WAITING:]
    returned = dict(zip(_drawn(seen, len(REASONS), dice, "returned"), REASONS, strict=False))
    columns = [received[name].tolist() for name in ("area_code", "month", "received_at")]
    decided = [
        _decision(code, month, came, dice, returned.get(code, "") if month == newest else "")
        for code, month, came in zip(*columns, strict=True)
        if month != newest or code not in waiting
    ]
    return tuple(sorted(decided, key=lambda decision: (decision.at, decision.area_code)))


def _figures(roster: Roster, observations: pd.DataFrame) -> dict[tuple[str, int], int]:
    """Count what is there of each institution and its clinics, month by month."""
    home = {area.code: area.code for area in roster.of_kind(*INSTITUTION_KINDS)}
    home |= {area.code: area.parent_code for area in roster.of_kind(CLINIC)}
    held = observations[observations["status"].to_numpy() != Status.MISSING]
    institution = held["area_code"].astype(object).map(home)
    counts = held["month"].groupby([institution, held["month"]]).size()
    return {(str(code), int(month)): int(count) for (code, month), count in counts.items()}


def _latecomers(roster: Roster, dice: Dice) -> frozenset[str]:
    codes = [area.code for area in roster.of_kind(*INSTITUTION_KINDS)]
    return frozenset(_drawn(codes, len(codes) // _LATECOMERS_IN, dice, "often late"))


def _drawn(codes: Sequence[str], count: int, dice: Dice, what: str) -> list[str]:
    """Draw some of the codes: those with the lowest throws."""
    thrown = sorted(codes, key=lambda code: (dice.between(0, PPM, what, code), code))
    return thrown[:count]


def _arrival(code: str, month: int, dice: Dice, *, often: bool) -> datetime:
    """Return a moment in office hours, mostly on one of the first five days."""
    name = "report", code, month
    late = dice.between(1, PPM, *name, "late") <= (_OFTEN_LATE if often else _LATE)
    day = (
        _FIFTH + dice.between(1, _LONGEST_DELAY, *name, "delay")
        if late
        else dice.between(1, _FIFTH, *name, "day")
    )
    following = month + 1
    start = datetime.combine(date(following // 12, following % 12 + 1, day), _OPENS)
    return start + timedelta(minutes=dice.between(0, 540, *name, "minute"))


def _decision(code: str, month: int, came: datetime, dice: Dice, reason: str) -> Decision:
    days = dice.between(1, _LONGEST_CHECK, "check", code, month)
    minutes = dice.between(0, 480, "check", code, month, "minute")
    at = datetime.combine(came.date() + timedelta(days=days), _OPENS) + timedelta(minutes=minutes)
    verdict = Verdict.RETURNED if reason else Verdict.APPROVED
    return Decision(code, month, verdict, at, OFFICE, reason)
