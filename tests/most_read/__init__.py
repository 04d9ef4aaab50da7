"""Tests of the panels "most read" and "trending"."""
