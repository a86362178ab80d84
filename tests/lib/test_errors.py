"""The error family."""

import inspect

from lib import errors


def test_a_message_is_filled_and_keeps_its_template():
    error = errors.InputError("{n} rows", n=3, hint="Look again.")
    assert str(error) == "3 rows"
    assert (error.message, error.hint) == ("{n} rows", "Look again.")


def test_a_rejected_file_counts_its_problems():
    error = errors.ImportRejectedError("a.csv", (errors.Problem("x", 2, "wrong"),))
    assert str(error) == "a.csv was not imported: 1 problems to correct."


def test_the_family_tree_in_the_docstring_is_complete():
    family = [
        name
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.ModelError)
    ]
    assert len(family) > 6
    assert all(f" {name}" in (errors.__doc__ or "") for name in family)
