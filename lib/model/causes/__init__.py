"""Why money moves: what a point is worth, what a rule costs, where a step stands."""
