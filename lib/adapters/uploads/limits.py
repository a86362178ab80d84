"""How large a delivered file may be; all of it is declared here."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost. A county's largest table has 500,000 cells."""

    file: int = 20 * MEBIBYTE
    """Bytes as delivered."""
    unpacked: int = 200 * MEBIBYTE
    """Bytes of all parts of a package together."""
    part: int = 120 * MEBIBYTE
    """Bytes of the largest part of a package."""
    ratio: int = 300
    """How many times its size a part may grow when unpacked."""
    entries: int = 500
    """Parts of a package."""
    rows: int = 200_000
    columns: int = 2_000
    cells: int = 5_000_000
    """Cells of all sheets, empty ones between filled ones included."""
    answer: int = 256 * MEBIBYTE
    """Bytes of the cells written out."""
    memory: int = 1536 * MEBIBYTE
    """Address space of the reading process, where the system can limit it."""
    seconds: float = 60
    """How long the reading process may run."""
