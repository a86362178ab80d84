"""Where a value comes from, in words: who set it, and whether that is still to be confirmed."""

from lib.model.parameters import Reference
from pages.ui.text import N_, _

AUTHORITY_NAMES = {
    "national": N_("national"),
    "provincial": N_("provincial"),
    "prefecture": N_("prefecture"),
    "county": N_("county"),
    "programme": N_("this programme"),
}
_ONLY_KNOWN = "general_knowledge"


def authority(reference: Reference) -> str:
    """Name the authority of a value; general knowledge says that it is to be confirmed.

    Examples
    --------
    >>> authority(Reference("t", "county", "general_knowledge"))
    '县级（待县局确认）'
    """
    return confirmed(_(AUTHORITY_NAMES[reference.authority]), reference.confidence)


def only_known(reference: Reference) -> bool:
    """Tell whether a value is general knowledge that the county still has to confirm."""
    return reference.confidence == _ONLY_KNOWN


def confirmed(words: str, confidence: str) -> str:
    """Add to a value that the county still has to confirm that it has."""
    if confidence != _ONLY_KNOWN:
        return words
    return _("{value} (unconfirmed)").format(value=words)
