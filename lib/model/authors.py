"""Who does something, when and why: it goes with everything that is written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from lib.errors import N_, InputError

_LONGEST = 40
_LONGEST_REASON = 500
_NEVER_TEXT = frozenset({"Cc", "Cs"})  # control signs and half signs: no database keeps them all


@dataclass(frozen=True, slots=True)
class Author:
    """The person behind a change (操作人).

    Raises
    ------
    InputError
        If there is no name, or it is no single line of at most 40 characters; if the reason
        is longer than 500 characters or holds control signs.

    Examples
    --------
    >>> Author("李晓", datetime(2026, 1, 5, 16, 30), "补报").reason
    '补报'
    """

    name: str
    at: datetime
    """Time in the county, without a zone."""
    reason: str = ""
    """Why, in the author's own words; some changes demand it."""

    def __post_init__(self) -> None:
        named = self.name.strip() and self.name.isprintable()
        if not named or len(self.name) > _LONGEST:
            raise InputError(
                N_("A change needs the name of the person who makes it, at most {limit} letters."),
                hint=N_("Enter your name as operator (操作人) first."),
                limit=_LONGEST,
            )
        if len(self.reason) > _LONGEST_REASON or not _is_text(self.reason):
            raise InputError(
                N_("A reason is plain text of at most {limit} letters."),
                hint=N_("Write it shorter; longer papers have a title and a number to refer to."),
                limit=_LONGEST_REASON,
            )

    def demand_reason(self, action: str) -> None:
        """Insist on a reason.

        Raises
        ------
        InputError
            If none is given; names the action.
        """
        if not self.reason.strip():
            raise InputError(
                N_("{action} needs a reason."),
                hint=N_("Write in one sentence why; it is kept in the audit log."),
                action=action,
            )


def _is_text(words: str) -> bool:
    return all(sign in "\n\t" or unicodedata.category(sign) not in _NEVER_TEXT for sign in words)
