"""What the stages of a figure are called."""

from lib.model.intake.figures import Stage
from pages.ui.text import N_, _

STAGES = {
    Stage.CLAIMED: N_("As reported"),
    Stage.VERIFIED: N_("As verified"),
    Stage.APPEALED: N_("As appealed"),
    Stage.FINAL: N_("Final"),
}


def stage_name(stage: Stage) -> str:
    """Name a stage in the reader's language."""
    return _(STAGES[stage])
