"""Explain any number of an outcome: the steps of the same computation, as data.

Nothing is computed a second time by another road: every step reads the arrays
the engine left behind, and the last step ends in the number that is shown.
"""

from dataclasses import replace
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model import money_steps
from lib.model.aggregation import Treatment
from lib.model.evaluation import Outcome
from lib.model.intervals import wilson
from lib.model.numbers import round_one
from lib.model.observations import NO_COUNT, Status, month_name
from lib.model.scores import Scores
from lib.model.steps import Explanation, Step, Term


def explain(
    outcome: Outcome, area: str, what: str, withheld: frozenset[str] = frozenset()
) -> Explanation:
    """Explain one number of an outcome.

    Parameters
    ----------
    outcome
        Result of `evaluate`.
    area
        Code of an institution.
    what
        A leaf or node of the weight tree by its code, or one of `score`,
        `base`, `performance`, `amount`, `settlement`, `village`.
    withheld
        Indicators of which nothing may be shown for this area. Their points appear only as
        what the others lack of the score, to its published decimals.

    Raises
    ------
    InputError
        If there is no such area or number.
    """
    scores = outcome.scores
    line = scores.line(area)
    money = {
        "base": money_steps.base,
        "performance": money_steps.performance,
        "amount": money_steps.amount,
        "settlement": money_steps.settlement,
        "village": money_steps.village,
    }
    if what in scores.tree.positions:
        position = scores.tree.positions[what]
        hidden = scores.tree.leaves[position].indicator in withheld
        steps = (_unseen(),) if hidden else _leaf(outcome, line, position)
    elif what == "score":
        kept = not withheld.isdisjoint(scores.tree.indicators)
        added = _remainder(outcome, line, withheld) if kept else _node(scores, area, "root")
        steps = (added, *_score(outcome, line, kept=kept))
    elif what in money and outcome.allocation is not None and outcome.rules.allocation is not None:
        steps = money[what](outcome, outcome.allocation.row(area), outcome.rules.allocation)
    elif any(node.code == what for node in scores.tree.nodes):
        steps = (_node(_shown(scores, line, withheld), area, what),)
    else:
        raise InputError(N_("There is no number called “{what}” to explain."), what=what)
    return Explanation(scores.areas[line], what, steps)


def _unseen() -> Step:
    return Step(N_("Not shown: it stands for few people"), "", (), None, "points")


def _shown(scores: Scores, line: int, withheld: frozenset[str]) -> Scores:
    """Take the points of withheld leaves out."""
    hidden = [at for at, leaf in enumerate(scores.tree.leaves) if leaf.indicator in withheld]
    points = scores.points.copy()
    points[line, hidden] = Fraction(0)
    return replace(scores, points=points)


def _remainder(outcome: Outcome, line: int, withheld: frozenset[str]) -> Step:
    """Add up the parts that are shown, and what the score says of the others."""
    scores = outcome.scores
    added = _node(_shown(scores, line, withheld), scores.areas[line].code, "root")
    whole = round_one(Fraction(scores.earned[line]), outcome.rules.score_decimals)
    shown = sum((Fraction(term.value or 0) for term in added.terms), Fraction())
    rest = Term(N_("figures that are not shown"), whole - shown, "points")
    return replace(added, terms=(*added.terms, rest), result=whole)


def _leaf(outcome: Outcome, line: int, position: int) -> tuple[Step, ...]:
    """From counts to points: rate, comparison, attainment, points."""
    scores, rules = outcome.scores, outcome.rules
    leaf = scores.tree.leaves[position]
    column = scores.measures.column(leaf.indicator)
    if scores.measures.status[line, column] != Status.REPORTED:
        return (_gap(outcome, line, position, column), _points(outcome, line, position))
    scoring, unit = rules.scoring[leaf.code], rules.indicators[leaf.indicator].unit
    target = rules.targets.get(leaf.indicator)
    compared = Step(
        N_("Attainment by the declared scoring function"),
        _SCORING[scoring.function, scoring.direction],
        (
            Term(N_("scoring function"), scoring.function, "text"),
            Term("v", scores.marks.values[line, column], unit),
            *(() if scoring.target is None else (Term("t", scoring.target, unit),)),
            *(() if scoring.floor is None else (Term("f", scoring.floor, unit),)),
        ),
        scores.marks.parts.attainment[line, position],
        "/1",
        target.reference if target else rules.sources.get("scoring"),
    )
    return (_rate(outcome, line, column), compared, _points(outcome, line, position))


_SCORING = {
    ("S1", "higher"): "a = min(1, v/t)",
    ("S1", "lower"): "a = min(1, t/v)",
    ("S2", "higher"): "a = b + (1 − b)(v − f)/(t − f), 0 ≤ a ≤ 1",
    ("S2", "lower"): "a = b + (1 − b)(f − v)/(f − t), 0 ≤ a ≤ 1",
    ("S3", "higher"): "a = max(0, 1 − n·d/p), n = (t − v)/h",
    ("S3", "lower"): "a = max(0, 1 − n·d/p), n = (v − t)/h",
    ("S4", "higher"): "a = v",
    ("S4", "lower"): "a = v",
    ("S5", "higher"): "a = 0, 1",
    ("S5", "lower"): "a = 0, 1",
    ("S6", "higher"): "a = (v − min)/(max − min)",
    ("S6", "lower"): "a = (max − v)/(max − min)",
}


