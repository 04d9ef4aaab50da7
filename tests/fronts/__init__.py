"""Tests of plugins/fronts."""
