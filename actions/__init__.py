"""One turn of the assistant: read what was said, record it, screen, answer."""
