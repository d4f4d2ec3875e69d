"""The channels through which messages come and replies go."""
