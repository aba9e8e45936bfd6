"""Attenderingen: where counts rise more than chance, and what cannot be seen. Places, never persons."""
