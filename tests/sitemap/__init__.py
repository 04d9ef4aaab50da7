"""Tests of plugins/sitemap."""
