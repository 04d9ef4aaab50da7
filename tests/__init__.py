"""Tests of the bulletin; folders here are called as the plugins they test."""
