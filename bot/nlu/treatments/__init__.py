"""Treatments of the tumour: what was given, when it began and ended, how it went, and whether that is all."""
