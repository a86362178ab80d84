"""What people decide, in files they edit: catalogue, headings, relations, schemes."""
