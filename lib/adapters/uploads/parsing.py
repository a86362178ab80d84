"""Reads a workbook in a process of its own and takes its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from math import ceil
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from lib.adapters.uploads import child
from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.refusals import (
    SAVE_AGAIN,
    damaged,
    refusing_damage,
    too_many_cells,
    uncalculated,
)
from lib.errors import N_, InputError, StorageError
from lib.model.intake.sheets import Block, Sheet, address

_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""All that the process learns of ours: no addresses, no passwords."""


def parse(content: bytes, file: str, limits: Limits) -> tuple[Sheet, ...]:
    """Return the sheets of an xlsx, xls or ods.

    Raises
    ------
    InputError
        If the file is damaged, protected, too large, or brings the process down.
    StorageError
        If there is no room to start the process or to take its answer.
    """
    answer = _answer(content, file, limits)
    with refusing_damage(file):
        told = json.loads(answer)
        if "fault" in told:
            raise _refusal(told, file, limits)
        return tuple(_sheet(sheet, file) for sheet in told["sheets"])


def _answer(content: bytes, file: str, limits: Limits) -> bytes:
    """Run the process; files without a name carry what goes in and comes out."""
    try:
        with TemporaryFile() as given, TemporaryFile() as taken:
            given.write(content)
            given.seek(0)
            done = subprocess.run(  # noqa: S603 (our own program, fixed arguments)
                _command(limits),
                stdin=given,
                stdout=taken,
                stderr=subprocess.DEVNULL,
                timeout=limits.seconds,
                check=False,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            if done.returncode or taken.seek(0, os.SEEK_END) > limits.answer:
                raise _unreadable(file)
            taken.seek(0)
            return taken.read()
    except subprocess.TimeoutExpired:
        raise InputError(
            N_("Reading {file} took longer than {seconds} seconds and was stopped."),
            hint=SAVE_AGAIN,
            file=file,
            seconds=limits.seconds,
        ) from None
    except OSError as error:
        raise StorageError(
            N_("{file} could not be read: {reason}."),
            hint=N_("Free some disk space or memory and upload the file again."),
            file=file,
            reason=error.strerror or type(error).__name__,
        ) from error


def _command(limits: Limits) -> list[str]:
    numbers = [limits.rows, limits.columns, limits.cells]
    numbers += [limits.memory, ceil(limits.seconds), limits.answer]
    packages = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    program = str(Path(child.__file__))
    return [sys.executable, "-I", "-S", program, *map(str, numbers), *sorted(packages)]


def _unreadable(file: str) -> InputError:
    return InputError(
        N_("{file} is built in a way that cannot be read safely; reading it was stopped."),
        hint=SAVE_AGAIN,
        file=file,
    )


def _refusal(told: dict[str, Any], file: str, limits: Limits) -> InputError:
    match told["fault"]:
        case "size":
            return too_many_cells(file, told["sheet"], tuple(told["size"]), limits)
        case "uncalculated":
            return uncalculated(file, told["sheet"], address(*told["place"]))
        case "memory":
            return _unreadable(file)
        case _:
            return damaged(file)


def _sheet(told: dict[str, Any], file: str) -> Sheet:
    rows = tuple(map(tuple, told["rows"]))
    size = len(rows), len(rows[0]) if rows else 0
    return Sheet(told["name"], rows, tuple(_blocks(told["merged"], size, file)), told["hidden"])


def _blocks(told: list[list[int]], size: tuple[int, int], file: str) -> list[Block]:
    """Keep merged cells as far as the sheet reaches; blocks that overlap are no table."""
    clipped = [
        (top, left, min(bottom, size[0] - 1), min(right, size[1] - 1))
        for top, left, bottom, right in told
    ]
    kept = [
        block
        for block in clipped
        if block[2] >= block[0] and block[3] >= block[1] and block[:2] != block[2:]
    ]
    if sum(_area(block) for block in kept) > size[0] * size[1]:
        raise damaged(file)
    return kept


def _area(block: Block) -> int:
    top, left, bottom, right = block
    return (bottom - top + 1) * (right - left + 1)
