"""Tables as CSV files that Chinese Excel and WPS open as they are."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Sequence[Mapping[str, object]], remark: str = "") -> bytes:
    """Write a table as CSV: UTF-8 with its mark, a header, and a remark below.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.

    Parameters
    ----------
    rows
        Cells by column heading, the same columns in each; None is an empty cell.
    remark
        Sentence for a row of its own below the table; empty for none.

    Examples
    --------
    >>> write_csv([{"a": "=1+1", "b": -2}]).decode("utf-8-sig").splitlines()
    ['a,b', "'=1+1,-2"]
    """
    paper = StringIO()
    writer = csv.writer(paper)
    titles = list(rows[0]) if rows else []
    writer.writerow([_inert(title) for title in titles])
    writer.writerows([_inert(row[title]) for title in titles] for row in rows)
    if remark:
        writer.writerow([_inert(remark)])
    return paper.getvalue().encode("utf-8-sig")


def _inert(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell
