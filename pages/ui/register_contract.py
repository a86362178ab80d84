"""The view of family doctors: who signed, renewed, and was served, by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import streamlit as st

from lib.model.registers import contract
from lib.model.registers.contract import ALL, KEY, Hidden, Pair, Rate
from lib.model.registers.declarations import Option
from lib.model.registers.kpis import Held
from lib.model.suppression import Reason
from pages.ui import formats, load, register_words, state, tables
from pages.ui.headlines import headline as block
from pages.ui.load import registers
from pages.ui.register_words import Line
from pages.ui.text import N_, _, name, short_name

_GROUP = "register group"
TITLES = {
    Rate.SIGNED: N_("Sign-up rate"),
    Rate.RENEWED: N_("Renewal rate"),
    Rate.FULFILLED: N_("Fulfilment rate"),
    Rate.PAID: N_("Signed for a fee"),
    Rate.SATISFIED: N_("Satisfaction"),
}
_OF_GROUPS = (Rate.SIGNED, Rate.RENEWED, Rate.FULFILLED)

TREND = N_("Trend")


@dataclass(frozen=True, slots=True)
class _View:
    """What the table of institutions is read from."""

    held: Held
    hidden: Hidden
    year: int
    group: str


def headline() -> str:
    """Say what share signed, and how it moved against the national direction."""
    found = registers.kpis()
    if found.contract_year is None:
        return _("No figures of family doctors have been entered yet.")
    least, most = (registers.parameter(f"contract_growth_{end}").value for end in ("least", "most"))
    words = _(
        "{year}: **{signed} of residents have signed** ({change} on the year; direction +{least} "
        "to +{most}, to be confirmed), **{key} of key groups**; {fulfilled} of services fulfilled"
    )
    return words.format(
        year=found.contract_year,
        signed=_share(found.residents.get(Rate.SIGNED)),
        change=formats.points_of_percent(found.growth),
        least=least,
        most=most,
        key=_share(found.key_groups.get(Rate.SIGNED)),
        fulfilled=_share(found.residents.get(Rate.FULFILLED)),
    )


def show() -> str:
    """Show every institution for the group chosen; return the one picked."""
    year, group = _year(), _chosen()
    if year is None:
        return ""
    held = registers.held()
    ranks = contract.ranks(held.contracts, held.areas, year, Rate.FULFILLED)
    areas, view = load.institutions(), _View(held, registers.hidden(), year, group)
    rows = {code: _row(code, view, ranks.get(code)) for code in held.areas if code in areas}
    return register_words.institutions(rows, _("Family doctors"), _note(group))


def trend() -> None:
    """Show the county through the years, and every group of the newest."""
    held = registers.held()
    years = register_words.years_up_to("contract")
    lines = [
        Line(title, {year: _percent(held.areas, year, *what) for year in years})
        for title, what in (
            (_("Residents signed"), (ALL, Rate.SIGNED)),
            (_("Key groups signed"), (KEY, Rate.SIGNED)),
            (_("Services fulfilled"), (ALL, Rate.FULFILLED)),
        )
    ]
    register_words.trend(_("County by year"), lines)
    if years:
        block(_("By group, {year}").format(year=years[-1]), _("whole county"))
        hidden = registers.hidden()
        rows = [
            _group_row(option, _View(held, hidden, years[-1], code))
            for code, option in _groups().items()
        ]
        st.dataframe(tables.readable(rows), hide_index=True, row_height=28)
        tables.download(rows, _("Family doctors by group"))
    told = [registers.parameter(f"contract_{what}") for what in ("residents", "key_groups")]
    words = _("Direction by 2035: residents {residents} %, key groups {key} %. {source}")
    st.caption(
        words.format(residents=told[0].value, key=told[1].value, source=told[0].reference.title)
    )


def _row(code: str, view: _View, rank: int | None) -> dict[str, object]:
    held, hidden, year, group = view.held, view.hidden, view.year, view.group
    pairs = held.contracts.get((code, year, group), {})
    why = hidden.reasons.get((code, year, group))
    before = hidden.reasons.get((code, year - 1, group))
    members, signed = pairs.get(Rate.SIGNED, (None, None))[::-1]
    grown = contract.growth(held.contracts, [code], year, group)
    row: dict[str, object] = {
        _("Institution"): short_name(load.institutions()[code]),
        _("Members"): formats.number(members) if why is None else _masked(None),
        _("Signed"): formats.number(signed) if why is None else _masked(why),
        _(TITLES[Rate.SIGNED]): _seen(pairs.get(Rate.SIGNED), why),
        _("On the year (pp)"): _masked(None) if why or before else _points(grown),
        _(TITLES[Rate.RENEWED]): _seen(pairs.get(Rate.RENEWED), why or (before and Reason.KEPT)),
        _(TITLES[Rate.FULFILLED]): _seen(pairs.get(Rate.FULFILLED), why),
    }
    if group == ALL:
        row[_("Rank by fulfilment")] = formats.number(rank)
        row[_(TITLES[Rate.PAID])] = _share(pairs.get(Rate.PAID))
        row[_(TITLES[Rate.SATISFIED])] = _with_interval(pairs.get(Rate.SATISFIED))
    return row


def _group_row(option: Option, view: _View) -> dict[str, object]:
    held, hidden, year, group = view.held, view.hidden, view.year, view.group
    sums = contract.county(held.contracts, held.areas, year, group)
    why = Reason.KEPT if (year, group) in hidden.totals else None
    renewed = why or (Reason.KEPT if (year - 1, group) in hidden.totals else None)
    signed, members = sums.get(Rate.SIGNED, (None, None))
    return {
        _("Group"): name(option.name),
        _(TITLES[Rate.SIGNED]): _seen(sums.get(Rate.SIGNED), why),
        _(TITLES[Rate.RENEWED]): _seen(sums.get(Rate.RENEWED), renewed),
        _(TITLES[Rate.FULFILLED]): _seen(sums.get(Rate.FULFILLED), why),
        _("Counted among"): _("managed patients")
        if "managed" in option.marks
        else _("all members"),
        _("Members"): formats.number(members) if why is None else _masked(why),
        _("Signed"): formats.number(signed) if why is None else _masked(why),
    }


def _chosen() -> str:
    groups = _groups()
    return str(
        st.selectbox(
            _("Group"),
            list(groups),
            key=state.preset(_GROUP, ALL),
            format_func=lambda code: name(groups[code].name),
            label_visibility="collapsed",
            width=280,
        )
    )


def _groups() -> Mapping[str, Option]:
    return registers.register("contract").columns["group"].options or {}


def _year() -> int | None:
    return registers.held().year("contract")


def _note(group: str) -> str:
    said = [_("Renewal: signed again, of those signed the year before.")]
    if "managed" in _groups()[group].marks:
        said.insert(0, _("Counted among managed patients, not among all who are ill."))
    if "sensitive" in _groups()[group].marks:
        least = load.rules().small_cell
        words = _("Counts below {least}, and those that would give them away, are not shown.")
        said.append(words.format(least=least))
    if group == ALL:
        said.append(_("In brackets: 95 % interval of those asked."))
    return " ".join(said)


def _points(change: Fraction | None) -> str:
    return formats.signed(None if change is None else 100 * change, 1)


def _percent(areas: tuple[str, ...], year: int, group: str, rate: Rate) -> float | None:
    found = contract.share(
        contract.county(registers.held().contracts, areas, year, group).get(rate)
    )
    return register_words.percent(None if found is None else float(found))


def _share(pair: Pair | None) -> str:
    share: Fraction | None = contract.share(pair)
    return formats.percent(share)


def _seen(pair: Pair | None, why: Reason | None) -> str:
    return _share(pair) if why is None else _masked(Reason.KEPT)


def _masked(why: Reason | None) -> str:
    return f"<{load.rules().small_cell}" if why is Reason.FEW else _("not shown")


def _with_interval(pair: Pair | None) -> str:
    ends = contract.interval(pair)
    if ends is None:
        return _share(pair)
    return f"{_share(pair)} ({formats.percent(ends[0], 0)}–{formats.percent(ends[1], 0)})"
