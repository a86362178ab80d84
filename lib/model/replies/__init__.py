"""The right of reply (申诉): claimed, verified, appealed, final, the first mark kept."""
