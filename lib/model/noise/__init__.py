"""Noise: is a difference between institutions more than chance? From figures to scores to yuan."""
