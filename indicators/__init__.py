"""Warehouse to lights: indicators with intervals, scores by published methods, shielding, publishing."""
