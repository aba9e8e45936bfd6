"""Speed and size as ratios to something known, measured in one run: `make bench`."""
