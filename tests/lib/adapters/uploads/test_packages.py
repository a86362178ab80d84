"""Packages prove harmless before anything native opens them."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.packages import examine
from lib.errors import InputError
from tests.deliveries.hostile import rebuilt
from tests.deliveries.writing import Grid, ods, xlsx

SMALL = Grid("表", [["机构", 3]])
LIMITS = Limits()


def test_honest_packages_pass():
    assert examine(xlsx(SMALL), "a", LIMITS) == "xlsx"
    assert examine(ods(SMALL), "a", LIMITS) == "ods"


def test_a_part_may_not_grow_out_of_proportion():
    content = rebuilt(xlsx(SMALL), extra={"xl/big.xml": b" " * (2 << 20)})
    with pytest.raises(InputError, match="300 times"):
        examine(content, "a", LIMITS)
    assert examine(content, "a", replace(LIMITS, ratio=3000)) == "xlsx"


def test_parts_are_only_packed_the_two_usual_ways():
    stream = BytesIO(xlsx(SMALL))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/odd.xml", b"x" * 99, zipfile.ZIP_LZMA)
    with pytest.raises(InputError, match="damaged"):
        examine(stream.getvalue(), "a", LIMITS)


def test_a_wrong_checksum_is_damage():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", "<a/>")
        package.writestr("xl/workbook.xml", "<workbook>PLAIN</workbook>")
    with pytest.raises(InputError, match="damaged"):
        examine(stream.getvalue().replace(b"PLAIN", b"PLAIM"), "a", LIMITS)


def test_passwords_of_an_ods_are_noticed():
    manifest = b"<m><manifest:encryption-data/></m>"
    with pytest.raises(InputError, match="password"):
        examine(rebuilt(ods(SMALL), {"META-INF/manifest.xml": [manifest]}), "a", LIMITS)
