"""LibreOffice opens every paper, and its pages are as many as such a paper has."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from lib.adapters.papers.decks import write_slides
from lib.adapters.papers.word import write_word
from lib.model.papers.content import Kind
from tests import papers

PAGES = {
    Kind.RANKING: (2, 3),
    Kind.ALLOCATION: (1, 2),
    Kind.STATEMENT: (2, 2),
    Kind.BULLETIN: (6, 9),
    Kind.NOTICE: (2, 4),
    Kind.LEDGER: (1, 1),
    Kind.MINUTES: (2, 3),
    Kind.SUMMONS: (1, 1),
}
OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def printed(demonstration, templates, tmp_path_factory):
    """Every paper of the end of the year as a PDF."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    found = papers.findings(demonstration, papers.DAYS[1])
    folder = tmp_path_factory.mktemp("printed")
    for kind in PAGES:
        (folder / f"{kind}.docx").write_bytes(write_word(papers.paper(kind, found), templates))
    deck = papers.paper(Kind.MEETING, found)
    (folder / "meeting.pptx").write_bytes(write_slides(deck, templates))
    files = sorted(str(path) for path in folder.iterdir())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=False, capture_output=True, timeout=300)  # noqa: S603
    return folder, len(deck.slides) + 1


def pages_of(path: Path) -> PdfReader:
    if not path.exists():
        pytest.skip("this LibreOffice has no Writer or Impress (libreoffice-writer, -impress)")
    return PdfReader(path)


@pytest.mark.parametrize("kind", PAGES)
def test_a_document_has_a_plausible_number_of_pages_of_a4(kind, printed):
    pages = pages_of(printed[0] / f"{kind}.pdf").pages
    least, most = PAGES[kind]
    assert least <= len(pages) <= most
    sizes = {tuple(sorted(round(float(s) / 72 * 25.4) for s in p.mediabox[2:])) for p in pages}
    assert sizes == {(210, 297)}


def test_every_slide_is_a_page(printed):
    folder, count = printed
    assert len(pages_of(folder / "meeting.pdf").pages) == count


@pytest.mark.parametrize("kind", PAGES)
def test_every_page_says_that_figures_are_made_up(kind, printed):
    for page in pages_of(printed[0] / f"{kind}.pdf").pages:
        assert "示例数据" in page.extract_text()
