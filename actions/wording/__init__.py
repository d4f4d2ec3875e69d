"""Everything that is said, in one place; functions of plain data, so that it can be translated."""
