"""The text of a file that people edit."""

from __future__ import annotations

from pathlib import Path

from lib.errors import N_, ParameterError


def read_text(path: Path) -> str:
    """Read a file in UTF-8, with or without a byte order mark.

    Raises
    ------
    ParameterError
        If it cannot be read, or is written in another encoding.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ParameterError(
            N_("{file} cannot be read: {reason}."), file=path.name, reason=error.strerror
        ) from error
    except UnicodeDecodeError as error:
        raise ParameterError(
            N_("{file} is not written in UTF-8."),
            hint=N_("Save the file again and choose UTF-8."),
            file=path.name,
        ) from error


def refusal(
    message: str, file: str, line: int, *, hint: str = "", **values: object
) -> ParameterError:
    """Make the error that names file and line."""
    return ParameterError(message, hint=hint, file=file, line=line, **values)
