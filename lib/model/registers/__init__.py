"""Registers (台账): tables that institutions keep from year to year, each declared as data.

A register is a list of columns with shapes and bounds. Import, template, entry by hand, checks
and history are made from the declaration; only what the figures mean has a module of its own.
"""
