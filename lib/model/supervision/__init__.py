"""Supervision (督导): visits, the coverage rule, training, the next round."""
