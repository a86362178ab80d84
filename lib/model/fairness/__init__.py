"""Fairness: how evenly money is spread, whom a change hurts, and who may be compared with whom."""
