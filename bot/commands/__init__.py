"""The commands of `hepascreen`, one a module; each imports what it needs and no more."""
