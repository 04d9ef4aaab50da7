"""Rebuilds: byte for byte what a clean build makes, and no more than what changed."""
