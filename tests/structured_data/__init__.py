"""Tests of plugins/structured_data."""
