"""Alembic's migrations of the screening log."""
