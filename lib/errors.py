"""Everything that can go wrong in a way the reader can put right.

* ModelError
  + InputError             a file or a value the user gave us
    - ImportRejectedError  a whole file, with one Problem per faulty cell
    - BoundaryError        a file of boundaries that does not fit the county
  + ParameterError         a file of rules in data/
  + AllocationError        scores, floors, caps and pool that cannot all hold
  + StorageError           the disk or the database said no

A page shows `ModelError` as a sentence and never as a traceback. Anything else
is a bug: let it reach the log.
"""

from dataclasses import dataclass


class Message(str):
    """A sentence or word of our own, to be put into the reader's language; data never are."""

    __slots__ = ()


def N_(text: str) -> Message:  # noqa: N802 (gettext's own name for this marker)
    """Mark a message for translation without translating it here."""
    return Message(text)


class ModelError(Exception):
    """Base of the family: a template, the values that fill it, and what to do next."""

    def __init__(self, message: str, /, *, hint: str = "", **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.hint = hint
        self.values = values


class InputError(ModelError):
    """A file or a value supplied by the user cannot be used."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One faulty cell. `row` counts as a spreadsheet does: the header is row 1."""

    column: str
    row: int | None
    message: str
    value: str = ""


class ImportRejectedError(InputError):
    """A file with at least one problem. Nothing of it was stored."""

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            N_("{file} was not imported: {count} problems to correct."),
            hint=N_("Correct the cells listed below and import the file again."),
            file=file,
            count=len(problems),
        )
        self.problems = problems


class BoundaryError(InputError):
    """A file of boundaries does not fit the roster or the county."""


class ParameterError(ModelError):
    """A scheme file is malformed, or has no value on the date asked for."""


class AllocationError(ModelError):
    """The pool, scores, floors and caps cannot all be met."""


class StorageError(ModelError):
    """The disk or the database could not be read or written."""
