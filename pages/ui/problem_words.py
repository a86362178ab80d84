"""Words of problems: where they come to light, of what kind they are, how grave."""

from __future__ import annotations

from lib.model.problems import Found, Problem, ProblemClass, Severity
from lib.model.rectification.items import REOPENED
from lib.model.supervision import visits
from pages.ui.text import N_, _

SOURCES = {
    Found.VISIT: N_("Supervision visit"),
    Found.EVALUATION: N_("Yearly evaluation"),
    Found.SURVEY: N_("Survey round"),
    Found.COMPLAINT: N_("Complaint received"),
    Found.FIGURES: N_("Check of the figures"),
}
CLASSES = {
    ProblemClass.AUTHENTICITY: N_("Records not authentic"),
    ProblemClass.FOLLOW_UP: N_("Follow-up below standard"),
    ProblemClass.BEHIND: N_("Indicator behind schedule"),
    ProblemClass.MONEY: N_("Use of funds"),
    ProblemClass.ORGANISATION: N_("Organisation of work"),
    ProblemClass.TRAINING: N_("Training of staff"),
    ProblemClass.REPORTING: N_("Report late"),
    ProblemClass.OTHER: N_("Other problem"),
}
SEVERITIES = {
    Severity.GENERAL: N_("General problem"),
    Severity.GRAVE: N_("Grave problem"),
    Severity.SEVERE: N_("Severe problem"),
}


def origin(problem: Problem) -> str:
    """Say what opened an item: a numbered finding of a visit, an older item, or its source.

    Examples
    --------
    >>> found = Problem("visit 2025Q4-040/1", Found.VISIT, "2025Q4", "B05", "缺血糖记录")
    >>> origin(found)
    '督导2025Q4-040第1个问题'
    """
    visit, line = seen_on(problem)
    if line:
        return _("visit {visit}, problem {line}").format(visit=visit, line=line)
    if problem.origin.startswith(REOPENED):
        number = problem.origin.removeprefix(REOPENED)
        return _("takes up {number} again").format(number=number)
    return _(SOURCES[problem.found])


def seen_on(problem: Problem) -> tuple[str, str]:
    """Return the number of the visit that found a problem, and which of its findings it is.

    Both are empty for a problem that no recorded visit found.
    """
    book, _space, rest = problem.origin.partition(" ")
    visit, _slash, line = rest.partition("/")
    return (visit, line) if book == visits.BOOK and line else ("", "")
