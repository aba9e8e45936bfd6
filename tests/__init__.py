"""Tests that read as documentation."""
