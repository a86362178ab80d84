"""Robustness: what other weights, other assumptions and other methods would change."""
