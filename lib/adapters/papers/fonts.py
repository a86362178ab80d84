"""A Chinese font of this machine for pictures."""

from __future__ import annotations

from functools import cache

from matplotlib import font_manager

from lib.errors import N_, StorageError

FAMILIES = (
    *("Microsoft YaHei", "SimHei", "DengXian", "SimSun"),  # Windows
    *("Source Han Sans CN", "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC"),
    *("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "AR PL UMing CN"),
    *("PingFang SC", "Heiti SC", "Noto Sans CJK JP", "Noto Serif CJK SC"),
)
"""Families that hold Chinese letters, best first: of Windows, of Linux and its relatives."""


@cache
def chinese() -> str:
    """Return the family of the first Chinese font found.

    Raises
    ------
    StorageError
        If there is none, saying which to install.
    """
    known = {font.name for font in font_manager.fontManager.ttflist}
    return choose(known)


def choose(known: set[str]) -> str:
    """Return the best of the families that are known.

    Raises
    ------
    StorageError
        If none of them holds Chinese letters.

    Examples
    --------
    >>> choose({"DejaVu Sans", "SimHei"})
    'SimHei'
    """
    for family in FAMILIES:
        if family in known:
            return family
    raise StorageError(
        N_("This machine has no Chinese font to draw a map with."),
        hint=N_("Install one, such as Noto Sans CJK (fonts-noto-cjk) or SimHei, and start again."),
    )
