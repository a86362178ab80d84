"""Problems (问题): what a visit, check, survey, complaint or figure showed to be wrong.

A problem is only a fact; what is done about it is kept in the rectification ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lib.errors import N_
from lib.model.journal import refuse_text

_LONGEST_EVIDENCE = 1_000


class Found(StrEnum):
    """Where a problem came to light (来源)."""

    VISIT = "visit"  # 督导
    EVALUATION = "evaluation"  # 考核
    SURVEY = "survey"  # 调查
    COMPLAINT = "complaint"  # 投诉
    FIGURES = "figures"  # 数据质控


class ProblemClass(StrEnum):
    """What kind of problem it is (问题类别)."""

    AUTHENTICITY = "authenticity"  # 档案不真实
    FOLLOW_UP = "follow_up"  # 随访不规范
    BEHIND = "behind"  # 指标未达序时
    MONEY = "money"  # 资金
    ORGANISATION = "organisation"  # 组织
    TRAINING = "training"  # 培训
    REPORTING = "reporting"  # 数据迟报
    OTHER = "other"  # 其他


class Severity(StrEnum):
    """How grave it is: 一般, 较重, 严重."""

    GENERAL = "general"
    GRAVE = "grave"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found wrong at an institution.

    Raises
    ------
    InputError
        If there is no evidence in words, or too much.

    Examples
    --------
    >>> Problem("visit 1", Found.VISIT, "2025Q4", "B05", "10 份档案中 2 份无法核实").area_code
    'B05'
    """

    origin: str
    """What showed it: book and subject, or code of an alert; one origin opens one item."""
    found: Found
    quarter: str
    """As "2025Q4"."""
    area_code: str
    """Institution that has to put it right."""
    evidence: str
    """What was seen, in one or two sentences."""
    problem_class: ProblemClass = ProblemClass.OTHER
    severity: Severity = Severity.GENERAL
    clinic: str = ""
    """Code of the village clinic, if it is about one."""
    item: str = ""
    """Code of the service item; empty for none."""
    indicator: str = ""
    """Code of the indicator; empty for none."""

    def __post_init__(self) -> None:
        refuse_text(self.evidence, N_("Evidence"), limit=_LONGEST_EVIDENCE)
