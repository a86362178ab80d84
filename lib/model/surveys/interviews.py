"""Interviews (访谈): one row for each resident who answered; no name, no number of anybody.

A batch of them is kept in one posting, as rows of plain values in the order of `Interview`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from lib.errors import N_, InputError, Message
from lib.model.surveys.questionnaires import SurveyRules

SATISFIED = 4
"""From this answer on somebody counts as satisfied (满意及以上)."""
BEST = 5
MOST_ATTEMPTS = 9
_INTERVIEWER = re.compile(r"[^\d@]{0,6}\d{1,4}")
_JOIN = "+"


class Mode(StrEnum):
    """How somebody was asked (调查方式)."""

    VISIT = "visit"  # 入户
    PHONE = "phone"  # 电话
    INTERCEPT = "intercept"  # 拦截


@dataclass(frozen=True, slots=True)
class Interview:
    """What one resident answered; None where there is no answer."""

    clinic: str
    """Code of the village clinic; says the village."""
    mode: Mode
    respondent: str
    """Code of the class of respondents."""
    attempts: int
    """Times somebody tried to reach the respondent, the last one included."""
    interviewer: str
    """Role or number, such as 访员03; never a name."""
    aware: bool | None = None
    channels: tuple[str, ...] = ()
    services: tuple[str, ...] | None = None
    """Services received within a year; () for none."""
    visited: bool | None = None
    satisfaction: int | None = None
    """1 to 5."""

    @property
    def is_user(self) -> bool:
        """Tell whether they were at an institution or received a service: may judge it."""
        return bool(self.visited) or bool(self.services)

    def row(self) -> list[object]:
        """Write it as plain values.

        Examples
        --------
        >>> Interview("V1", Mode.VISIT, "elderly", 1, "访员03", True, ("staff",), ()).row()
        ['V1', 'visit', 'elderly', 1, '访员03', True, 'staff', '', None, None]
        """
        services = None if self.services is None else _JOIN.join(self.services)
        asked = [self.clinic, str(self.mode), self.respondent, self.attempts, self.interviewer]
        said = [self.aware, _JOIN.join(self.channels), services, self.visited, self.satisfaction]
        return [*asked, *said]


def from_row(row: Sequence[object]) -> Interview:
    """Read what `Interview.row` wrote.

    Examples
    --------
    >>> from_row(["V1", "visit", "elderly", 1, "访员03", True, "staff", "", None, 5]).services
    ()
    """
    clinic, mode, respondent, attempts, interviewer, aware, channels, services, visited, mark = row
    return Interview(
        str(clinic),
        Mode(str(mode)),
        str(respondent),
        int(str(attempts)),
        str(interviewer),
        None if aware is None else bool(aware),
        _parts(str(channels)),
        None if services is None else _parts(str(services)),
        None if visited is None else bool(visited),
        None if mark is None else int(str(mark)),
    )


def faults(interview: Interview, rules: SurveyRules, clinics: Set[str]) -> dict[str, Message]:
    """Find what is wrong with an interview, by the field at fault.

    Parameters
    ----------
    interview
        As entered.
    rules
        Which classes, channels and services there are.
    clinics
        Codes of the villages of the institution.
    """
    wrong = {
        "clinic": interview.clinic not in clinics,
        "respondent": interview.respondent not in rules.classes,
        "attempts": not 1 <= interview.attempts <= MOST_ATTEMPTS,
        "interviewer": not _INTERVIEWER.fullmatch(interview.interviewer),
        "channels": not set(interview.channels) <= set(rules.channels)
        or (bool(interview.channels) and not interview.aware),
        "services": not set(interview.services or ()) <= set(rules.services),
        "satisfaction": not _may_judge(interview),
    }
    return {field: _FAULTS[field] for field, is_wrong in wrong.items() if is_wrong}


def check(
    interviews: Mapping[str, Sequence[Interview]],
    rules: SurveyRules,
    clinics: Mapping[str, Set[str]],
) -> None:
    """Refuse interviews of which one cannot be.

    Parameters
    ----------
    interviews
        By code of the institution.
    rules
        What may be answered.
    clinics
        Codes of the villages of each institution.

    Raises
    ------
    InputError
        With the institution, the number of the interview and what is wrong with it.
    """
    for code, rows in interviews.items():
        for number, interview in enumerate(rows, 1):
            for problem in faults(interview, rules, clinics.get(code, frozenset())).values():
                raise InputError(
                    N_("Interview {number} of {institution}: {problem}"),
                    hint=N_("Correct the interview; nothing was stored."),
                    number=number,
                    institution=code,
                    problem=problem,
                )


def _may_judge(interview: Interview) -> bool:
    """Only who used a service may say how satisfied they are."""
    mark = interview.satisfaction
    return mark is None or (1 <= mark <= BEST and interview.is_user)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split(_JOIN)) if text else ()


_FAULTS: dict[str, Message] = {
    "clinic": N_("this village does not belong to the institution."),
    "respondent": N_("there is no such class of respondents."),
    "attempts": N_("contact attempts are a whole number from 1 to 9."),
    "interviewer": N_("interviewers are written as a role with a number, such as 访员03."),
    "channels": N_("channels are those of the questionnaire, and only of who knows the services."),
    "services": N_("services are those of the questionnaire."),
    "satisfaction": N_("satisfaction is 1 to 5, and only of who used a service within a year."),
}
