"""The registers on a profile: accreditation, family doctors, staff, investment, practice."""

from __future__ import annotations

from fractions import Fraction

import streamlit as st

from lib.model.registers import contract
from lib.model.registers.accreditation import Level
from lib.model.registers.contract import Pair
from lib.model.registers.kpis import Strip
from lib.model.roster import Area
from pages.ui import formats, register_words
from pages.ui.headlines import headline
from pages.ui.load import registers
from pages.ui.text import _, plain


def strip(area: Area) -> None:
    """Show what the registers say of an institution, in one line."""
    found = registers.of_institution(area.code)
    day = formats.day(found.day)
    headline(_("Registers"), _("as of {day}; in brackets: whole county").format(day=day))
    row = {
        _("Accreditation"): _accreditation(found),
        _("Signed with a family doctor"): _rate(found.signed, found.signed_rank),
        _("Key groups signed"): _rate(found.key_signed, None),
        _("Services fulfilled"): _rate(found.fulfilled, found.fulfilled_rank),
        _("Staff for 10,000 residents"): _staff(found),
        _("Last investment"): _investment(found),
        _("Good practice"): _practice(found),
    }
    st.table([row], hide_index=True, border="horizontal")


def _accreditation(found: Strip) -> str:
    said = register_words.level(found.standing)
    until = found.standing.valid_until
    if found.standing.level is Level.NONE or until is None:
        return said
    words = _("▲ re-review by {day}") if found.due_soon else _("until {day}")
    return f"{said} {words.format(day=until.isoformat())}"


def _rate(pair: Pair | None, rank: int | None) -> str:
    share = formats.percent(contract.share(pair))
    return share if rank is None else f"{share} · {formats.rank(rank)}"


def _staff(found: Strip) -> str:
    own = None if found.staff is None else found.staff.density
    county: Fraction | None = None if found.county_staff is None else found.county_staff.density
    return f"{formats.number(own, 1)} ({formats.number(county, 1)})"


def _investment(found: Strip) -> str:
    row = found.last_investment
    if row is None:
        return formats.MISSING
    register = registers.register("investment")
    kind = register_words.cell(register, "kind", row["kind"])
    when = str(row["on"] or row["year"])[:7]
    return plain(f"{when} {kind} {formats.wan(int(row['amount'] or 0))}")


def _practice(found: Strip) -> str:
    titles = [str(row["title"]) for row in found.practices]
    if not titles:
        return formats.MISSING
    more = f" +{len(titles) - 1}" if len(titles) > 1 else ""
    return plain(titles[0] + more)
