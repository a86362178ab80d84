"""Photograph pages for people to look at.

    python -m tests.browser.screenshots FOLDER [PAGE ...]

writes one picture per page, language, size and colour scheme. A page may carry a
query, as in `profile?unit=...`; without pages, all are taken.
"""

import sys
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from tests.browser.dashboard import PAGES, SIZES, browse, path_to, serve, settle


def main(folder: str, *pages: str) -> None:
    """Take the pictures and name each file as it is written."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    with serve() as address, browse() as browser:
        for page, lang, size, look in product(
            pages or PAGES, ("zh", "en"), SIZES, ("light", "dark")
        ):
            name, _, query = page.partition("?")
            width, height = SIZES[size]
            tab = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=look, locale="zh-CN"
            )
            tab.goto(f"{address}/{path_to(name)}?{urlencode({'lang': lang})}&{query}")
            settle(tab)
            file = Path(folder) / f"{name}-{lang}-{size}-{look}.png"
            tab.screenshot(path=file)
            tab.close()
            print(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
