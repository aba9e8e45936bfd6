"""Slides: native text, tables and charts that one can edit, in PowerPoint."""
