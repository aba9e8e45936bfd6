"""One indicator, one file; found by discovery."""
