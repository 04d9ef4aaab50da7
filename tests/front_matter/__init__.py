"""Tests of plugins/front_matter."""
