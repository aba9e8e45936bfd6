"""Open data: a folder and a ZIP of the open tier, described for people and for machines."""
