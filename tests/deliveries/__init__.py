"""Files as institutions and provincial systems deliver them: fixtures, generators, hostile ones."""
