"""Tests that open the product in headless Chromium and click."""
