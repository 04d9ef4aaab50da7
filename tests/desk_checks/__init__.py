"""Tests of plugins/desk_checks."""
