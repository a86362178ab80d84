"""Scores by service item: what the coefficients of the allocation follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lib.adapters.workbooks.book import Book, Live, Sheet
from lib.errors import N_
from lib.model.evaluation import Outcome
from lib.model.numbers import round_one
from lib.model.rules import Basis
from lib.model.small_cells import Withheld
from lib.model.tree import Node, Tree

_FIRST_ROW = 5
_HIDDEN = N_("not shown")


@dataclass(frozen=True, slots=True)
class _Points:
    """The cell of somebody's points, and the points as they are written."""

    text: str
    earned: Fraction


def write_scores(book: Book, outcome: Outcome, withheld: Withheld) -> list[Live]:
    """Write points by service item and the score; returns the score that money follows.

    Points are values of the evaluation; the score that money follows may be changed
    to see what would happen. Items with withheld figures come without their points; the
    points of such an institution are written together, to the decimals of its score.
    """
    say, name = book.imprint.say, book.imprint.name
    parts = service_items(outcome.scores.tree)
    heads = [say(N_("No.")), say(N_("Institution")), *(name(part.name) for part in parts)]
    tail = (N_("Points"), N_("Full mark"), N_("Points over full mark x 100"), N_("Score for money"))
    title = say(N_("Scores"))
    sheet = book.sheet(title, [6, 26, *[11] * len(parts), 11, 11, 13, 12], heading=title)
    sheet.header(_FIRST_ROW - 1, [*heads, *(say(head) for head in tail)], height=76)
    scores = outcome.scores
    basis = scores.published if outcome.rules.money_basis == Basis.PUBLISHED else scores.full
    references = []
    for line, area in enumerate(scores.areas):
        at, end = _FIRST_ROW + line, 2 + len(parts)
        sheet.number(at, 0, line + 1, "centre")
        sheet.text(at, 1, name(area))
        points = _write_points(sheet, outcome, line, withheld.of(area.code), say(_HIDDEN))
        full = sheet.number(at, end + 1, float(scores.full_mark[line]), "score")
        share = float(100 * points.earned / scores.full_mark[line])
        sheet.formula(at, end + 2, Live(f"{points.text}/{full.text}*100", share), "score")
        references.append(sheet.number(at, end + 3, float(basis[line]), "input score"))
    return references


def _write_points(
    sheet: Sheet, outcome: Outcome, line: int, withheld: frozenset[str], word: str
) -> _Points:
    """Write the points of one institution by service item, or a word, and their sum."""
    scores, parts = outcome.scores, service_items(outcome.scores.tree)
    at, end, area = _FIRST_ROW + line, 2 + len(parts), scores.areas[line].code
    cells = []
    for column, part in enumerate(parts, 2):
        if _has(scores.tree, part, withheld):
            sheet.text(at, column, word, "centre")
        else:
            made = float(scores.part(area, part.code)[0])
            cells.append(sheet.number(at, column, made, "score").text.rpartition("!")[2])
    earned = Fraction(scores.earned[line])
    if len(cells) == len(parts):
        added = Live(f"SUM({cells[0]}:{cells[-1]})", float(earned))
        return _Points(sheet.formula(at, end, added, "score").text, earned)
    earned = round_one(earned, outcome.rules.score_decimals)
    return _Points(sheet.number(at, end, float(earned), "score").text, earned)


def _has(tree: Tree, part: Node, indicators: frozenset[str]) -> bool:
    """Tell whether any of some indicators is in a part of the tree."""
    return any(leaf.indicator in indicators for leaf in tree.leaves[part.start : part.stop])


def service_items(tree: Tree) -> Sequence[Node]:
    """Return the service items, or the parts below the root where items do not cover all.

    Together they hold every leaf once, so their points add up to the whole.
    """
    items = tree.with_role("service_item")
    covered = sum(item.stop - item.start for item in items)
    if covered == len(tree.leaves):
        return items
    below = [tree.nodes[child] for _, _, child in tree.children[0] if child is not None]
    whole = sum(node.stop - node.start for node in below) == len(tree.leaves)
    return below if whole else tree.nodes[:1]
