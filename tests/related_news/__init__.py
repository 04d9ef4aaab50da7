"""Tests of plugins/related_news."""
