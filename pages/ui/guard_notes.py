"""Warnings that name who is hurt by a proposal, few and short."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lib.errors import ModelError
from lib.model.comparison import Comparison
from lib.model.evaluation import Outcome
from lib.model.fairness.guards import THRESHOLDS, Warned, warnings
from lib.model.roster import Area
from pages.ui import formats, frame, robust_fairness_tables
from pages.ui.text import _, listed, plain, short_name

_NAMED = 6


def show(baseline: Outcome, proposed: Outcome, compared: Comparison) -> None:
    """Warn of what a proposal does beyond the thresholds; say so where it does nothing such."""
    try:
        found = sentences(warnings(baseline, proposed, compared))
    except ModelError as error:
        frame.show(error)
        return
    if found:
        lines = "\n".join(f"- :small[{one}]" for one in found)
        st.warning(lines, icon=":material/shield:")
        return
    safe = _("✓ Guard rails: nobody loses more than {share}, no group more than {group}.")
    share, group = formats.percent(THRESHOLDS.loss), formats.percent(THRESHOLDS.group)
    st.caption(safe.format(share=share, group=group))


def sentences(found: Sequence[Warned]) -> list[str]:
    """Write warnings with the names of those who are hurt; groups share one sentence."""
    groups = [one for one in found if one.group is not None]
    said = [_sentence(one) for one in found if one.group is None]
    if groups:
        said.insert(1, _groups(groups))
    return said


def _sentence(one: Warned) -> str:
    words = _(one.notice.message).format(**_written(one.notice.values))
    return f"{words} {_hurt(one.hurt)}" if one.hurt else words


def _groups(found: Sequence[Warned]) -> str:
    lost = [
        "{group} −{share}".format(
            group=plain(robust_fairness_tables.group_name(*one.group)),
            **_written(one.notice.values),
        )
        for one in found
        if one.group is not None
    ]
    words = _("Whole groups lose: {groups}.").format(groups=listed(lost))
    hurt = dict.fromkeys(area for one in found for area in one.hurt)
    return f"{words} {_hurt(tuple(hurt))}" if hurt else words


def _hurt(areas: Sequence[Area]) -> str:
    names = [plain(short_name(area)) for area in areas]
    rest = _(" and {count} more").format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return _("Hurt: {areas}{rest}.").format(areas=listed(names[:_NAMED]), rest=rest)


def _written(values: Mapping[str, Any]) -> dict[str, str]:
    """Write each value as its name asks: shares in %, amounts in yuan, counts plain."""
    how: Mapping[str, Callable[[Any], str]] = {
        "share": lambda share: formats.percent(abs(share), 2),
        "amount": formats.wan,
        "before": lambda value: formats.number(value, 4),
        "after": lambda value: formats.number(value, 4),
    }
    return {key: how.get(key, formats.number)(value) for key, value in values.items()}
