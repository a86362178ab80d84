"""All tables of the store belong together, and their keys have names that a migration can use."""

import re

from lib.adapters.store.shape import metadata
from lib.adapters.store.tables import audit, scenario


def test_every_table_is_part_of_the_one_shape():
    assert {audit.metadata, scenario.metadata} == {metadata}


def test_every_key_and_index_has_a_name():
    for table in metadata.tables.values():
        names = [part.name for part in (*table.constraints, *table.indexes)]
        assert all(re.match(r"(pk|uq|fk|ix)_", str(name)) for name in names)
