"""The button that stores a file, how far it has come, and the receipt."""

import time

import streamlit as st

from lib.deliveries import Consent
from lib.errors import ModelError
from pages.ui import formats, frame, import_findings, load, state
from pages.ui.load import intake
from pages.ui.load.intake import Examination, Job, Receipt
from pages.ui.text import _, fill

_RECEIPT, _PENDING = "import receipt", "import pending"
_PAUSE = 0.1  # seconds between two looks at the progress


def offer(examination: Examination) -> None:
    """Offer to store the file, or say what has to be done first."""
    if examination.obstacles:
        told = fill(
            _("{count} problems stand in the way; nothing can be stored yet."),
            {"count": formats.number(len(examination.obstacles))},
        )
        st.error(f"{told}\n\n{import_findings.summary(examination)}", icon=":material/block:")
        return
    if examination.reading.figures.empty:
        st.warning(_("No figure was found that could be stored."), icon=":material/block:")
        return
    others = _has_moved(examination)
    with st.form("keep", border=True):
        _verdict(examination)
        pressed, consent = _questions(examination)
    if pressed and not others:
        intake.keep(examination, consent, state.author(consent.note))
        state.replace_draft(_PENDING, consent.key)
        st.rerun()


def follow() -> None:
    """Follow a file that is being stored, to its receipt or to what went wrong.

    The work goes on in the background: a click elsewhere does not stop it, and whoever comes
    back sees how far it has come, or the receipt.
    """
    job = intake.job(state.draft(_PENDING, str))
    if job is None or job.future is None:
        return
    bar = st.progress(0.0, _("Storing …"))
    while not job.future.done():
        bar.progress(_share(job), _progress(job))
        time.sleep(_PAUSE)
    bar.empty()
    state.drop_draft(_PENDING)
    error = job.future.exception()
    if isinstance(error, ModelError):
        frame.show(error)
        return
    state.replace_draft(_RECEIPT, job.future.result())
    state.replace_draft("uploads", state.draft("uploads", lambda: 0) + 1)
    load.refresh()
    st.rerun()


def last_receipt() -> None:
    """Show the receipt of the file stored last, until the next one is chosen."""
    receipt = state.draft(_RECEIPT, _no_receipt)
    if receipt is not None:
        st.success(_said(receipt), icon=":material/receipt_long:")
        frame.link("overview", _("See the figures"))


def _questions(examination: Examination) -> tuple[bool, Consent]:
    left, right = st.columns([1, 3])
    received = left.datetime_input(
        _("Report received"), value=state.now(), key="import received", required=True
    )
    asked = _("Why the warnings are accepted") if examination.warnings else _("Remark")
    note = right.text_input(asked, key="import note")
    pressed = st.form_submit_button(
        fill(
            _("Store {count} figures"),
            {"count": formats.number(examination.difference.new + examination.difference.changed)},
        ),
        type="primary",
        icon=":material/save:",
    )
    consent = Consent(intake.key(examination), received, note)
    return pressed, consent


def _has_moved(examination: Examination) -> bool:
    """Tell, also the reader, whether somebody stored figures since the last look at this file."""
    name, now = f"revision {examination.workbook.sha256}", examination.revision
    seen = state.draft(name, lambda: now)
    state.replace_draft(name, now)
    if seen != now:
        told = _(
            "Somebody else has changed figures since you looked (data version {now}). "
            "Nothing of this file was stored: look at the differences again, then store."
        )
        st.warning(fill(told, {"now": now}), icon=":material/sync_problem:")
    return seen != now


def _verdict(examination: Examination) -> None:
    if examination.warnings:
        told = _("No error. {count} warnings: say why the figures are right, then store them.")
        count = formats.number(len(examination.warnings))
        st.markdown(f":orange[:material/warning:] **{fill(told, {'count': count})}**")
    else:
        told = _("No problem: ready to be stored.")
        st.markdown(f":green[:material/check_circle:] **{told}**")


def _no_receipt() -> Receipt | None:
    return None


def _progress(job: Job) -> str:
    if not job.whole:
        return _("Waiting for the store: somebody else is just storing a file …")
    told = _("Storing: {done} of {whole} figures. You may leave this page meanwhile.")
    return fill(told, {"done": formats.number(job.done), "whole": formats.number(job.whole)})


def _share(job: Job) -> float:
    return job.done / job.whole if job.whole else 0.0


def _said(receipt: Receipt) -> str:
    return fill(
        _(
            "Import {number} stored: {new} new, {changed} changed, {unchanged} unchanged figures; "
            "data version {revision}; audit entry {seq} ({mark})."
        ),
        {
            "number": receipt.import_id,
            "new": formats.number(receipt.new),
            "changed": formats.number(receipt.changed),
            "unchanged": formats.number(receipt.unchanged),
            "revision": receipt.revision,
            "seq": receipt.audit.seq,
            "mark": receipt.audit.hash[:8],
        },
    )
