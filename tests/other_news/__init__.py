"""Tests of plugins/other_news."""
