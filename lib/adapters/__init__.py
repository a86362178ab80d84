"""The world: files, maps, documents. Turns it into the model's types, and back."""
