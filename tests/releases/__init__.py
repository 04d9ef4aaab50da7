"""Tests of plugins/releases."""
