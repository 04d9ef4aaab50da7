"""Tests of plugins/imprint."""
