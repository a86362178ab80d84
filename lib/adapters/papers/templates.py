"""Templates that the county may edit: whatever is wrong with one is a sentence with its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from lib.errors import N_, ParameterError

_BROKEN = (BadZipFile, KeyError, SyntaxError, ValueError, OSError)


@contextmanager
def reading(path: Path, *own: type[Exception]) -> Iterator[None]:
    """Say which template is missing or broken, and what to do about it.

    Parameters
    ----------
    path
        Of the template.
    own
        What the reading library raises of its own.

    Raises
    ------
    ParameterError
        Naming the file.
    """
    broken: tuple[type[Exception], ...] = (*_BROKEN, *own)
    try:
        yield
    except FileNotFoundError as error:
        raise ParameterError(
            N_("The template {file} is missing."),
            hint=N_("Put it back, or write the shipped ones again with: python -m lib templates"),
            file=path.name,
        ) from error
    except broken as error:
        raise ParameterError(
            N_("The template {file} cannot be read as an Office document."),
            hint=N_("Save it from Word or WPS as .docx or .pptx, or write the shipped one again."),
            file=path.name,
        ) from error
