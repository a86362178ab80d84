"""The templates as they are shipped, written by program so that they can be made again."""
