"""The audit log in words: what was done, before and after, as a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from lib.errors import N_
from lib.model.chain import Entry
from pages.ui import formats
from pages.ui.text import _, fill, listed

Facts = Mapping[str, Any]

ACTIONS = {
    "import": N_("Import"),
    "import.undo": N_("Import undone"),
    "layout.remember": N_("Layout remembered"),
    "names.remember": N_("Names answered"),
    "rules.change": N_("Rules changed"),
    "report.approved": N_("Report approved"),
    "report.returned": N_("Report returned"),
    "report.record": N_("Decisions recorded"),
    "deadline.move": N_("Deadline moved"),
    "follow_up.open": N_("Follow-up opened"),
    "follow_up.close": N_("Follow-up closed"),
    "period.close": N_("Month closed"),
    "period.reopen": N_("Month opened again"),
    "evaluation.adopt": N_("Evaluation adopted"),
    "scenario.save": N_("Scenario saved"),
    "scheme.adopt": N_("Rules adopted"),
    "blind.begin": N_("Blind weighting begun"),
    "blind.weigh": N_("Weights taken down"),
    "blind.lock": N_("Weights locked"),
    "blind.unveil": N_("Names shown"),
    "restore": N_("Backup restored"),
}
_SHOWN = 6  # names told one by one
_SEAL = 12  # signs of a seal that people compare


def action(code: str) -> str:
    """Name an action; its code if nobody gave it a name.

    Examples
    --------
    >>> action("import"), action("unheard.of")
    ('导入', 'unheard.of')
    """
    return _(ACTIONS[code]) if code in ACTIONS else code


def sentence(entry: Entry) -> str:
    """Say what was done, with what there was before and is now."""
    if not entry.hash:
        return _("This entry cannot be read: it was forged or damaged.")
    tell = _TOLD.get(entry.action)
    before, after = (v if isinstance(v, Mapping) else {} for v in (entry.before, entry.after))
    try:
        return tell(entry, before, after) if tell else _plainly(entry)
    except (AttributeError, KeyError, TypeError, ValueError):  # told by another version
        return _plainly(entry)


def _plainly(entry: Entry) -> str:
    """Write the values as they are kept."""
    before, after = (
        "" if value is None else json.dumps(value, ensure_ascii=False)
        for value in (entry.before, entry.after)
    )
    return f"{before} → {after}" if before else after


def _import(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    told = fill(
        N_(
            "{stage} figures of {months}: {new} new, {changed} changed, {unchanged} unchanged; "
            "data version {before} → {revision}."
        ),
        {
            **after,
            "stage": _stage(after["stage"]),
            "months": _some(after["months"]),
            "before": before["revision"],
        },
    )
    if after["warnings"]:
        told += " " + fill(
            N_("{count} warnings accepted: {note}"),
            {"count": len(after["warnings"]), "note": after["note"] or formats.MISSING},
        )
    return told


def _undone(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_(
        "Import {import} taken back: {removed} figures gone, {restored} back; "
        "data version {before} → {revision}."
    )
    return fill(template, {**after, "before": before["revision"]})


def _rules(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    parts = {
        N_("new: {files}"): [f for f in after if not before.get(f)],
        N_("changed: {files}"): [f for f in after if before.get(f) and after[f]],
        N_("gone: {files}"): [f for f in after if not after[f]],
    }
    return "; ".join(
        fill(template, {"files": _some(files)}) for template, files in parts.items() if files
    )


def _layout(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    if entry.before is None:
        return _("How files of this layout are read was kept.")
    return _("How files of this layout are read was changed.")


def _names(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    left_out = _("left out")
    return _some([f"{name} = {code or left_out}" for name, code in after.items()])


def _decided(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Version {version} of the report; before: {before}.")
    words = {
        "submitted": N_("reported, to be checked"),
        "approved": N_("approved"),
        "returned": N_("sent back"),
    }
    return fill(template, {"version": after["version"], "before": _(words[before["state"]])})


def _recorded(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    return fill(N_("{decisions} decisions made elsewhere."), after)


def _deadline(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    rule = _("as the calendar says")
    values = {"before": before.get("day", rule), "after": after.get("day", rule)}
    return fill(N_("{before} → {after}."), values)


def _opened(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    return fill(N_("Number {number}, for {owner}: {note}"), after)


def _closed(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    return fill(N_("Number {number}: {outcome}"), after)


def _frozen(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    return _("Open → closed: its figures can no longer be changed.")


def _thawed(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Closed → open; it was closed since {at} by {actor} ({reason}).")
    return fill(template, {**before, "at": str(before["at"])[:10]})


def _adopted(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_(
        "Number {number}: scheme {scheme} on {day}, data version {revision}, {institutions} "
        "institutions, {amount}; seal {seal}."
    )
    seal = str(after["seal"])[:_SEAL]
    return fill(template, {**after, "amount": formats.yuan(int(after["fen"])), "seal": seal})


def _saved(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Version {version}, for scheme {scheme} on {day}; {count} changes; seal {seal}.")
    values = {**after, "count": len(after["changes"]), "seal": str(after["seal"])[:_SEAL]}
    return fill(template, values)


def _ruled(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Number {number}, from {effective} on: {rules}; seal {seal}.")
    rules, seal = _some(list(after["rules"])), str(after["rules_seal"])[:_SEAL]
    return fill(template, {**after, "rules": rules, "seal": seal})


def _begun(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Number {number}: {institutions} letters drawn; hash of their order {order}.")
    return fill(template, {**after, "order": str(after["order"])[:_SEAL]})


def _weighed(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Number {number}: weights of {member}; hash {digest}.")
    return fill(template, {**after, "digest": str(after["digest"])[:_SEAL]})


def _locked(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Number {number}: {sets} sets of weights fixed, names still hidden; {digest}.")
    return fill(template, {**after, "digest": str(after["digest"])[:_SEAL]})


def _unveiled(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    template = N_("Number {number}: names shown for the weights fixed before; {digest}.")
    return fill(template, {**after, "digest": str(after["digest"])[:_SEAL]})


def _restored(entry: Entry, before: Facts, after: Facts) -> str:  # noqa: ARG001
    values = {"before": before["entries"], "after": after["entries"]}
    if after["log_kept"]:
        return fill(
            N_("The store is as it was after entry {after}; the log goes on from {before}."), values
        )
    if after["resealed"]:
        return fill(N_("A log of {after} entries came with it and was linked anew."), values)
    return fill(N_("A log of {after} entries came with it, verified."), values)


_TOLD: Mapping[str, Callable[[Entry, Facts, Facts], str]] = {
    "import": _import,
    "import.undo": _undone,
    "layout.remember": _layout,
    "names.remember": _names,
    "rules.change": _rules,
    "report.approved": _decided,
    "report.returned": _decided,
    "report.record": _recorded,
    "deadline.move": _deadline,
    "follow_up.open": _opened,
    "follow_up.close": _closed,
    "period.close": _frozen,
    "period.reopen": _thawed,
    "evaluation.adopt": _adopted,
    "scenario.save": _saved,
    "scheme.adopt": _ruled,
    "blind.begin": _begun,
    "blind.weigh": _weighed,
    "blind.lock": _locked,
    "blind.unveil": _unveiled,
    "restore": _restored,
}


def _stage(code: str) -> str:
    words = {
        "claimed": N_("claimed"),
        "verified": N_("verified"),
        "appealed": N_("appealed"),
        "final": N_("final"),
    }
    return _(words[code])


def _some(names: list[str]) -> str:
    """List a few names and count the others."""
    shown = listed(names[:_SHOWN])
    left = len(names) - _SHOWN
    return (
        fill(N_("{names} and {count} more"), {"names": shown, "count": left}) if left > 0 else shown
    )
