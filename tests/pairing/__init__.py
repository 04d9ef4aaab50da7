"""Tests of plugins/pairing."""
