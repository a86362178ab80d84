"""The view of staff: how many for how many residents, and what is vacant."""

from __future__ import annotations

from fractions import Fraction

from lib.model.registers import staff
from lib.model.registers.declarations import Values
from pages.ui import formats, load, register_words
from pages.ui.load import registers
from pages.ui.register_words import Line
from pages.ui.text import N_, _, short_name

_POSTS = ("full_time", "part_time", "general", "physicians", "nurses", "village_doctors")

TREND = N_("Trend")


def headline() -> str:
    """Say how many are at work for 10,000 residents, and how many posts are vacant."""
    held = registers.held()
    year = held.year("staff")
    now = staff.together(list(held.staff(year).values()))
    if now is None or year is None:
        return _("No figures of staff have been entered yet.")
    before = staff.together(list(held.staff(year - 1).values()))
    change = None if before is None else now.together - before.together
    words = _(
        "{year}: **{density} public-health staff for 10,000 residents**, {people} at work "
        "({change} on the year), {full} of them full-time; {vacant} posts vacant ({share})"
    )
    return words.format(
        year=year,
        density=formats.number(now.density, 1),
        people=formats.number(now.together),
        change=formats.signed(change),
        full=formats.number(now.full_time),
        vacant=formats.number(now.vacancies),
        share=formats.percent(now.vacancy_rate),
    )


def show() -> str:
    """Show every institution, the fewest for its residents first; return the one picked."""
    held = registers.held()
    year = held.year("staff")
    if year is None:
        return ""
    found, before = held.staff(year), held.staff(year - 1)
    own = {str(row["area"]): row for row in held.rows["staff"] if row["year"] == year}
    density = {code: one.density for code, one in found.items()}
    areas = [code for code in held.areas if code in load.institutions()]
    areas.sort(key=lambda code: (density.get(code) or Fraction(0), code))
    rows = {
        code: _row(code, own.get(code), (density.get(code), _density(before.get(code))))
        for code in areas
    }
    note = _("For 10,000 residents: full-time, part-time and village doctors together.")
    return register_words.institutions(rows, _("Staff"), note)


def trend() -> None:
    """Show the county's density through the years."""
    held = registers.held()
    sums = {
        year: staff.together(list(held.staff(year).values()))
        for year in register_words.years_up_to("staff")
    }
    lines = [
        Line(_("All at work"), {y: _number(s.density) for y, s in sums.items() if s}),
        Line(_("Full-time"), {y: _number(s.full_time_density) for y, s in sums.items() if s}),
    ]
    register_words.trend(_("Staff for 10,000 residents"), lines, unit="")


def _row(
    code: str, row: Values | None, density: tuple[Fraction | None, Fraction | None]
) -> dict[str, object]:
    register, held = registers.register("staff"), row or {}
    now, before = density
    change = None if now is None or before is None else now - before
    return {
        _("Institution"): short_name(load.institutions()[code]),
        _("For 10,000 residents"): formats.number(now, 1),
        _("On the year"): formats.signed(change, 1),
        **{register_words.short(register, post): held.get(post) for post in _POSTS},
        register_words.short(register, "vacancies"): held.get("vacancies"),
    }


def _density(found: staff.Staff | None) -> Fraction | None:
    return None if found is None else found.density


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
