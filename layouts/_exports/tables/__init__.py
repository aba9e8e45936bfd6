"""Tables that leave the product: typed columns once, as XLSX, CSV and the workbook."""
