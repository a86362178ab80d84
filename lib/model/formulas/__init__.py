"""Formulas of the allocation, F1 to F8: one small pure module for each."""
