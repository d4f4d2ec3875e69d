"""Measured values: names and numbers, tables, limits of normal, and which of several values counts."""
