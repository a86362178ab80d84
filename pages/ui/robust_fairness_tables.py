"""Tables of fairness: measures with a plain sentence each, groups, peers, exceptions."""

from fractions import Fraction

import streamlit as st

from lib.model.evaluation import Outcome
from lib.model.fairness import exceptions as excepting
from lib.model.fairness import peers as resembling
from lib.model.fairness.groups import Grouping, Trust, by_group, elderly_shares, groupings
from lib.model.fairness.spread import Spread, people, per_head, split_theil, spread
from lib.model.roster import Area
from pages.ui import formats, load, remarks, tables
from pages.ui.text import N_, _, listed, name, short_name

WAYS = {
    "setting": N_("Surroundings"),
    "elderly": N_("Elderly"),
    "kind": N_("Kind of institution"),
    "block": N_("Block"),
}
GROUPS = {
    "town_factory": N_("Factory towns"),
    "county_seat": N_("County seat"),
    "plain": N_("Plain towns"),
    "hill": N_("Hill towns"),
    "remote": N_("Remote towns"),
    "old": N_("Most elderly"),
    "middle": N_("In the middle"),
    "young": N_("Fewest elderly"),
    "township_hospital": N_("Township hospitals"),
    "street_centre": N_("Street centres"),
    "unknown": N_("Not stated"),
}
TRUST = {
    Trust.ROSTER: N_("Groups as the roster and the counts state them."),
    Trust.READING: N_(
        "Groups are a reading of the map by the makers of this software; the county confirms them."
    ),
    Trust.DEMONSTRATION: N_("Demonstration: who belongs to which group is made up."),
}


def ways(outcome: Outcome) -> tuple[Grouping, ...]:
    """Return the ways to group the institutions of an outcome."""
    return groupings(outcome.areas, elderly_shares(outcome.scores.measures))


def group_name(way: str, group: str) -> str:
    """Name a group in the reader's language."""
    if way == "block" and group != "unknown":
        return short_name(load.roster().find(group))
    return _(GROUPS[group]) if group in GROUPS else group


def trust(way: Grouping) -> str:
    """Say how far the memberships can be trusted."""
    return _(TRUST[way.trust])


def measures(baseline: Outcome, proposed: Outcome) -> None:
    """Show each measure now and proposed, with what it says in plain words."""
    now, then = (spread(per_head(o), people(o)) for o in (baseline, proposed))
    rows = [
        {
            _("Measure"): label,
            _("In force"): formats.number(before, decimals),
            _("Proposed"): formats.number(after, decimals),
            _("In plain words"): words,
        }
        for label, before, after, decimals, words in _measured(now, then)
    ]
    rows += [_between(way, baseline, proposed) for way in ways(baseline)]
    tables.twin(rows, _("measures of fairness"), _("Each resident counts once."))


def _measured(now: Spread, then: Spread) -> list[tuple[str, float | None, float | None, int, str]]:
    return [
        (
            _("Gini coefficient"),
            now.gini,
            then.gini,
            4,
            _("0: the same for every resident; two residents differ by {share} on average.").format(
                share=formats.percent(2 * then.gini)
            ),
        ),
        (
            _("Highest over lowest per head"),
            now.ratio if now.least else None,
            then.ratio if then.least else None,
            3,
            _("From {least} to {most} yuan per head.").format(
                least=formats.number(then.least, 2), most=formats.number(then.most, 2)
            ),
        ),
        (
            _("Coefficient of variation"),
            now.variation,
            then.variation,
            4,
            _("The usual distance from the mean is {share} of it.").format(
                share=formats.percent(then.variation)
            ),
        ),
        (
            _("Theil index (x 10,000)"),
            now.theil * 10_000,
            then.theil * 10_000,
            2,
            _("0: the same for every resident; it falls apart into between and within groups."),
        ),
    ]


def _between(way: Grouping, baseline: Outcome, proposed: Outcome) -> dict[str, str]:
    """Say how much of the unevenness lies between groups."""
    shares = []
    for outcome in (baseline, proposed):
        groups = [way.of(area.code) for area in outcome.areas]
        between, within = split_theil(per_head(outcome), people(outcome), groups)
        whole = between + within
        shares.append(between / whole if whole > 0 else 0.0)
    label = _("of it between groups: {way}").format(way=_(WAYS[way.code]))
    return {
        _("Measure"): label,
        _("In force"): formats.percent(shares[0]),
        _("Proposed"): formats.percent(shares[1]),
        _("In plain words"): _("The rest lies between institutions of one group."),
    }


