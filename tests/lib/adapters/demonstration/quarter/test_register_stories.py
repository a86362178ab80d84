"""Rounds and practices of the demonstration: the same for the same dice, of known bodies only."""

import numpy as np
import pytest

from lib.adapters.demonstration.quarter.register_stories import accreditation, practice
from lib.adapters.demonstration.quarter.scene import Scene
from lib.adapters.demonstration.stories import TOO_EVEN
from lib.project import Project

CODES = [f"B{n:02}" for n in range(1, 23)]


def test_the_same_dice_tell_the_same_rounds():
    once, again = (list(accreditation(CODES, np.random.default_rng(3))) for _ in range(2))
    assert once == again
    assert len(once) > len({draft.subject for draft in once})


def test_other_rosters_have_other_rounds():
    drafts = list(accreditation(["B04"], np.random.default_rng(3)))
    assert {draft.content["values"]["area"] for draft in drafts} == {"B04"}
    assert list(accreditation(["X1"], np.random.default_rng(3))) == []


@pytest.mark.parametrize("codes", [CODES, CODES[:3]])
def test_practices_are_of_those_who_stand_best_and_never_of_the_suspiciously_even(
    demonstration, codes
):
    scene = Scene(
        demonstration.roster, demonstration.observations, Project().context().indicators, 7
    )
    rows = [draft.content["values"] for draft in practice(scene, codes)]
    own = [row for row in rows if row["kind"] == "practice"]
    assert len({row["area"] for row in own}) == len(own) == min(7, len(codes))
    assert TOO_EVEN not in {row["area"] for row in own}
    assert all("%" in row["result"] for row in own)
    assert all(row["partner"] != row["area"] for row in rows)
