"""A block against its targets: its members added up to one, as the county's are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.model import appraisal, small_cells
from lib.model.appraisal import ItemStanding
from lib.model.blocks.membership import Block
from lib.model.measurement import together
from lib.model.measures import Measures
from lib.model.progress import Progress, follow
from lib.model.rules import Rules
from lib.model.small_cells import Withheld
from lib.model.suppression import Reason


def item_standings(
    block: Block, measures: Measures, rules: Rules, withheld: Withheld
) -> tuple[ItemStanding, ...]:
    """Set every service item of a block against its targets.

    Parameters
    ----------
    block
        Its members are added up: numerators and denominators, not rates.
    measures
        Measures of all institutions.
    rules
        Targets, schedules and weights in force.
    withheld
        Figures that may not be shown; the sum of a block is not shown either if it holds one,
        or the figure could be worked out from the other members.
    """
    own = of_members(measures, block)
    parts = small_cells.protect(follow(own, rules), withheld)
    return appraisal.item_standings(whole(block, own, rules, withheld), parts, rules)


def whole(block: Block, own: Measures, rules: Rules, withheld: Withheld) -> tuple[Progress, ...]:
    """Return every indicator of a block as a whole against its target."""
    codes = {member.code for member in block.members}
    hidden = {indicator for area, indicator in withheld.reasons if area in codes}
    kept = Withheld({(block.code, indicator): Reason.KEPT for indicator in hidden})
    return small_cells.protect(follow(together(own, block.hospital), rules), kept)


def of_members(measures: Measures, block: Block) -> Measures:
    """Keep the measures of the members of a block."""
    found = [m.code for m in block.members if m.code in measures.lines]
    return rows(measures, [measures.lines[code] for code in found])


def rows(measures: Measures, lines: Sequence[int]) -> Measures:
    """Keep some areas of measures."""
    chosen = list(lines)
    areas = tuple(measures.areas[line] for line in chosen)
    return replace(
        measures,
        areas=areas,
        status=measures.status[chosen],
        numerator=measures.numerator[chosen],
        denominator=measures.denominator[chosen],
        values=measures.values[chosen],
        month=measures.month[chosen],
        rows=measures.rows[chosen],
        reported=measures.reported[chosen],
        expected=measures.expected[chosen],
        lines={area.code: line for line, area in enumerate(areas)},
    )
