"""One source kind, one file with its contract; found by discovery."""
