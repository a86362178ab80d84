"""Rectification (整改): the ledger of problems, deadlines, and parts of payments held."""
