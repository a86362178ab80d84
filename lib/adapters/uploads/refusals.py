"""Sentences that more than one reader of a delivered file has to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lib.adapters.uploads.limits import Limits
from lib.errors import N_, InputError

SAVE_AGAIN = N_("Open the file in Excel or WPS, save it as .xlsx and upload that file.")


def damaged(file: str) -> InputError:
    """Return the refusal of a file whose content contradicts itself."""
    return InputError(N_("{file} is damaged or incomplete."), hint=SAVE_AGAIN, file=file)


def protected(file: str) -> InputError:
    """Return the refusal of a file that only a password opens."""
    return InputError(
        N_("{file} is protected by a password."),
        hint=N_("Remove the password in Excel or WPS, save the file and upload it again."),
        file=file,
    )


def uncalculated(file: str, sheet: str, cell: str) -> InputError:
    """Return the refusal of formulas that nobody has calculated yet."""
    return InputError(
        N_(
            "{file}, sheet “{sheet}”: the formula in {cell} has no value, because the program "
            "that wrote the file did not calculate it."
        ),
        hint=N_("Open the file in Excel or WPS, save it once and upload it again."),
        file=file,
        sheet=sheet,
        cell=cell,
    )


def too_many_cells(file: str, sheet: str, size: tuple[int, int], limits: Limits) -> InputError:
    """Return the refusal of a sheet that reaches too far down or to the right."""
    return InputError(
        N_(
            "{file}, sheet “{sheet}” reaches to row {rows} and column {columns}; {max_rows} rows, "
            "{max_columns} columns and {max_cells} cells in the whole file are read at most."
        ),
        hint=N_("Delete what stands far below or beside the table, or divide the file."),
        file=file,
        sheet=sheet,
        rows=size[0],
        columns=size[1],
        max_rows=limits.rows,
        max_columns=limits.columns,
        max_cells=limits.cells,
    )


@contextmanager
def refusing_damage(file: str) -> Iterator[None]:
    """Turn whatever a reader of untrusted bytes raises into a refusal."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        raise damaged(file) from error
