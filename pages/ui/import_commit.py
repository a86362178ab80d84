"""The button that stores a file, how far it has come, and the receipt."""

import time

import streamlit as st

from lib.deliveries import Consent
from pages.ui import formats, load, state
from pages.ui.load import intake
from pages.ui.load.intake import Examination, Job, Receipt
from pages.ui.text import _, fill

_RECEIPT = "import receipt"
_PAUSE = 0.1  # seconds between two looks at the progress


def offer(examination: Examination) -> None:
    """Offer to store the file, or say what has to be done first."""
    if examination.obstacles:
        st.warning(
            fill(
                _("{count} problems stand in the way; nothing can be stored yet."),
                {"count": len(examination.obstacles)},
            ),
            icon=":material/block:",
        )
        return
    if examination.reading.figures.empty:
        st.warning(_("No figure was found that could be stored."), icon=":material/block:")
        return
    with st.form("keep", border=True):
        pressed, consent = _questions(examination)
    if pressed:
        _keep(examination, consent)


def last_receipt() -> None:
    """Show the receipt of the file stored last, until the next one is chosen."""
    receipt = state.draft(_RECEIPT, _no_receipt)
    if receipt is not None:
        st.success(_said(receipt), icon=":material/receipt_long:")


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


def _keep(examination: Examination, consent: Consent) -> None:
    """Store in the background and follow; a click elsewhere does not stop it."""
    job = intake.keep(examination, consent, state.author(consent.note))
    bar = st.progress(0.0, _("Storing …"))
    while job.future is not None and not job.future.done():
        bar.progress(_share(job), _("Storing …"))
        time.sleep(_PAUSE)
    bar.empty()
    if job.future is None:
        return
    state.replace_draft(_RECEIPT, job.future.result())
    state.replace_draft("uploads", state.draft("uploads", lambda: 0) + 1)
    load.refresh()
    st.rerun()


def _no_receipt() -> Receipt | None:
    return None


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
