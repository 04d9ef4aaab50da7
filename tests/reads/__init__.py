"""Tests of counting reads."""
