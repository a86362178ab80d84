"""Counts that are part of other counts (勾稽关系), as data/relations.csv says."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lib.errors import N_
from lib.model.intake.checks.background import Background, Relation
from lib.model.intake.checks.facts import FROM_STORE, Facts
from lib.model.intake.checks.telling import Name, Sentence
from lib.model.intake.findings import Finding, Severity
from lib.model.intake.plans import Part
from lib.model.observations import Status

_MESSAGE = N_("{area}, {month}: {part} {less}, more than {whole} {more}. {reason}")
_HINT = N_("Compare both counts with the source; one of them is wrong.")
_SENTENCES = {
    part: Sentence("part_above_whole", Severity.ERROR, _MESSAGE, _HINT, shows=str(part))
    for part in (Part.NUMERATOR, Part.DENOMINATOR)
}


def check(facts: Facts, background: Background) -> Iterator[Finding]:
    """Find parts larger than their whole, in the same area and month.

    The other count may be in the file or in the store; the cell pointed at is that of the
    part where the file has it, of the whole otherwise.
    """
    positions = {indicator.code: at for at, indicator in enumerate(facts.indicators)}
    lines = facts.lines[(facts.lines["status"] == int(Status.REPORTED)).to_numpy()]
    keys, rows = facts.key(lines), lines.groupby("of").indices
    wrong = []
    for number, relation in enumerate(background.relations):
        part = rows.get(positions.get(relation.part_indicator, -1))
        whole = positions.get(relation.whole_indicator)
        if part is not None and whole is not None:
            parts = lines.take(np.asarray(part))
            place = np.searchsorted(keys, facts.key(parts.assign(of=whole)))
            found = keys[place % len(keys)] == facts.key(parts.assign(of=whole))
            pair = parts[found], lines.take(place[found])
            wrong.append(_compare(relation, *pair).assign(relation=number))
    if wrong:
        found = pd.concat(wrong).sort_values("at")
        for pointed, sentence in _SENTENCES.items():
            chosen = found[(found["pointed"] == pointed).to_numpy()]
            yield from _tell(facts, background, sentence, chosen)


def _compare(relation: Relation, part: pd.DataFrame, whole: pd.DataFrame) -> pd.DataFrame:
    less, more = part[relation.part].to_numpy(), whole[relation.whole].to_numpy()
    in_file = (part["at"] != FROM_STORE).to_numpy()
    at = np.where(in_file, part["at"], whole["at"])
    pointed = np.where(in_file, relation.part, relation.whole)
    table = pd.DataFrame({"less": less, "more": more, "at": at, "pointed": pointed})
    wrong: pd.DataFrame = table[(more >= 0) & (less > more) & (at != FROM_STORE)]
    return wrong


def _tell(
    facts: Facts, background: Background, sentence: Sentence, wrong: pd.DataFrame
) -> Iterator[Finding]:
    relations = [background.relations[number] for number in wrong["relation"].tolist()]
    yield from facts.teller.tell(
        sentence,
        facts.figures.take(wrong["at"].to_numpy()),
        part=(_count_name(facts, r.part_indicator, r.part) for r in relations),
        whole=(_count_name(facts, r.whole_indicator, r.whole) for r in relations),
        less=wrong["less"],
        more=wrong["more"],
        reason=(Name(r.reason.zh, r.reason.en) for r in relations),
    )


def _count_name(facts: Facts, code: str, part: Part) -> Name:
    indicator = next(i for i in facts.indicators if i.code == code)
    words = indicator.numerator if part is Part.NUMERATOR else indicator.denominator
    return Name(f"{code} {words.zh}", f"{code} {words.en}")
