"""Quotas (配额): how many of each class were asked, and in which villages too few."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lib.model.surveys.questionnaires import SurveyRules
from lib.model.surveys.rounds import Standing


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a quota is filled."""

    area_code: str
    respondent: str
    asked: int
    wanted: int

    @property
    def missing(self) -> int:
        """Interviews still to be held."""
        return max(0, self.wanted - self.asked)


def gaps(standing: Standing, rules: SurveyRules) -> tuple[Gap, ...]:
    """Compare interviews with quotas, by institution and class of respondents."""
    sheet = rules.version(standing.round.questionnaire)
    return tuple(
        Gap(area_code, respondent, sum(i.respondent == respondent for i in held), quota)
        for area_code, held in standing.interviews().items()
        for respondent, quota in (
            (name, count * sheet.villages) for name, count in sheet.quotas.items()
        )
    )


def thin_villages(standing: Standing, rules: SurveyRules) -> dict[str, dict[str, int]]:
    """Return villages with fewer interviews than a village needs: count by institution."""
    least = rules.version(standing.round.questionnaire).least_per_village
    found: dict[str, dict[str, int]] = {}
    for area_code, held in standing.interviews().items():
        asked = Counter(interview.clinic for interview in held)
        thin = {village: count for village, count in asked.items() if count < least}
        if thin:
            found[area_code] = thin
    return found
