"""Who may see which areas: the one gate through which every read passes.

There is no sign-in yet: everybody on the intranet sees the county. When roles
come, they come here and nowhere else.
"""

from lib.errors import N_, InputError
from lib.model.roster import Roster

ANYONE = "anyone"
"""The reader while there is no sign-in."""


def visible_areas(roster: Roster, user: str) -> Roster:
    """Return the part of the roster a user may see.

    Parameters
    ----------
    roster
        All areas.
    user
        Name of the reader; `ANYONE` sees every area.

    Raises
    ------
    InputError
        If the user is not known.
    """
    if user != ANYONE:
        raise InputError(N_("The user “{user}” is not known here."), user=user)
    return roster
