"""Measurements, as ratios side by side in one run: `python -m tests.bench`. Never asserted."""
