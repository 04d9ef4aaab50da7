"""The plugins of the bulletin: one folder a feature (see README.md beside this file)."""
