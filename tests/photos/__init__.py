"""Tests of plugins/photos."""
