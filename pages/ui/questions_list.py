"""The ten questions that are asked at every meeting, and who answers them."""

from collections.abc import Callable
from dataclasses import dataclass

from pages.ui import questions_money, questions_scores, questions_work
from pages.ui.text import N_, _


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the words of whoever asks it."""

    words: str
    answer: Callable[[], None]


QUESTIONS = {
    "behind": Question(
        N_("Which services are behind, and by how many people?"), questions_scores.behind
    ),
    "moved": Question(N_("Who rose and who fell most, and why?"), questions_scores.moved),
    "item": Question(N_("What costs an institution most points?"), questions_scores.item),
    "grid": Question(N_("Which clinic holds an institution back?"), questions_scores.grid),
    "shared": Question(N_("How is the money shared, and does it add up?"), questions_money.shared),
    "least": Question(N_("Who lost most, and why?"), questions_money.least),
    "point": Question(
        N_("One point more on an item: who gains, who loses?"), questions_money.point
    ),
    "visited": Question(N_("Did the centres reach half of the towns?"), questions_work.visited),
    "overdue": Question(N_("What is not put right yet, and who is late?"), questions_work.overdue),
    "trust": Question(N_("Can the figures be trusted?"), questions_work.trust),
}
"""By their names in the address."""


def worded(code: str) -> str:
    """Return a question with its number."""
    return f"{list(QUESTIONS).index(code) + 1}. {_(QUESTIONS[code].words)}"
