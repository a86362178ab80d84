"""Papers that come back: what became of them, and whether their result still stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PureWindowsPath

from lib.adapters.papers import reading
from lib.adapters.store import scheme_versions
from lib.adapters.store.evaluations import Adopted, Proposal
from lib.adapters.uploads import office
from lib.errors import ModelError
from lib.model import sealing
from lib.model.papers.checking import Check, Reading, judge, recognise
from lib.model.papers.issuing import Issued, Record
from lib.project import Project
from pages.ui import load
from pages.ui.load import kept
from pages.ui.load.papers import file, find, register

__all__ = ["find"]

_PROJECT = Project()
_NEVER = datetime.fromisoformat("2000-01-01")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the store still gives the result of a paper."""

    now: bool
    """Today's figures and rules give it."""
    then: bool | None
    """Figures and rules as they were give it again; None if they are no longer kept."""


def check(content: bytes, name: str) -> Check:
    """Say what became of a paper that came back.

    Raises
    ------
    InputError
        If the file is no document, or one that nobody should open.
    """
    plain = PureWindowsPath(name).name[-120:]
    office.prove(content, plain)
    now, sha256 = reading.read(content, plain), hashlib.sha256(content).hexdigest()
    paper = recognise(register(), sha256, now)
    return judge(paper, sha256, _original(paper), now)


def standing(issued: Issued) -> Standing:
    """Say whether the store still gives the result of a paper, now and as it was then.

    Raises
    ------
    InputError, ParameterError
        If the scheme of the paper cannot be read any more.
    """
    record = issued.record
    return Standing(_gives_now(record), _gave_then(record))


def _gives_now(record: Record) -> bool:
    schemes = _PROJECT.schemes(scheme_versions.texts(kept.store()))
    if record.scheme not in schemes:
        return False
    held = schemes[record.scheme].on(record.day, _PROJECT.context())
    return sealing.seal(load.dataset().fingerprint, held) == record.seal


def _gave_then(record: Record) -> bool | None:
    """Lay out figures and rules as they were; what cannot be laid out is not known."""
    proposal = Proposal(
        "", record.scheme, record.day, record.revision, record.documents, {}, record.seal
    )
    adopted = Adopted(0, proposal, "", _NEVER, "")
    try:
        figures, held = _PROJECT.replay_inputs(kept.store(), adopted)
    except ModelError:  # the sentence on the screen is that it is not known
        return None
    return sealing.seal(figures.fingerprint, held) == record.seal


def _original(paper: Issued | None) -> Reading | None:
    return None if paper is None else reading.read(file(paper).content, paper.record.file)
