"""What people see: a file without `_` is a page; parts, figures and assets stand in the `_` folders."""
