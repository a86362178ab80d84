"""Templates of the papers: the shipped ones, written anew beside those the county edited."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from lib.adapters.papers import write_defaults
from lib.errors import N_, InputError


def templates(folder: Path, *, replace: bool = False) -> str:
    """Write the templates as they are shipped.

    Parameters
    ----------
    folder
        Where to; data/templates is where the program reads them.
    replace
        Whether those that are there, and perhaps edited, may be overwritten.

    Raises
    ------
    InputError
        If one is there already and may not be replaced; nothing is written then.
    """
    with TemporaryDirectory() as fresh:
        made = write_defaults(Path(fresh))
        there = sorted(file.name for file in made if (folder / file.name).exists())
        if there and not replace:
            raise InputError(
                N_("{folder} has {count} of the templates already; the first is {file}."),
                hint=N_("Choose another folder, or add --replace: edited ones are then lost."),
                folder=folder,
                count=len(there),
                file=there[0],
            )
        folder.mkdir(parents=True, exist_ok=True)
        for file in made:
            shutil.copyfile(file, folder / file.name)
    return f"{len(made)} templates in {folder}"