def _rate(outcome: Outcome, line: int, column: int) -> Step:
    scores, measures = outcome.scores, outcome.scores.measures
    month = month_name(int(measures.month[line, column]))
    row = int(measures.rows[line, column])
    counts: tuple[Term, ...] = (
        Term("n", int(measures.numerator[line, column]), "count"),
        Term("d", int(measures.denominator[line, column]), "count"),
    )
    if measures.denominator[line, column] == NO_COUNT:
        counts = ()
    origin = (
        Term(N_("where it was read"), row, "origin")
        if row != NO_COUNT
        else Term(N_("clinics added up"), int(measures.reported[line, column]), "count")
    )
    told = (*_cut(scores, line, column), *_error(outcome, line, column))
    return Step(
        N_("Value from the counts"),
        f"v = n / d × {measures.indicators[column].factor}",
        (
            *counts,
            Term(N_("month"), month, "text"),
            origin,
            *told,
        ),
        scores.marks.values[line, column],
        measures.indicators[column].unit,
    )


def _cut(scores: Scores, line: int, column: int) -> tuple[Term, ...]:
    factor = scores.marks.cut[line, column]
    return () if factor == 1 else (Term(N_("authenticity factor"), factor, "/1"),)


def _error(outcome: Outcome, line: int, column: int) -> tuple[Term, ...]:
    """Say how sure a sample of records can be; other figures are counts, not samples."""
    measures, rules = outcome.scores.measures, outcome.rules.authenticity
    if rules is None or measures.indicators[column].code not in rules.links:
        return ()
    low, high = wilson(
        int(measures.numerator[line, column]), int(measures.denominator[line, column])
    )
    ends = f"{100 * low:.1f} – {100 * high:.1f} %"
    return (Term(N_("95 % interval of the sample"), ends, "text"),)


def _gap(outcome: Outcome, line: int, position: int, column: int) -> Step:
    scores = outcome.scores
    status = Status(int(scores.measures.status[line, column]))
    treatment = Treatment(int(scores.marks.parts.treatment[line, position]))
    return Step(
        N_("There is no value: the scheme says what happens to the points"),
        treatment.name.lower(),
        (Term(N_("status"), status.code, "status"),),
        treatment.name.lower(),
        "treatment",
        outcome.rules.sources.get("status_treatment"),
    )


def _points(outcome: Outcome, line: int, position: int) -> Step:
    scores = outcome.scores
    leaf = scores.tree.leaves[position]
    kind = scores.areas[line].kind
    points = scores.points[line, position]
    attained = scores.marks.parts.attainment[line, position]
    return Step(
        N_("Points earned"),
        "p·a",
        (
            Term(N_("full mark in the scheme"), leaf.points_for(kind), "points"),
            Term(N_("full mark after gaps"), points, "points"),
            Term("a", attained, "/1"),
        ),
        points * attained,
        "points",
        outcome.rules.sources.get("tree"),
    )


def _node(scores: Scores, area: str, code: str) -> Step:
    """Add up the parts directly below a node."""
    index = next(i for i, node in enumerate(scores.tree.nodes) if node.code == code)
    names = [
        scores.tree.leaves[start].code if child is None else scores.tree.nodes[child].code
        for start, _, child in scores.tree.children[index]
    ]
    terms = tuple(Term(name, scores.part(area, name)[0], "points") for name in names)
    return Step(
        N_("Points of the parts added up"), "Σ", terms, scores.part(area, code)[0], "points"
    )


def _score(outcome: Outcome, line: int, *, kept: bool) -> tuple[Step, ...]:
    """Bring points to a score; only to its published decimals where parts are withheld."""
    scores, decimals = outcome.scores, outcome.rules.score_decimals
    earned, full = Fraction(scores.earned[line]), scores.full[line]
    limit = scores.marks.ceiling[line]
    rescaled = Step(
        N_("Points over the full mark of this area, brought to 100"),
        N_("S = 100 × points / full mark"),
        (
            Term(N_("points earned"), round_one(earned, decimals) if kept else earned, "points"),
            Term(N_("full mark"), scores.full_mark[line], "points"),
            *(() if limit is None else (Term(N_("ceiling of a veto"), limit, "score"),)),
        ),
        scores.published[line] if kept else full,
        "exact",
        outcome.rules.sources.get("total"),
    )
    published = Step(
        N_("Rounded half up to the declared decimals"),
        "S",
        (Term(N_("decimals"), outcome.rules.score_decimals, "count"),),
        scores.published[line],
        "score",
        outcome.rules.sources.get("score_decimals"),
    )
    return (rescaled, published)
