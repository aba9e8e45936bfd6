"""Delivered files to a trustworthy warehouse: contracts, rejects with a reason, address matching."""
