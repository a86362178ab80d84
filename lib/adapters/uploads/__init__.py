"""Delivered files (上传文件): from bytes nobody trusts to a grid of cells.

What a file is, its content tells, never its name. Packages are examined before anything
unpacks them, and the reading library runs in a process of its own with limits: whatever
a file does to it, the dashboard lives on and answers with a sentence.
"""

from lib.adapters.uploads.limits import Limits
from lib.adapters.uploads.reading import read

__all__ = ["Limits", "read"]
