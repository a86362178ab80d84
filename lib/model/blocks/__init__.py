"""Blocks (片区): what lead hospitals do for the institutions they help."""
