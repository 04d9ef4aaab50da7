"""Tests that look at the site with a browser and with the Nu HTML checker."""
