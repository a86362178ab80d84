"""A round (一轮督导): what each body still owes, put before the solver, and its answer accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lib.errors import N_, InputError
from lib.model.journal import Draft, Posting, content_of, next_subject, read
from lib.model.quarters import Quarter
from lib.model.roster import COUNTY, Roster
from lib.model.supervision import coverage, visiting
from lib.model.supervision.bodies import Body
from lib.model.supervision.coverage import Coverage, Unit
from lib.model.supervision.planner import Crew, Proposal, World
from lib.model.supervision.risks import Risk
from lib.model.supervision.rulebook import Rulebook
from lib.model.supervision.trips import Place, Trip, trips
from lib.model.supervision.visiting import Setting
from lib.model.supervision.visits import Plan, State, Visit, stand

BOOK = "round"
ACCEPTED = "accepted"
_WEEK = timedelta(days=7)
_WORKDAYS, _ENOUGH = 5, 3


@dataclass(frozen=True, slots=True)
class Terms:
    """What may be varied before a round is proposed; the rules give the usual values."""

    quarter: Quarter
    start: date
    """First day on which one can travel."""
    centre_stops: int
    hospital_stops: int
    per_unit: int
    """Bodies that a town may receive in one week."""

    def stops(self, body: Body) -> int:
        """Return how many towns a body visits in one week at most."""
        return self.centre_stops if body.is_centre else self.hospital_stops


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What a round is made from."""

    setting: Setting
    visits: tuple[Visit, ...]
    bottom: frozenset[str]
    """Institutions of the bottom third of the last evaluation."""
    risks: Mapping[str, Mapping[str, Risk]]
    """By body and unit."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proposal that became planned visits."""

    quarter: str
    visits: tuple[str, ...]
    risk: Mapping[str, float]
    """Risk of each visit when it was proposed, by number of the visit."""
    km: float


def usual(rulebook: Rulebook, quarter: Quarter, start: date) -> Terms:
    """Return the terms that the rules give."""
    return Terms(
        quarter=quarter,
        start=start,
        centre_stops=rulebook.whole("centre_stops", quarter.first),
        hospital_stops=rulebook.whole("hospital_stops", quarter.first),
        per_unit=rulebook.whole("bodies_a_week", quarter.first),
    )


def open_weeks(quarter: Quarter, start: date, rulebook: Rulebook) -> tuple[date, ...]:
    """Return the Mondays of weeks with at least three days to travel, in the quarter."""
    monday = quarter.first - timedelta(days=quarter.first.weekday())
    found = []
    while monday <= quarter.last:
        if len(open_days(monday, quarter, start, rulebook)) >= _ENOUGH:
            found.append(monday)
        monday += _WEEK
    return tuple(found)


def open_days(monday: date, quarter: Quarter, start: date, rulebook: Rulebook) -> tuple[date, ...]:
    """Return the days of a week on which one can travel."""
    week = (monday + timedelta(days=place) for place in range(_WORKDAYS))
    return tuple(d for d in week if d >= start and quarter.holds(d) and not rulebook.is_closed(d))


def world(known: Known, terms: Terms) -> World:
    """Put together what the solver has to know.

    Raises
    ------
    InputError
        If no week is left in the quarter.
    """
    rulebook = known.setting.rulebook
    weeks = open_weeks(terms.quarter, terms.start, rulebook)
    if not weeks:
        raise InputError(
            N_("No open week is left in {quarter}."),
            hint=N_("Propose the next quarter."),
            quarter=str(terms.quarter),
        )
    day = terms.quarter.first
    return World(
        weeks=weeks,
        crews=tuple(_crew(known, terms, body) for body in rulebook.bodies.values()),
        per_unit=terms.per_unit,
        km_weight=float(rulebook.number("km_weight", day)),
        delay=float(rulebook.number("delay_weight", day)),
        received=_received(known, terms.quarter),
    )


def settled(known: Known, body: Body, quarter: Quarter) -> Coverage:
    """Return what a body has visited or planned already in a quarter."""
    rulebook, day = known.setting.rulebook, quarter.first
    base = coverage.units(known.setting.roster, rulebook, body, day)
    least = coverage.least_share(rulebook, body, day)
    return coverage.coverage(known.visits, body, quarter, base, least)


def _crew(known: Known, terms: Terms, body: Body) -> Crew:
    now = settled(known, body, terms.quarter)
    free = [unit for unit in now.units if unit.code not in now.states]
    due = _due(known, body, terms.quarter, free)
    bottom = {u.code for u in free if body.is_centre and known.bottom.intersection(u.institutions)}
    is_last = terms.quarter.number % 2 == 0
    risks = known.risks[body.code]
    return Crew(
        body=body.code,
        trips=_trips(known, terms, body, [unit.code for unit in free]),
        risk={unit.code: risks[unit.code].total for unit in free},
        least=max(0, now.needed - len(now.states)),
        must=frozenset(bottom | due if is_last else bottom),
        due=frozenset(due),
        later=None if is_last else _room_later(known, terms, body),
        busy=frozenset(_monday(v.day) for v in known.visits if _is_fixed(v, body, terms.quarter)),
    )


def _due(known: Known, body: Body, quarter: Quarter, free: Iterable[Unit]) -> set[str]:
    """Return the units that the half-year still asks for; held counts, the report may follow."""
    seen: set[str] = set()
    if quarter.number % 2 == 0:
        before = settled(known, body, quarter.later(-1))
        seen = {code for code, state in before.states.items() if state is not State.PLANNED}
    return {unit.code for unit in free} - seen


