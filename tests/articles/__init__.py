"""Tests of plugins/articles."""
