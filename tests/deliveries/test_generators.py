"""No good file is refused, no planted fault is overlooked, whatever the layout."""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from lib.model.intake.findings import blocking
from tests.deliveries import county
from tests.deliveries.faults import FAULTS, broken
from tests.deliveries.generators import good

EFFORT = int(os.environ.get("HENG_DELIVERIES", "2"))
"""Deliveries tried of each fault, and a tenth of the good ones; more for a long run."""
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=10 * EFFORT, suppress_health_check=_SLOW)
@given(good())
def test_a_good_file_is_read_as_it_is_meant(delivery):
    found = county.delivered(delivery.content, delivery.name)
    assert blocking(found.findings) == ()
    assert found.counts() == delivery.truth


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_where_it_is(fault):
    @settings(max_examples=EFFORT, suppress_health_check=_SLOW)
    @given(broken(fault))
    def is_found(planted):
        found = county.delivered(planted.delivery.content, planted.delivery.name)
        told = {
            (finding.sheet, finding.cell if planted.cell else "")
            for finding in found.findings
            if finding.rule in planted.rules
        }
        assert (planted.sheet, planted.cell) in told

    is_found()
