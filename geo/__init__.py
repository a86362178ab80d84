"""The schematic layers of the county, and how they are made."""
