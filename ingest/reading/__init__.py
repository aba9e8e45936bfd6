"""From a file in the state it arrives to one table of text cells with row numbers and headers."""
