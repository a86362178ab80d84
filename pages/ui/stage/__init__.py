"""The stage of a meeting: one screen at a time, in large letters, turned with the arrow keys."""
