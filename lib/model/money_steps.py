"""The steps of amounts: base, performance, amount, settlement, village share."""

from lib.errors import N_
from lib.model.allocation import Row
from lib.model.evaluation import Outcome
from lib.model.rules import AllocationRules, Formula
from lib.model.steps import Step, Term
from lib.model.tree import DEFAULT_KIND


def base(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain the part paid by head."""
    if outcome.allocation is None or rules.formula == Formula.F1:
        return (Step(N_("This formula has no base part"), "0", (), row.base, "fen"),)
    step = Step(
        N_("Base by head: the base pool shared by residents, largest remainder"),
        N_("base = R[β·P · N / ΣN]"),
        (
            Term("P", outcome.allocation.pool, "fen"),
            Term("β", rules.base_share, "/1"),
            Term("β·P", outcome.allocation.base_pool, "fen"),
            Term("N", row.population, "person"),
            Term("ΣN", outcome.allocation.residents, "person"),
        ),
        row.base,
        "fen",
        outcome.rules.sources.get("base_share"),
    )
    return (step,)


def performance(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain the part paid by performance."""
    if outcome.allocation is None:
        return ()
    line = outcome.scores.line(row.area)
    coefficient = Step(
        N_("Coefficient of performance"),
        "k = S/100",
        (
            Term("S", outcome.scores.published[line], "score"),
            Term(N_("pass line"), rules.pass_line, "score"),
            Term(N_("below the pass line"), rules.below_pass_line.value, "text"),
        ),
        row.coefficient,
        "/1",
        outcome.rules.sources.get("pass_line"),
    )
    shared = Step(
        N_("Performance: its pool shared by residents times coefficient, largest remainder"),
        N_("perf = R[P′ · N·k / Σ N·k]"),
        (
            Term("P′", outcome.allocation.performance_pool, "fen"),
            Term("N", row.population, "person"),
            Term("k", row.coefficient, "/1"),
            Term("Σ N·k", outcome.allocation.weight, "exact"),
        ),
        row.performance,
        "fen",
        outcome.rules.sources.get("formula"),
    )
    return (coefficient, shared)


def amount(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain the whole amount through its parts."""
    together = Step(
        N_("Amount: base, performance, and what floors and caps added or took"),
        N_("A = base + perf + adj"),
        (
            Term(N_("base"), row.base, "fen"),
            Term(N_("performance"), row.performance, "fen"),
            Term(N_("floors and caps"), row.adjustment, "fen"),
        ),
        row.amount,
        "fen",
        outcome.rules.sources.get("formula"),
    )
    return (*base(outcome, row, rules), *performance(outcome, row, rules), together)


def settlement(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain what is still to pay, instalment by instalment."""
    terms = tuple(
        Term(f"{part.month:02}-{part.day:02}", paid, "fen")
        for part, paid in zip(rules.instalments, row.advances, strict=True)
    )
    step = Step(
        N_("Settlement: the amount less all instalments; below zero it is recovered"),
        N_("settle = A − Σ advances"),
        (Term("A", row.amount, "fen"), *terms),
        row.settlement,
        "fen",
        outcome.rules.sources.get("instalments"),
    )
    return (step,)


def village(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain the share of the villages."""
    share = rules.village_share.get(row.area, rules.village_share[DEFAULT_KIND])
    step = Step(
        N_("Share of the villages, half up to the rounding unit"),
        "V = ρ·A",
        (Term("A", row.amount, "fen"), Term("ρ", share, "/1")),
        row.village,
        "fen",
        outcome.rules.sources.get("village_share"),
    )
    return (step,)
