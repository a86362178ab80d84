"""Tables of chance: intervals, pairs without a supported order, payment by band, samples."""

import streamlit as st

from lib.model.noise.bands import letters
from lib.model.noise.estimates import unsupported
from lib.model.noise.sampling import Kind, kind_of, least_sample, small_samples
from lib.model.noise.sampling import samples as sampled
from pages.ui import formats, remarks, tables
from pages.ui.load.noise import Noise
from pages.ui.text import N_, _, name

KINDS = {
    Kind.CHECK: N_("Records or persons drawn for a check"),
    Kind.SURVEY: N_("Survey of residents"),
    Kind.REGISTER: N_("Everybody counted"),
    Kind.FIXED: N_("Management task or money"),
}


def results(found: Noise) -> None:
    """Show every score and amount with its interval."""
    estimate, named = found.estimate, letters(found.bands)
    paid = found.outcome.allocation.amounts() if found.outcome.allocation else {}
    rows = [
        {
            _("Band"): named[line],
            _("Institution"): name(area := estimate.areas[line]),
            _("Score"): formats.score(float(estimate.scores[line])),
            _("from (score)"): formats.score(float(estimate.low[line])),
            _("to (score)"): formats.score(float(estimate.high[line])),
            **(
                {
                    _("Amount, yuan"): formats.yuan(paid[area.code], unit=False),
                    _("from (yuan)"): formats.yuan(int(estimate.amount_low[line]), unit=False),
                    _("to (yuan)"): formats.yuan(int(estimate.amount_high[line]), unit=False),
                }
                if paid
                else {}
            ),
        }
        for line in estimate.order
    ]
    tables.twin(rows, _("scores with their errors"), _meaning())


def pairs(found: Noise) -> None:
    """List the pairs whose order is not supported, neighbours first."""
    areas, named = found.estimate.areas, letters(found.bands)
    chosen = sorted(unsupported(found.pairs), key=lambda pair: not pair.neighbours)
    if not chosen:
        st.markdown(_("The order of every pair is supported."))
        return
    rows = [
        {
            _("Ahead"): name(areas[pair.better]),
            _("Behind"): name(areas[pair.worse]),
            _("Points apart"): formats.signed(pair.difference, 2),
            _("from (difference)"): formats.signed(pair.low, 2),
            _("to (difference)"): formats.signed(pair.high, 2),
            _("Neighbours"): _("yes") if pair.neighbours else "",
            _("Bands"): f"{named[pair.better]}–{named[pair.worse]}",
        }
        for pair in chosen
    ]
    note = _(
        "Order not supported: {count} of {pairs} pairs. Neighbours on both sides of a band's edge "
        "may be among them: the edge lies where the groups, not the two, differ most."
    ).format(count=len(chosen), pairs=len(found.pairs))
    tables.twin(rows, _("order not supported"), note)


def payment(found: Noise) -> None:
    """Show what each would receive if every band were paid by its mean score."""
    now, levelled = found.outcome.allocation, found.levelled.allocation
    if now is None or levelled is None:
        st.markdown(_("The rules share no money."))
        return
    before, after = now.amounts(), levelled.amounts()
    moved = sum(max(after[code] - before[code], 0) for code in before)
    st.markdown(
        _("If every band were paid by its mean score, {moved} would change hands.").format(
            moved=formats.wan(moved)
        )
    )
    named = letters(found.bands)
    rows = [
        {
            _("Band"): named[line],
            _("Institution"): name(area := found.estimate.areas[line]),
            _("Score"): formats.score(found.outcome.scores.of(area.code)),
            _("Mean of the band"): formats.score(found.levelled.scores.of(area.code)),
            _("Amount, yuan"): formats.yuan(before[area.code], unit=False),
            _("By band, yuan"): formats.yuan(after[area.code], unit=False),
            _("Change, yuan"): formats.yuan(
                after[area.code] - before[area.code], unit=False, sign=True
            ),
        }
        for line in found.estimate.order
    ]
    tables.twin(rows, _("payment by band"), _(remarks.NOT_OFFICIAL))


def samples(found: Noise) -> None:
    """List the samples that are too small to rest anything on, and what counts as a draw."""
    outcome = found.outcome
    counted = sampled(outcome.scores.measures, outcome.rules, found.estimate.reading)
    least = least_sample(outcome.rules)
    rows = [
        {
            _("Institution"): name(outcome.areas[line]),
            _("Indicator"): name(outcome.rules.indicators[code].name),
            _("Sample"): formats.number(size),
        }
        for line, code, size in small_samples(counted, least)
    ]
    st.markdown(
        _("{count} samples hold fewer than {least} records or answers.").format(
            count=len(rows), least=least
        )
    )
    if rows:
        tables.twin(rows, _("small samples"))
    _kinds(found)


def _kinds(found: Noise) -> None:
    """Say of each indicator whether it is a sample: declared by the catalogue and the scheme."""
    rules = found.outcome.rules
    scored = dict.fromkeys(leaf.indicator for leaf in rules.tree.leaves)
    rows = [
        {
            _("Indicator"): name(rules.indicators[code].name),
            _("Figures come from"): _(KINDS[kind_of(rules.indicators[code], rules)]),
        }
        for code in scored
    ]
    with st.expander(_("What is a sample and what is not")):
        tables.twin(rows, _("kinds of figures"))


def _meaning() -> str:
    return _(
        "From and to: where the score and the amount would lie in 95 of 100 cases if the same "
        "checks and surveys were held again. Institutions of one band are not ranked. "
        "A calculation, not a basis for payment."
    )
