"""How people reach the assistant: understanding, channels, server, command line and settings."""
