"""What dateline knows of the world, as data files with loaders; see docs/guides/knowledge.md for the formats."""
