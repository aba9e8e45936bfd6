"""One open-data service, one file; a new file is found by itself (see `ingest/connector.py`)."""
