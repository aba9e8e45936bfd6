"""Plotly figures in the look of the product. Each comes with a summary in words and a table."""
