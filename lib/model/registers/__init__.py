"""Registers (台账登记): accreditation, family doctors, staff, investment, good practice."""
