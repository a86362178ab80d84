"""Blocks: the five lead hospitals and the institutions they help."""

from pages.ui import block_activity, block_all, block_items, block_one, choices, deeds, frame
from pages.ui.load import blocks
from pages.ui.text import N_, _, name

EVERY = "all"
VIEWS = {
    "standing": N_("Members and scores"),
    "items": N_("Items against target"),
    "activity": N_("Activities"),
}

frame.ensure()

deeds.report_back()
found = {block.code: block for block in blocks.blocks()}
code = choices.kept(
    _("Block"),
    [EVERY, *found],
    lambda one: _("All blocks") if one == EVERY else name(found[one].hospital),
    address="block",
)
view = choices.kept(_("View"), VIEWS, lambda one: _(VIEWS[one]), address="blocks")

if code == EVERY:
    shown = {
        "standing": block_all.show,
        "items": block_items.compare,
        "activity": block_activity.compare,
    }
    shown[view]()
elif view == "standing":
    block_one.show(found[code])
elif view == "items":
    block_items.show(found[code])
else:
    block_activity.show(found[code])