def groups(baseline: Outcome, proposed: Outcome) -> None:
    """Show what each group receives, whichever way it is grouped."""
    rows = [
        {
            _("Grouped by"): _(WAYS[way.code]),
            _("Group"): group_name(way.code, result.group),
            _("Institutions"): listed(short_name(area) for area in result.areas),
            _("Residents"): formats.number(result.residents),
            _("In force, yuan per head"): formats.number(result.yuan_before, 2),
            _("Proposed, yuan per head"): formats.number(result.yuan_after, 2),
            _("Change, yuan"): formats.yuan(result.after - result.before, unit=False, sign=True),
            _("Change, %"): formats.signed_percent(result.share, 2),
        }
        for way in ways(baseline)
        for result in by_group(way, baseline, proposed)
    ]
    notes = {way.code: f"{_(WAYS[way.code])}: {trust(way)}" for way in ways(baseline)}
    tables.twin(rows, _("money by group"), " ".join(notes.values()))


def heads(baseline: Outcome, proposed: Outcome) -> None:
    """Show the amount per head of every institution."""
    before, after = per_head(baseline), per_head(proposed)
    rows = [
        {
            _("Institution"): name(area),
            _("Residents"): formats.number(area.population),
            _("In force, yuan per head"): formats.number(float(before[line]), 2),
            _("Proposed, yuan per head"): formats.number(float(after[line]), 2),
            _("Change, yuan per head"): formats.signed(float(after[line] - before[line]), 2),
        }
        for line, area in enumerate(proposed.areas)
    ]
    tables.twin(rows, _("money per head"), _(remarks.NOT_OFFICIAL))


def peers(proposed: Outcome) -> None:
    """Set every institution beside those that resemble it."""
    elderly = elderly_shares(proposed.scores.measures)
    alike = resembling.peers(proposed.areas, elderly)
    values = dict(zip([a.code for a in proposed.areas], per_head(proposed).tolist(), strict=True))
    rows = [
        {
            _("Institution"): name(area),
            _("Resembles"): listed(short_name(peer) for peer in alike[area.code]),
            _("Score"): formats.score(proposed.scores.of(area.code)),
            _("Mean of its peers"): formats.score(_mean_score(proposed, alike[area.code])),
            _("Yuan per head"): formats.number(values[area.code], 2),
            _("Mean of its peers, yuan"): formats.number(
                sum(values[peer.code] for peer in alike[area.code]) / len(alike[area.code]), 2
            ),
        }
        for area in proposed.areas
        if alike[area.code]
    ]
    note = _("Alike in residents, share of the elderly, surroundings and kind of institution.")
    tables.twin(rows, _("like with like"), note)


def exceptions(proposed: Outcome) -> None:
    """Show how many figures of each institution are excepted, and what hangs on them."""
    found = excepting.exceptions(proposed.scores)
    figures = sum(one.figures for one in found)
    excepted = sum(one.exempt + one.not_applicable for one in found)
    exempt = sum(one.exempt for one in found)
    st.markdown(
        _(
            "{count} of {figures} figures ({share}) do not count; {exempt} of them are exempt."
        ).format(
            count=excepted,
            figures=formats.number(figures),
            share=formats.percent(excepted / figures, 2),
            exempt=exempt,
        )
    )
    rows = [
        {
            _("Institution"): name(one.area),
            _("Exempt"): formats.number(one.exempt),
            _("Not applicable"): formats.number(one.not_applicable),
            _("Of all figures"): formats.percent(one.rate),
            _("Points of 100"): formats.score(one.points),
        }
        for one in sorted(found, key=lambda one: (-one.rate, one.area.code))
    ]
    tables.twin(rows, _("exceptions"))


def _mean_score(outcome: Outcome, areas: tuple[Area, ...]) -> Fraction | None:
    known = [score for area in areas if (score := outcome.scores.of(area.code)) is not None]
    return sum(known, Fraction()) / len(known) if known else None
