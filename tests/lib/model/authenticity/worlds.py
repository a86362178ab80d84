"""Made-up practice, samples and counties for tests of authenticity."""

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from lib.adapters.rule_files.yaml_documents import read_document
from lib.model.authenticity.book import draw_sample, register
from lib.model.authenticity.checking import Check, Sample, Way
from lib.model.authenticity.estimation import Tally
from lib.model.authenticity.practice import parse_practice
from lib.model.authenticity.wishes import Wish
from lib.model.journal import Posting, read

ROOT = Path(__file__).parents[4]
CONTENT = read_document(ROOT / "data" / "authenticity.yaml").content
PRACTICE = parse_practice(CONTENT).on(date(2025, 12, 31))
DAY = date(2025, 10, 14)
AT = datetime(2025, 10, 14, 9)  # noqa: DTZ001 (county time)


def post(postings, drafts):
    """Return the postings with drafts posted after them."""
    fresh = tuple(
        Posting(len(postings) + place, d.book, d.subject, d.kind, d.content, "王敏", AT)
        for place, d in enumerate(drafts, 1)
    )
    return (*postings, *fresh)


def wish(area="B05", kind="records", count=300, **changes):
    """Wish for a sample of the fourth quarter."""
    facts = {"quarter": "2025Q4", "listed": {area: count}, "drawn_on": DAY}
    return Wish(area_code=area, kind=kind, **(facts | changes))


def drawn(postings=(), **wanted):
    """Return the postings with one more sample, and the sample."""
    found = draw_sample(postings, wish(**wanted), PRACTICE)
    return post(postings, found), read(Sample, found[0].content)


def result(sample, *counts, **changes):
    """Return a result in counts: in order, not in order, unreachable, false."""
    facts = {"checked_on": DAY, "by": "核查组", "ways": (Way.PHONE,), "tally": Tally(*counts)}
    return Check(sample=sample.subject, **(facts | changes))


def checked(postings, sample, *counts, **changes):
    """Return the postings with a result registered."""
    check = result(sample, *counts, **changes)
    return post(postings, register(postings, check, postings[-1].number))


def stations(seed=0, *, institutions=22, each=12, months=12):
    """Make an honest county: binomial counts of village stations that differ in earnest."""
    dice = np.random.default_rng(seed)
    rows = []
    for code, (low, high), flow in (("EHR01", (0.6, 0.9), False), ("ELD01", (0.5, 0.8), True)):
        size = dice.integers(200, 900, (institutions, each))
        share = dice.uniform(low, high, (institutions, 1)) + dice.normal(
            0, 0.01, (institutions, each)
        )
        yearly = np.clip(share, 0.05, 0.95)
        added = dice.binomial(size[..., None], yearly[..., None] / months, (*size.shape, months))
        counts = added.cumsum(axis=-1)
        if not flow:
            counts = np.repeat(dice.binomial(size, yearly)[..., None], months, axis=-1)
        inst, place, month = (axis.ravel() for axis in np.indices(counts.shape))
        rows.append(
            pd.DataFrame(
                {
                    "institution": np.char.add("B", np.char.zfill((inst + 1).astype(str), 2)),
                    "area_code": (inst * each + place).astype(str),
                    "indicator": code,
                    "month": 24300 + month,
                    "numerator": np.minimum(counts, size[..., None]).ravel(),
                    "denominator": np.repeat(size.ravel(), months),
                    "flow": flow,
                }
            )
        )
    return pd.concat(rows, ignore_index=True)
