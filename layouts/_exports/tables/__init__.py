"""Tables that leave the product: typed columns once, as XLSX and CSV."""
