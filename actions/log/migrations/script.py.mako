"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Say here what changes, and what becomes of the rows that there are."""
    ${upgrades if upgrades else "pass"}
