"""Replace a layer of the map by the county's own file."""
