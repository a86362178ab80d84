"""What findings do to an import, and how they are told."""

from dataclasses import replace

from lib.model.intake.findings import Finding, Severity, blocking, rejected

ERROR = Finding(
    "too_many",
    Severity.ERROR,
    "{count} of {whole}.",
    "表1",
    "F7",
    "9",
    "Correct it.",
    {"count": 9, "whole": 8},
)
QUESTION = replace(ERROR, rule="which", severity=Severity.QUESTION)
WARNING = replace(ERROR, rule="odd", severity=Severity.WARNING)


def test_errors_and_open_questions_block_and_warnings_do_not():
    assert blocking([WARNING, ERROR, QUESTION]) == (ERROR, QUESTION)


def test_a_finding_is_a_sentence_with_its_numbers():
    assert str(ERROR) == "9 of 8."


def test_a_rejection_lists_every_cell():
    error = rejected("月报.xlsx", [ERROR, replace(QUESTION, cell="")])
    assert "月报.xlsx was not imported: 2 problems" in str(error)
    assert [(p.column, p.message, p.value) for p in error.problems] == [
        ("表1!F7", "9 of 8.", "9"),
        ("表1", "9 of 8.", "9"),
    ]


def test_findings_of_one_sheet_without_a_cell_are_told_apart():
    first, other = (replace(ERROR, cell="", values={"count": n, "whole": 8}) for n in (9, 10))
    assert first.key != other.key
    assert ERROR.key == replace(ERROR, value="other").key
