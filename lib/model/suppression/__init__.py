"""Suppression: which parts of a sum stay unseen, so that nobody can work out a small one.

A sum that is shown is an equation over its parts; two figures of a count that only grows
tell what came in between. Parts are hidden, the smallest first, until every hidden count
could still be any of several values, whatever is shown of the sum and of other months.
Where that cannot be had, the sum itself is hidden.
"""

from lib.model.suppression.months import withhold
from lib.model.suppression.tables import Counts, Growth, Reason, Verdict, grows

__all__ = ["Counts", "Growth", "Reason", "Verdict", "grows", "withhold"]
