"""Formulas of the method, each once, as pure functions over arrays; sources stand in the docstrings.

Missing is NaN on the way in and on the way out. Nothing here decides a state or a word in the
interface: a caller turns NaN into "onvoldoende gegevens".
"""
