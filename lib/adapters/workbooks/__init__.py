"""Excel workbooks: the allocation with live formulas, and plain tables."""

from lib.adapters.workbooks.allocation import write_allocation
from lib.adapters.workbooks.book import Imprint

__all__ = ["Imprint", "write_allocation"]
