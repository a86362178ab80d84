"""Counties whose institutions are judged by surveys alone."""

from lib.model.evaluation import evaluate
from tests import small

QUESTIONS = tuple(f"S{number}" for number in range(8))
RULES = small.rules(
    dict.fromkeys(QUESTIONS, "12.5"),
    {code: {"source": "SURVEY"} for code in QUESTIONS},
    money={},
    score_decimals=4,
)


def surveyed(shares, rng, respondents=40):
    """An outcome: every institution has a true share, and asks so many by each question."""
    codes = [f"B{number:02}" for number in range(len(shares))]
    people = {code: 20_000 + 1_000 * number for number, code in enumerate(codes)}
    rows = [
        (code, question, "2025-12", int(rng.binomial(respondents, share)), respondents)
        for code, share in zip(codes, shares, strict=True)
        for question in QUESTIONS
    ]
    return evaluate(small.dataset(small.roster(people), rows), RULES)
