"""How far could it go: what other weights of the service items could do, and what not."""
