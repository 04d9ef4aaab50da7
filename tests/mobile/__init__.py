"""Tests of plugins/mobile."""
