"""Scores by service item: what the coefficients of the allocation follow."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lib.adapters.workbooks.book import Book, Live
from lib.errors import N_
from lib.model.evaluation import Outcome
from lib.model.rules import Basis
from lib.model.tree import Node, Tree

_FIRST_ROW = 5


def write_scores(book: Book, outcome: Outcome) -> list[Live]:
    """Write points by service item and the score; returns the score that money follows.

    Points are values of the evaluation; the score that money follows may be changed
    to see what would happen.
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
        cells = [
            sheet.number(at, 2 + i, float(scores.part(area.code, part.code)[0]), "score")
            for i, part in enumerate(parts)
        ]
        own = [cell.text.rpartition("!")[2] for cell in cells]
        points = Live(f"SUM({own[0]}:{own[-1]})", float(scores.earned[line]))
        points = sheet.formula(at, end, points, "score")
        full = sheet.number(at, end + 1, float(scores.full_mark[line]), "score")
        share = float(100 * Fraction(scores.earned[line]) / scores.full_mark[line])
        sheet.formula(at, end + 2, Live(f"{points.text}/{full.text}*100", share), "score")
        references.append(sheet.number(at, end + 3, float(basis[line]), "input score"))
    return references


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