def _room_later(known: Known, terms: Terms, body: Body) -> int:
    after = terms.quarter.later()
    return terms.stops(body) * len(open_weeks(after, after.first, known.setting.rulebook))


def _trips(known: Known, terms: Terms, body: Body, free: Sequence[str]) -> tuple[Trip, ...]:
    rulebook, roster, day = known.setting.rulebook, known.setting.roster, terms.quarter.first
    reach = float(rulebook.number("near_km", day)), float(rulebook.number("road_factor", day))
    places = {code: place_of(roster, code) for code in free}
    return trips(free, places, place_of(roster, body.seat), terms.stops(body), reach)


def place_of(roster: Roster, code: str) -> Place:
    """Return where an area lies; else its town, else the county seat."""
    area = roster.find(code)
    if area.lon is not None and area.lat is not None:
        return area.lon, area.lat
    if area.admin_unit and area.admin_unit != code:
        return place_of(roster, area.admin_unit)
    seat = roster.of_kind(COUNTY)[0]
    return seat.lon or 0.0, seat.lat or 0.0


def _is_fixed(visit: Visit, body: Body, quarter: Quarter) -> bool:
    open_ = visit.state is not State.CANCELLED
    return open_ and visit.body == body.code and visit.quarter == quarter


def _received(known: Known, quarter: Quarter) -> Mapping[tuple[str, date], int]:
    """Count the bodies that each unit receives in a week already."""
    guests: dict[tuple[str, date], set[str]] = {}
    for body in known.setting.rulebook.bodies.values():
        base = settled(known, body, quarter).units
        for visit in known.visits:
            if _is_fixed(visit, body, quarter):
                own = [u.code for u in base if set(u.institutions) & set(visit.institutions)]
                for code in own:
                    guests.setdefault((code, _monday(visit.day)), set()).add(body.code)
    return {key: len(bodies) for key, bodies in guests.items()}


def plans(proposal: Proposal, known: Known, terms: Terms) -> tuple[Plan, ...]:
    """Turn what was proposed into planned visits: every body has its usual day of the week."""
    rulebook = known.setting.rulebook
    order = list(rulebook.bodies)
    found = []
    for journey in proposal.journeys:
        days = open_days(journey.week, terms.quarter, terms.start, rulebook)
        day = days[order.index(journey.body) % len(days)]
        base = {u.code: u for u in settled(known, rulebook.body(journey.body), terms.quarter).units}
        found += [Plan(journey.body, day, base[code].institutions) for code in journey.trip.units]
    return tuple(found)


def accept(
    postings: Sequence[Posting],
    proposal: Proposal,
    known: Known,
    terms: Terms,
) -> tuple[Draft, ...]:
    """Plan all visits of a proposal, and keep why they were proposed.

    Raises
    ------
    InputError
        If the book has changed since: a unit was visited or planned in the meantime, or one of
        the visits cannot be planned.
    """
    _refuse_overtaken(postings, proposal, known, terms)
    planned = visiting.plan(postings, plans(proposal, known, terms), known.setting)
    if not planned:
        raise InputError(N_("Nothing is left to plan in {quarter}."), quarter=str(terms.quarter))
    stops = proposal.stops()
    risk = {
        draft.subject: round(known.risks[body][unit].total, 1)
        for draft, (body, unit, _) in zip(planned, stops, strict=True)
    }
    told = Accepted(
        str(terms.quarter), tuple(draft.subject for draft in planned), risk, round(proposal.km, 1)
    )
    own = (p for p in postings if p.book == BOOK)
    number = next_subject(own, f"{terms.quarter}-")
    return (*planned, Draft(BOOK, number, ACCEPTED, content_of(told)))


def _refuse_overtaken(
    postings: Sequence[Posting], proposal: Proposal, known: Known, terms: Terms
) -> None:
    """Compare the proposal with what stands now, not with what stood when it was made."""
    now = replace(known, visits=tuple(stand(postings).values()))
    rulebook = known.setting.rulebook
    taken = {
        code: settled(now, rulebook.body(code), terms.quarter).states for code in rulebook.bodies
    }
    for body, unit, _ in proposal.stops():
        if unit in taken[body]:
            roster = known.setting.roster
            raise InputError(
                N_("{body} has a visit to {unit} in {quarter} by now."),
                hint=N_("Propose the round again; it takes account of what was entered since."),
                body=roster.find(body).name,
                unit=roster.find(unit).name,
                quarter=str(terms.quarter),
            )


def accepted(postings: Iterable[Posting]) -> dict[str, Accepted]:
    """Return the rounds that were accepted, by number."""
    return {p.subject: read(Accepted, p.content) for p in postings if p.book == BOOK}


def caught(crew: Crew, proposal: Proposal) -> tuple[float, float]:
    """Return the share of a body's risk that the round visits, and what chance would give.

    Visiting n of N units drawn by lot catches n / N of the risk on average.
    """
    visited = [unit for _, unit, _ in proposal.stops(crew.body)]
    whole = sum(crew.risk.values())
    share = sum(crew.risk[unit] for unit in visited) / whole if whole else 0.0
    return share, len(visited) / len(crew.risk) if crew.risk else 0.0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
