"""Benchmarks: what things cost, measured."""
