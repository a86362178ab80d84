"""No personal data in texts that people type: identity and telephone numbers are refused."""

from __future__ import annotations

from lib.errors import N_, InputError
from lib.model.intake import personal
from lib.model.intake.sheets import Sheet, Workbook


def refuse_personal(*texts: str) -> None:
    """Refuse texts with an identity or telephone number; the number itself is not repeated.

    Raises
    ------
    InputError
        Saying what to leave out.

    Examples
    --------
    >>> refuse_personal("抽查档案10份，2份无法核实")
    """
    sheets = tuple(Sheet(f"{line}", ((text,),)) for line, text in enumerate(texts) if text)
    if personal.refuse(Workbook("", "", "csv", 0, sheets)):
        raise InputError(
            N_("The text holds an identity or telephone number; nothing was stored."),
            hint=N_("Say “one resident” or the number of the sample instead."),
        )
