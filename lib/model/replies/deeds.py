"""Publishing, appealing, deciding: what may be posted to the book of replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from lib.errors import N_, InputError
from lib.model import journal
from lib.model.appeals import Correction, Mark, refuse_impossible
from lib.model.indicators import Indicator
from lib.model.intake.personal import refuse_text
from lib.model.journal import Attachment, Draft, Posting
from lib.model.observations import month_name
from lib.model.replies.ledger import (
    BOOK,
    DECIDE,
    FILE,
    PUBLISH,
    Appeal,
    Decision,
    Filing,
    Ledger,
    Publication,
    Verdict,
    figure_of,
    stand,
)
from lib.model.replies.terms import Terms

Postings = Sequence[Posting]
_LONGEST_NAME = 200


def publish(postings: Postings, wish: Publication) -> tuple[Draft, ...]:
    """Make verified figures known; those known with the same counts, or appealed, are left out.

    A figure that was verified anew is published anew, and its days count anew.

    Raises
    ------
    InputError
        If nothing is left to publish.
    """
    ledger = stand(postings)
    fresh = tuple(mark for mark in wish.marks if _is_new(mark, ledger))
    if not fresh:
        raise InputError(
            N_("There is nothing to publish: all {count} verified figures are known already."),
            count=len(wish.marks),
        )
    refuse_text(wish.note, N_("Remark of the publication"), needed=False)
    number = journal.next_subject(postings, f"P{wish.quarter}-")
    content = journal.content_of(replace(wish, marks=fresh))
    return (Draft(BOOK, number, PUBLISH, content),)


def file(
    postings: Postings,
    wish: Filing,
    terms: Terms,
    indicator: Indicator,
    files: tuple[Attachment, ...],
) -> tuple[Draft, ...]:
    """File an appeal against a published figure.

    Parameters
    ----------
    postings
        The book.
    wish
        The appeal; its mark is the one that was in sight, its last day is set here.
    terms
        How long a figure may be appealed.
    indicator
        What the figure is of.
    files
        Evidence, in the order in which the appeal names it.

    Raises
    ------
    InputError
        If the figure is not published or was published anew, the days are over, it was
        appealed before, or the counts are impossible or the same.
    """
    ledger = stand(postings)
    if indicator.sensitive:
        raise InputError(
            N_("Counts of {indicator} are about few people: this appeal goes on paper."),
            indicator=indicator.code,
        )
    filing = replace(wish, closes=_last_day(ledger, wish, terms))
    _refuse_second(ledger, filing)
    refuse_text(filing.reason, N_("Reason of the appeal"))
    for attached in files:
        refuse_text(attached.name, N_("File name"), limit=_LONGEST_NAME)
    refuse_impossible(Correction(filing.mark, filing.numerator, filing.denominator), indicator)
    if (filing.numerator, filing.denominator) == _counts(filing):
        raise InputError(
            N_("The appeal asks for {part} of {whole}: that is what was verified."),
            hint=N_("Enter the counts that the institution holds to be right."),
            part=filing.numerator,
            whole=filing.denominator,
        )
    number = journal.next_subject(postings, f"{filing.quarter}-")
    return (Draft(BOOK, number, FILE, journal.content_of(filing), files),)


def decide(
    postings: Postings, shown: Appeal, wish: Decision, indicator: Indicator
) -> tuple[Draft, ...]:
    """Decide an appeal; of an accepted or refused one the counts follow from the verdict.

    Parameters
    ----------
    postings
        The book.
    shown
        The appeal as it was in sight.
    wish
        Verdict, reason, day and name; the counts are read only if it is partly accepted.
    indicator
        What the figure is of.

    Raises
    ------
    InputError
        If it was decided in the meantime, the same person filed it, there is no reason, or
        the counts of a part are those of one of the sides.
    """
    journal.refuse_stale(postings, shown.number, shown.seen)
    appeal = stand(postings).appeal(shown.number)
    if appeal.decision is not None:
        raise InputError(N_("{number} is decided; a decision stands."), number=appeal.number)
    _refuse_own(appeal, wish)
    refuse_text(wish.reason, N_("Reason of the decision"))
    decision = _settled(appeal.filing, wish, indicator)
    return (Draft(BOOK, appeal.number, DECIDE, journal.content_of(decision)),)


def _is_new(mark: Mark, ledger: Ledger) -> bool:
    figure = figure_of(mark)
    known = ledger.published.get(figure)
    return ledger.of_figure(figure) is None and (known is None or known[1] != mark)


def _last_day(ledger: Ledger, wish: Filing, terms: Terms) -> date:
    named = {
        "indicator": wish.mark.indicator,
        "area": wish.mark.area,
        "month": month_name(wish.mark.month),
    }
    known = ledger.published.get(wish.figure)
    if known is None:
        raise InputError(
            N_("{indicator} of {area} in {month} was not published as verified."),
            hint=N_("Only a verified figure that was published can be appealed."),
            **named,
        )
    publication, mark = known
    if mark != wish.mark:
        raise InputError(
            N_("{indicator} of {area} in {month} was verified anew: {part} of {whole}."),
            hint=N_("Load the page again and look at what changed."),
            part=mark.numerator,
            whole=mark.denominator,
            **named,
        )
    last = terms.closes(publication.on)
    if not publication.on <= wish.on <= last:
        raise InputError(
            N_("{indicator} of {area} in {month} could be appealed from {first} to {last}."),
            hint=N_("What nobody appealed in time stands as verified."),
            first=publication.on.isoformat(),
            last=last.isoformat(),
            **named,
        )
    return last


def _refuse_second(ledger: Ledger, filing: Filing) -> None:
    earlier = ledger.of_figure(filing.figure)
    if earlier is not None:
        raise InputError(
            N_("This figure was appealed before, as {number} on {day}; once is all."),
            number=earlier.number,
            day=earlier.filing.on.isoformat(),
        )


def _refuse_own(appeal: Appeal, wish: Decision) -> None:
    if wish.by.strip().casefold() == appeal.filing.by.strip().casefold():
        raise InputError(
            N_("{name} filed this appeal; somebody else has to decide it."),
            name=wish.by,
        )
    if wish.on < appeal.filing.on:
        raise InputError(
            N_("The decision of {day} would come before the appeal of {filed}."),
            day=wish.on.isoformat(),
            filed=appeal.filing.on.isoformat(),
        )


def _settled(filing: Filing, wish: Decision, indicator: Indicator) -> Decision:
    asked, verified = (filing.numerator, filing.denominator), _counts(filing)
    if wish.verdict is Verdict.PARTLY:
        counts = wish.numerator, wish.denominator
        refuse_impossible(Correction(filing.mark, *counts), indicator)
        if counts in {asked, verified}:
            raise InputError(
                N_("{part} of {whole} is what one of the sides says: that is no part of it."),
                hint=N_("Choose “accepted” or “refused”, or enter other counts."),
                part=counts[0],
                whole=counts[1],
            )
    else:
        counts = asked if wish.verdict is Verdict.ACCEPTED else verified
    return replace(wish, numerator=counts[0], denominator=counts[1])


def _counts(filing: Filing) -> tuple[int, int]:
    return filing.mark.numerator, filing.mark.denominator
