"""Telephone calls through Twilio: what was said or keyed in, what is said back, and what is confirmed first."""
