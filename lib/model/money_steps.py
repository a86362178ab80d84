"""The steps of amounts: base, performance, overlays, amount, settlement, village share."""

from fractions import Fraction

from lib.errors import N_
from lib.model.allocation import Row, performance_pay
from lib.model.allocation_checks import parts_of
from lib.model.evaluation import Outcome
from lib.model.formulas.mean_coefficient import county_mean
from lib.model.numbers import exact
from lib.model.rules import AllocationRules, Basis, Formula
from lib.model.steps import Step, Term
from lib.model.tree import DEFAULT_KIND


def base(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain the part paid by head."""
    if outcome.allocation is None or rules.formula != Formula.F2:
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
    """Explain the part paid by the formula."""
    if outcome.allocation is None:
        return ()
    if rules.formula == Formula.F3:
        return _tier(outcome, row)
    if row.items:
        return _items(outcome, row, rules)
    if rules.formula in (Formula.F4A, Formula.F4B):
        return _work(outcome, row, rules)
    coefficient = _against_mean if rules.formula == Formula.F5 else _coefficient
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
    return (coefficient(outcome, row, rules), shared)


def _coefficient(outcome: Outcome, row: Row, rules: AllocationRules) -> Step:
    return Step(
        N_("Coefficient of performance"),
        "k = S/100",
        (
            Term("S", outcome.scores.published[outcome.scores.line(row.area)], "score"),
            Term(N_("pass line"), rules.pass_line, "score"),
            Term(N_("below the pass line"), rules.below_pass_line.value, "text"),
        ),
        row.coefficient,
        "/1",
        outcome.rules.sources.get("pass_line"),
    )


def _against_mean(outcome: Outcome, row: Row, rules: AllocationRules) -> Step:
    """F5: how far the score stands from the county mean, clamped."""
    scores, rule = outcome.scores, rules.coefficient
    basis = scores.published if outcome.rules.money_basis == Basis.PUBLISHED else scores.full
    people = exact(area.population or 0 for area in scores.areas)
    ends = {N_("least"): rule.least, N_("most"): rule.most}
    return Step(
        N_("Coefficient against the county mean"),
        "k = clip(1 + α·(S − S̄)/S̄)",
        (
            Term("S", scores.published[scores.line(row.area)], "score"),
            Term("S̄", Fraction(county_mean(exact(basis), people, rule.mean)[0]), "score"),
            Term("α", rule.alpha, "/1"),
            *(Term(name, end, "/1") for name, end in ends.items() if end is not None),
            Term(N_("pass line"), rules.pass_line, "score"),
            Term(N_("below the pass line"), rules.below_pass_line.value, "text"),
        ),
        row.coefficient,
        "/1",
        outcome.rules.sources.get("coefficient"),
    )


def _tier(outcome: Outcome, row: Row) -> tuple[Step, ...]:
    """F3: the tier of the published score, and the award from what tiers deduct."""
    score = outcome.scores.published[outcome.scores.line(row.area)]
    deducted = 0 if outcome.allocation is None else outcome.allocation.deducted
    paid = Step(
        N_("Paid by tier: the published score decides, a boundary belongs to the tier above it"),
        N_("paid = ⌊E·r(S)⌋"),
        (
            Term("E", row.entitlement, "fen"),
            Term("S", score, "score"),
            Term("r", row.coefficient, "/1"),
        ),
        row.performance,
        "fen",
        outcome.rules.sources.get("tiers"),
    )
    awarded = Step(
        N_("Award: what the tiers deduct, shared among the best"),
        N_("award = R[D · a / Σ a]"),
        (Term("D", deducted, "fen"), Term("S", score, "score")),
        row.award,
        "fen",
        outcome.rules.sources.get("award"),
    )
    return (paid, awarded)


def _work(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """F4 in one pool: work points at a price, or sharing the pool."""
    allocation = outcome.allocation
    fixed = rules.formula == Formula.F4A
    whole = sum((r.work for r in allocation.rows), Fraction()) if allocation else Fraction(0)
    pool = allocation.performance_pool if allocation else 0
    price = (Term("p", rules.unit_price, "fen"),) if fixed else ()
    step = Step(
        N_("Work points at a fixed price, scaled to the pool where it would be exceeded")
        if fixed
        else N_("The pool shared by work points, largest remainder"),
        N_("perf = ⌊W · min(p, P′ / Σ W)⌋") if fixed else N_("perf = R[P′ · W / Σ W]"),
        (
            *price,
            Term("P′", pool, "fen"),
            Term("W", row.work, "exact"),
            Term("Σ W", whole, "exact"),
        ),
        row.performance,
        "fen",
        outcome.rules.sources.get("workload_values"),
    )
    return (step,)


def _items(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """F6 and F4b: one step for every item pool, and their sum."""
    by_work = rules.formula == Formula.F4B
    pools = {} if outcome.allocation is None else outcome.allocation.item_pools
    names = {node.code: node.name for node in outcome.scores.tree.nodes}
    steps = [
        Step(
            N_("Item pool shared by work points")
            if by_work
            else N_("Item pool shared by target population times item score"),
            N_("part = R[P′ · W / Σ W]") if by_work else N_("part = R[P′ · T·s·m / Σ T·s·m]"),
            (
                Term(N_("service item"), item, "text"),
                Term("P′", pools.get(item, 0), "fen"),
                *(() if by_work or item not in names else (_item_score(outcome, row, item),)),
            ),
            amount,
            "fen",
            outcome.rules.sources.get("item_pools"),
        )
        for item, amount in row.items.items()
    ]
    together = Step(
        N_("Performance: the parts of all item pools"),
        "Σ",
        tuple(Term(item, amount, "fen") for item, amount in row.items.items()),
        row.performance,
        "fen",
        outcome.rules.sources.get("item_pools"),
    )
    return (*steps, together)


def _item_score(outcome: Outcome, row: Row, item: str) -> Term:
    earned, points = outcome.scores.part(row.area, item)
    return Term("s", 100 * earned / points if points else Fraction(0), "score")


def amount(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain the whole amount through its parts."""
    parts = parts_of(row)
    usual = ("base", "performance", "floors and caps")
    plain = not any(part for name, part in parts.items() if name not in usual)
    together = Step(
        N_("Amount: base, performance, and what floors and caps added or took")
        if plain
        else N_("Amount: base, performance, and what each rule after them added or took"),
        N_("A = base + perf + adj") if plain else N_("A = base + perf + awards + veto + bounds"),
        tuple(Term(n, part, "fen") for n, part in parts.items() if not plain or n in usual),
        row.amount,
        "fen",
        outcome.rules.sources.get("formula"),
    )
    overlays = _overlays(outcome, row, rules)
    return (*base(outcome, row, rules), *performance(outcome, row, rules), *overlays, together)


def _overlays(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Say by which rule each overlay changed the amount; one that changed nothing is silent."""
    sources = outcome.rules.sources
    steps = []
    if rules.rank_awards is not None and row.rank_award:
        terms = (
            Term(N_("rank"), outcome.scores.rank_of(row.area), "count"),
            Term(N_("the last"), rules.rank_awards.bottom, "count"),
            Term(N_("share they lose"), rules.rank_awards.share, "/1"),
            Term(N_("the first"), rules.rank_awards.top, "count"),
        )
        label = N_("Rank award: the last lose a share of their amounts to the first")
        steps.append(Step(label, "±", terms, row.rank_award, "fen", sources.get("rank_awards")))
    if row.withheld:
        rule = rules.veto_money
        veto = (Term(N_("share withheld"), rule.share, "/1"), Term(N_("of"), rule.scope, "text"))
        label = N_("Veto: a share is withheld from those struck, and goes as declared")
        steps.append(Step(label, "±", veto, row.withheld, "fen", sources.get("veto_money")))
    if rules.corridor is not None and row.corridor:
        before = rules.corridor.before.get(row.area)
        last = () if before is None else (Term(N_("last year"), before, "fen"),)
        ends = {N_("at most less"): rules.corridor.down, N_("at most more"): rules.corridor.up}
        limits = tuple(Term(name, end, "/1") for name, end in ends.items() if end is not None)
        label = N_("Corridor against last year, solved inside the pool")
        steps.append(
            Step(label, "±", (*last, *limits), row.corridor, "fen", sources.get("corridor"))
        )
    return tuple(steps)


def settlement(outcome: Outcome, row: Row, rules: AllocationRules) -> tuple[Step, ...]:
    """Explain what is still to pay, instalment by instalment."""
    terms = tuple(
        Term(f"{part.month:02}-{part.day:02}", paid, "fen")
        for part, paid in zip(rules.instalments, row.advances, strict=True)
    )
    step = Step(
        N_("Settlement: the amount less all instalments; below zero it is recovered"),
        N_("settle = A − Σ advances − recovered")
        if row.recovered
        else N_("settle = A − Σ advances"),
        (
            Term("A", row.amount, "fen"),
            *terms,
            *(
                (Term(N_("recovered from last year"), row.recovered, "fen"),)
                if row.recovered
                else ()
            ),
        ),
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
    pay = performance_pay(row, rules)
    if pay is None:
        return (step,)
    base_of_pay = Step(
        N_("Base of performance pay: a share of what stays with the institution"),
        "(A − V)·σ",
        (
            Term("A", row.amount, "fen"),
            Term("V", row.village, "fen"),
            Term("σ", rules.performance_pay_share, "/1"),
        ),
        pay,
        "fen",
        outcome.rules.sources.get("performance_pay_share"),
    )
    return (base_of_pay, step)
