"""Tests of plugins/multimedia."""
