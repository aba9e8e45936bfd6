"""Paper: what each template of `typst/` takes, and PDF by Typst."""
