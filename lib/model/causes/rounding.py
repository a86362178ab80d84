"""Controlled rounding: whole numbers for an exact table, its rows and columns still adding up.

Every cell, row sum and column sum becomes one of the two whole numbers around it, and what
is whole already stays. Such a table always exists: the fractional parts are a flow from rows
to columns, and a network with whole capacities has a whole flow of the same size.

Cox (1987), A constructive procedure for unbiased controlled rounding, *JASA* 82(398).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import TypeAlias

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from lib.model.numbers import Integers

Table: TypeAlias = Sequence[Sequence[Fraction]]


def round_table(table: Table) -> list[list[int]]:
    """Round a table whose rows add up to whole numbers.

    Parameters
    ----------
    table
        Exact cells, rows of one length; each row adds up to a whole number.

    Returns
    -------
    list of list of int
        Each cell less than one from the exact one, each row with the same sum, each column
        sum less than one from the exact one, and equal to it where that is whole.

    Raises
    ------
    ValueError
        If a row does not add up to a whole number; that is a bug of the caller.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> round_table([[half, half], [half, -half]])
    [[1, 0], [0, 0]]
    """
    wholes = [[floor(cell) for cell in row] for row in table]
    parts = [
        [cell - whole for cell, whole in zip(row, below, strict=True)]
        for row, below in zip(table, wholes, strict=True)
    ]
    wanted = [sum(row, Fraction()) for row in parts]
    if any(total.denominator != 1 for total in wanted):
        message = "a row does not add up to a whole number"
        raise ValueError(message)
    if not any(wanted):
        return wholes
    raised = _whole_flow(parts, [int(total) for total in wanted])
    return [
        [below + up for below, up in zip(row, ups, strict=True)]
        for row, ups in zip(wholes, raised.tolist(), strict=True)
    ]


def _whole_flow(parts: Table, wanted: list[int]) -> Integers:
    """Choose which cells are rounded up: source, rows, columns, a spare node, sink.

    A column passes on the whole part of its sum by itself; the spare node takes one more
    from columns whose sum is broken, as many in all as the sums leave over.
    """
    rows, columns = len(parts), len(parts[0])
    source, spare, sink = 0, rows + columns + 1, rows + columns + 2
    sums = [sum(column, Fraction()) for column in zip(*parts, strict=True)]
    edges = [(source, 1 + r, count) for r, count in enumerate(wanted)]
    edges += [
        (1 + r, 1 + rows + c, 1)
        for r, row in enumerate(parts)
        for c, part in enumerate(row)
        if part
    ]
    edges += [(1 + rows + c, sink, floor(total)) for c, total in enumerate(sums)]
    edges += [(1 + rows + c, spare, 1) for c, total in enumerate(sums) if total.denominator != 1]
    edges.append((spare, sink, sum(wanted) - sum(floor(total) for total in sums)))
    start, stop, capacity = zip(*edges, strict=True)
    size = sink + 1
    network = csr_matrix((np.array(capacity, dtype=np.int32), (start, stop)), shape=(size, size))
    flow = maximum_flow(network, source, sink).flow.toarray()
    raised: Integers = flow[1 : 1 + rows, 1 + rows : 1 + rows + columns].astype(np.int64)
    return raised
