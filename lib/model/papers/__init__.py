"""Documents (公文): what goes into them, as values and sentences."""
