"""Tests of the whole site: the real bulletin and small ones, as their readers get them."""
