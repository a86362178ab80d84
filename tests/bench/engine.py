"""P1, P3, P10: the engine by itself."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from lib.adapters.demonstration import write
from lib.adapters.observation_files import load_dataset
from lib.model.evaluation import Outcome, evaluate, reconsider
from lib.model.observations import Dataset
from lib.model.roster import INSTITUTION_KINDS, Roster
from lib.model.rules import Rules
from lib.model.scenarios import Scenario, apply
from lib.model.simulation import simulate
from lib.project import Project
from tests.bench import rivals
from tests.bench.timing import Timing, in_turn, row, time

DAY = date(2025, 12, 31)
DRAWS = 100_000


def county() -> tuple[Dataset, Rules]:
    """Return the demonstration and the rules of the default scheme."""
    project = Project()
    roster, context = project.roster(), project.context()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        write(roster, context.indicators, path)
        dataset = load_dataset(roster, path, project.indicators(), demonstration=True)
    return dataset, project.schemes()["standard-100"].on(DAY, context)


def run() -> Timing:
    """Print the rows of the engine; return the time of one reaction."""
    dataset, rules = county()
    outcome = evaluate(dataset, rules)
    proposed = apply(rules, Scenario(items={"06": Fraction(12)}))
    reaction = time(partial(reconsider, dataset, outcome, proposed), runs=20)
    row("P1", "one weight set: scores, exact fen, 22 x 60", reaction, "", "")
    full = time(partial(evaluate, dataset, rules))
    row("", "the same from observations, 343 clinics too", full, "", "")
    _monte_carlo(outcome)
    rivals.run(outcome)
    _growth(dataset, rules)
    return reaction


def _monte_carlo(outcome: Outcome) -> None:
    """100,000 weight vectors to ranks and exact fen, against the bare matrix product."""
    rng = np.random.default_rng(1)
    leaves = [leaf.code for leaf in outcome.scores.tree.leaves]
    factors = rng.uniform(0.5, 1.5, (DRAWS, len(leaves)))
    by_leaf = {leaf: np.ascontiguousarray(factors[:, n]) for n, leaf in enumerate(leaves)}
    attainment = outcome.scores.marks.parts.attainment.astype(float).T.copy()
    for threads in (1, None):  # None: as many as the machine has
        with threadpool_limits(threads, user_api="blas"):
            ours, product = in_turn(
                partial(simulate, outcome, by_leaf), lambda: factors @ attainment
            )
        ratio = f"{ours.median / product.median:.1f}x (goal 10x); {DRAWS / ours.median:,.0f}/s"
        work = f"{DRAWS:,} weights to ranks and fen, BLAS threads: {threads or 'all'}"
        row("P3", work, ours, f"BLAS {product}", ratio)


def _growth(dataset: Dataset, rules: Rules) -> None:
    """Cost as areas grow tenfold, and tenfold again."""
    timings = {}
    for times in (1, 10, 100):
        grown = multiply(dataset, times)
        timings[22 * times] = time(partial(evaluate, grown, rules, clinics=False), runs=3)
    first = timings[22]
    for areas, timing in timings.items():
        per_area = timing.median / areas / (first.median / 22)
        row("P10", f"evaluate {areas:,} areas", timing, "", f"{per_area:.2f}x a 22-area one, each")


def multiply(dataset: Dataset, times: int) -> Dataset:
    """Make a county of many copies of its institutions, each with its own observations."""
    institutions = dataset.roster.of_kind(*INSTITUTION_KINDS)
    codes = {area.code for area in institutions}
    own = dataset.observations[dataset.observations["area_code"].isin(codes)]
    areas, tables = [], []
    for copy in range(times):
        areas += [replace(area, code=f"{area.code}-{copy:03}") for area in institutions]
        tables.append(own.assign(area_code=own["area_code"].astype(str) + f"-{copy:03}"))
    observations = pd.concat(tables, ignore_index=True)
    return Dataset(Roster(tuple(areas)), observations, dataset.fingerprint)
