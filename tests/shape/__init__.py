"""The promises of the tree: sizes, names, directions, labels."""
