"""The demonstration corporation: synthetic source files of a corporation that does not exist."""
