"""Dates: in which forms they stand, what they mean, and which event or sample they belong to."""
