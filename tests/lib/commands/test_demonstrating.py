"""The demonstration fills an empty store, and leaves as soon as there are real figures."""

from dataclasses import replace
from datetime import datetime

import pytest

from lib.adapters.store import imports, journal, observations
from lib.commands import delivering, demonstrating
from lib.errors import InputError
from lib.model.authors import Author
from lib.project import Project

KEYS = ["area_code", "indicator", "month"]
AUTHOR = Author("李晓", datetime(2026, 1, 5, 9, 0))  # noqa: DTZ001 (county time)


def test_the_demonstration_comes_goes_and_comes_back(tmp_path, demonstration):
    project = Project()
    assert demonstrating.demo(AUTHOR).startswith("示例数据: 188856 figures")
    stored = project.dataset(project.store())
    assert stored.demonstration
    known = set(map(tuple, stored.observations[KEYS].to_numpy().tolist()))
    assert known == set(map(tuple, demonstration.observations[KEYS].to_numpy().tolist()))
    assert demonstrating.demo(AUTHOR, if_empty=True) == "the store has figures already"

    path = tmp_path / "月报.csv"
    heads = "机构名称,建立电子健康档案人数,辖区内常住居民数"
    path.write_text(f"2025年1-9月\n{heads}\n湖镇镇,24000,48000\n", encoding="utf-8")
    delivering.bring_in(delivering.Order(path), AUTHOR)
    own = project.dataset(project.store())
    own_number = imports.listing(project.store())[0].id
    assert (own.demonstration, len(own.observations)) == (False, 1)
    assert journal.postings(project.store()) == ()
    with pytest.raises(InputError, match="not replaced by made-up ones"):
        demonstrating.demo(AUTHOR)

    delivering.take_back(own_number, replace(AUTHOR, reason="只是试一试"))
    assert project.dataset(project.store()).fingerprint == stored.fingerprint
    assert observations.is_demonstration(project.store())
    assert len({posting.book for posting in journal.postings(project.store())}) > 10
