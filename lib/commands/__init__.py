"""What the verbs of the command line do. Each returns a text that says what was done."""
