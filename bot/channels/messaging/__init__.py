"""Messaging channels: what they share. A provider's own protocol is in a folder beside this one."""
