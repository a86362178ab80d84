"""Data in (数据导入): what a delivered file says, what is wrong with it, what it would change.

A file goes through four rooms: `sheets` (cells as delivered) → `plans` (what each column and
row is) → `figures` (typed observations, each with its cell) → `findings` (what is wrong).
"""
