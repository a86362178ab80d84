"""The journal of the quarter's work: read from the store and posted to it."""

from lib.adapters.store import journal
from lib.model.authors import Author
from lib.model.journal import Attachment, Decide, Posting
from pages.ui.load import kept


def postings(*books: str) -> tuple[Posting, ...]:
    """Return the postings of some books, oldest first."""
    return journal.postings(kept.store(), *books)


def version(*books: str) -> str:
    """Return what changes with some books: a key of caches."""
    return str(journal.version(kept.store(), *books))


def post(decide: Decide, key: str, author: Author, *books: str) -> tuple[Posting, ...]:
    """Post what a room decides on some books; see the store."""
    return journal.post(kept.store(), decide, key, author, *books)


def file(sha256: str) -> Attachment:
    """Return an attachment; see the store."""
    return journal.file(kept.store(), sha256)


def fingerprint(attached: Attachment) -> str:
    """Return the SHA-256 of a file, by which postings refer to it."""
    return journal.fingerprint(attached)
