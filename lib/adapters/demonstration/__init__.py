"""Invented figures and work for two years: realistic in size, true of no place (示例数据).

`generate` makes the observations, `write` puts them into a file. What is told
about whom stands in `stories`, how large things are in `people` and `recipes`.
"""

from lib.adapters.demonstration.files import LABEL, is_demonstration, write
from lib.adapters.demonstration.generator import DEFAULT_SEED, generate
from lib.adapters.demonstration.nation import counties

__all__ = ["DEFAULT_SEED", "LABEL", "counties", "generate", "is_demonstration", "write"]
