"""Tests of plugins/need_to_know."""
