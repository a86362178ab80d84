"""P8: a workbook of 343 areas, 60 indicators and 12 months, from the file to the store."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from lib.adapters.store.changes import open_store
from lib.deliveries import Consent, Desk, consent_key
from lib.model.authors import Author
from lib.model.intake.figures import Stage
from lib.model.roster import CLINIC
from lib.project import Project
from tests.bench.timing import row, time

_INDICATORS, _MONTHS = 60, 12


def run() -> None:
    """Print the rows of P8."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "whole-year.xlsx")
        content = path.read_bytes()
        numbers = iter(range(100))

        def whole() -> None:
            target = Path(folder) / f"{next(numbers)}.sqlite"
            bring_in(content, f"sqlite:///{target}", Path(folder) / "keys")

        floor = time(lambda: calamine_alone(path), runs=3)
        ours = time(whole, runs=3)
        ratio = f"{ours.median / floor.median:.1f}x (goal 6x)"
        row("P8", "import 343 x 60 x 12, checked and stored", ours, f"calamine {floor}", ratio)


def write(path: Path) -> Path:
    """Write counts of every clinic, growing through the year, one sheet a month."""
    project = Project()
    roster = project.roster()
    clinics = roster.of_kind(CLINIC)
    indicators = list(project.context().indicators.values())[:_INDICATORS]
    dice = np.random.default_rng(1)
    wholes = np.tile(dice.integers(200, 4000, (len(clinics), 1)), len(indicators))
    shares = np.tile(dice.uniform(0.5, 0.9, (len(clinics), 1)), len(indicators))
    with Workbook(str(path), {"constant_memory": True}) as book:
        for month in range(1, _MONTHS + 1):
            sheet = book.add_worksheet(f"{month}月")
            sheet.write_string(0, 0, f"2025年1-{month}月")
            parts = [t for i in indicators for t in (i.numerator.zh, i.denominator.zh)]
            for number, indicator in enumerate(indicators):
                first = 2 + 2 * number
                sheet.merge_range(1, first, 1, first + 1, indicator.name.zh)
            sheet.write_row(2, 0, ["镇街", "村卫生站", *parts])
            done = (wholes * shares * month / _MONTHS).astype(int)
            counts = np.stack([done, wholes], axis=2).reshape(len(clinics), -1)
            for line, (clinic, values) in enumerate(zip(clinics, counts.tolist(), strict=True)):
                town = roster.find(clinic.parent_code).name
                sheet.write_row(line + 3, 0, [town, clinic.name, *values])
    return path


def calamine_alone(path: Path) -> None:
    """Read every sheet with the reading library and do nothing with it."""
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def bring_in(content: bytes, url: str, keys: Path) -> None:
    """Take the file through all steps into an empty store."""
    store = open_store(url, keys)
    desk = Desk(Project(), store, date(2026, 1, 5))
    book = desk.open_file(content, "whole-year.xlsx")
    examined = desk.examine(book, desk.propose(book), Stage.CLAIMED)
    now = datetime(2026, 1, 5, 9, 0)  # noqa: DTZ001 (county time)
    desk.keep(examined, Consent(consent_key(examined), now, "bench"), Author("bench", now))
    store.engine.dispose()
