"""The demonstration as deliveries, month by month."""

from datetime import date

import numpy as np
import pytest

from lib.adapters.rule_files.relations import load_relations
from lib.model.intake.checks import Background
from lib.model.intake.figures import COLUMNS, table
from lib.model.observations import parse_period
from lib.project import Project


@pytest.fixture(scope="session")
def shipped():
    """Cut a month out of a dataset, with what came before it, and what it is checked against."""
    return _Shipped()


class _Shipped:
    def __init__(self):
        project = Project()
        indicators = dict(project.context().indicators)
        for file in project.schemes().values():
            indicators |= file.scheme.indicators
        relations = load_relations(project.data / "relations.csv", indicators)
        self.background = Background(
            indicators, project.roster(), table(), relations, date(2026, 1, 5)
        )

    def __call__(self, dataset, month):
        observed = dataset.observations.reset_index(drop=True)
        rows = observed["row"].astype(str)
        figures = observed.assign(stated=np.nan, sheet="表", cells="D" + rows + "/E" + rows)[
            list(COLUMNS)
        ].astype(COLUMNS)
        now = parse_period(month)
        earlier = (figures["month"] < now) & (figures["month"] // 12 >= now // 12 - 1)
        return figures[figures["month"] == now], figures[earlier]
