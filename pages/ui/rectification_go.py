"""Where the reader is in the room of rectification: which view, which item."""

from pages.ui import choices, state

ADDRESS, ITEM = "rectification", "problem"


def chosen() -> str:
    """Return the number of the item that is opened beside the ledger; empty for none."""
    return state.address(ITEM)


def choose(number: str) -> None:
    """Open an item beside the ledger."""
    state.set_address(**{ITEM: number})


def item(number: str) -> None:
    """Turn to the ledger with an item opened; call it in a callback."""
    choose(number)
    state.put(choices.key(ADDRESS), "ledger")
