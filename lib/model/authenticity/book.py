"""The book of authenticity checks: draw a sample, register its results, note a transfer."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lib.errors import N_, InputError
from lib.model.authenticity.checking import Check, Evidence, Sample, refuse_misfit
from lib.model.authenticity.practice import Practice
from lib.model.authenticity.sampling import Stratum, draw, positions, seed_text
from lib.model.authenticity.wishes import Wish, drawn_stations, refuse_wish, size_of
from lib.model.intake.personal import refuse_text
from lib.model.journal import (
    Attachment,
    Draft,
    Posting,
    by_subject,
    content_of,
    read,
    refuse_stale,
)

BOOK = "check"
DRAWN, CHECKED, TRANSFERRED = "drawn", "checked", "transferred"
MOST_SAMPLES = 2
_LONGEST_ROLE, _LONGEST_NOTE = 40, 500


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample with all results registered of it, oldest first."""

    sample: Sample
    checks: tuple[Check, ...]
    seen: int
    """Number of its last posting."""
    drawn_by: str

    @property
    def check(self) -> Check | None:
        """Return the result that stands; None while it waits."""
        return self.checks[-1] if self.checks else None


@dataclass(frozen=True, slots=True)
class Moved:
    """Verified counts that became figures of the evaluation."""

    quarter: str
    counts: Mapping[str, Mapping[str, tuple[int, int]]]
    """True and verifiable, by indicator and institution."""
    import_id: int = 0
    """Under which they were stored: an import can be undone."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What stands in the book."""

    samples: Mapping[str, Sampled]
    moved: tuple[Moved, ...]

    def of(self, quarter: str, area_code: str, kind: str) -> tuple[Sampled, ...]:
        """Return the samples of a round, the first one first."""
        found = (
            one
            for one in self.samples.values()
            if (one.sample.quarter, one.sample.area_code, one.sample.kind)
            == (quarter, area_code, kind)
        )
        return tuple(sorted(found, key=lambda one: one.sample.number))


def stand(postings: Sequence[Posting]) -> Ledger:
    """Add the book up."""
    own = [posting for posting in postings if posting.book == BOOK]
    drawn = {p.subject: read(Sample, p.content) for p in own if p.kind == DRAWN}
    history = by_subject(own)
    moved = tuple(read(Moved, p.content) for p in own if p.kind == TRANSFERRED)
    found = {subject: _sampled(sample, history[subject]) for subject, sample in drawn.items()}
    return Ledger(found, moved)


def _sampled(sample: Sample, history: Sequence[Posting]) -> Sampled:
    checked = [posting for posting in history if posting.kind == CHECKED]
    return Sampled(
        sample,
        tuple(read(Check, posting.content) for posting in checked),
        history[-1].number,
        history[0].by,
    )


def draw_sample(
    postings: Sequence[Posting], wish: Wish, practice: Practice, clinics: Collection[str] = ()
) -> list[Draft]:
    """Draw a sample.

    Parameters
    ----------
    postings
        What stands in the book.
    wish
        Which sample.
    practice
        Sizes in force.
    clinics
        Village stations of the institution.

    Raises
    ------
    InputError
        If the round has a sample that waits for results, or two already; if the lists are not
        those that were drawn.
    """
    kind = practice.kind(wish.kind)
    refuse_wish(wish)
    earlier = stand(postings).of(wish.quarter, wish.area_code, wish.kind)
    _refuse_another(earlier)
    number = len(earlier) + 1
    wanted = drawn_stations(wish, kind, number, clinics)
    if sorted(wanted) != sorted(wish.listed):
        raise InputError(
            N_("The lists drawn are those of {drawn}; counts came of {given}."),
            hint=N_("Ask these stations how many files are on their lists."),
            drawn=", ".join(wanted),
            given=", ".join(sorted(wish.listed)) or "—",
        )
    before = positions([one for sampled in earlier for one in sampled.sample.strata])
    seed = seed_text(wish.quarter, wish.area_code, wish.kind, number, wish.word)
    strata = tuple(
        draw(
            seed,
            code,
            wish.listed[code],
            size_of(kind, wish, wish.listed[code]),
            shares=(practice.reserves, before.get(code, frozenset())),
        )
        for code in wanted
    )
    facts = (wish.quarter, wish.area_code, wish.kind, number, wish.word, wish.drawn_on)
    sample = Sample(*facts, strata)
    if not sample.size:
        raise InputError(N_("The first sample took the whole list; nothing is left to draw."))
    return [Draft(BOOK, sample.subject, DRAWN, content_of(sample))]


def register(
    postings: Sequence[Posting], check: Check, seen: int, files: Sequence[Attachment] = ()
) -> list[Draft]:
    """Register the results of a sample, or correct them with a reason.

    Parameters
    ----------
    postings
        What stands in the book.
    check
        The results.
    seen
        Number of the sample's last posting when it was shown.
    files
        Evidence: signed sheets, call lists without names.

    Raises
    ------
    InputError
        If they do not fit the sample, say nothing of who checked, or name persons.
    """
    sampled = stand(postings).samples.get(check.sample)
    if sampled is None:
        raise InputError(N_("There is no sample {sample}."), sample=check.sample)
    refuse_stale(postings, check.sample, seen)
    refuse_text(check.by, N_("Who checked"), limit=_LONGEST_ROLE)
    refuse_text(check.note, N_("Remark"), limit=_LONGEST_NOTE, needed=False)
    refuse_text(
        check.reason, N_("Why it is corrected"), limit=_LONGEST_NOTE, needed=bool(sampled.checks)
    )
    for file in files:
        refuse_text(file.name, N_("File name"), limit=_LONGEST_NOTE)
    if check.checked_on < sampled.sample.drawn_on:
        raise InputError(
            N_("A sample of {drawn} cannot have been checked on {checked}."),
            drawn=sampled.sample.drawn_on.isoformat(),
            checked=check.checked_on.isoformat(),
        )
    if not check.ways:
        raise InputError(N_("Say how the files were verified: at least one way."))
    refuse_misfit(sampled.sample, check)
    found = tuple(Evidence(f.name, hashlib.sha256(f.content).hexdigest()) for f in files)
    kept = replace(check, evidence=found)
    return [Draft(BOOK, check.sample, CHECKED, content_of(kept), tuple(files))]


def note_transfer(moved: Moved) -> list[Draft]:
    """Note that verified counts became figures."""
    return [Draft(BOOK, f"{moved.quarter}-transfer", TRANSFERRED, content_of(moved))]


def redraw(sample: Sample, first: Sample | None = None) -> tuple[Stratum, ...]:
    """Draw a sample again from its printed seed: the same strata, or somebody changed it.

    Parameters
    ----------
    sample
        As it stands in the book.
    first
        Of a second sample, the first one: its files are left out.
    """
    before = positions(first.strata if first else ())
    return tuple(
        draw(
            sample.seed,
            one.area_code,
            one.listed,
            len(one.positions),
            shares=(
                Fraction(len(one.reserves), len(one.positions)) if one.positions else Fraction(),
                before.get(one.area_code, frozenset()),
            ),
        )
        for one in sample.strata
    )


def _refuse_another(earlier: Sequence[Sampled]) -> None:
    if earlier and earlier[-1].check is None:
        raise InputError(
            N_("The sample {sample} is drawn already and waits for its results."),
            hint=N_("Nobody draws until the sample pleases: enter its results first."),
            sample=earlier[-1].sample.subject,
        )
    if len(earlier) >= MOST_SAMPLES:
        raise InputError(
            N_("This round has its two samples; there is no third."),
            hint=N_("Draw again in the next quarter."),
        )
