"""Who may come in: signed tokens, and the limits for those who have one and those who have none."""
