"""What Alembic runs for every command: with the connection that it is given, else with the log of HEPASCREEN_LOG_URL.

The assistant gives its own (`actions.log.schema`); `alembic revision --autogenerate` has none.
"""

import os

from alembic import context
from sqlalchemy.engine import Connection

from actions.log.engine import connect_engine
from actions.log.models import Base


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, include_object=_is_ours
    )
    with context.begin_transaction():
        context.run_migrations()


def _is_ours(_: object, name: str | None, *__: object) -> bool:
    return name != "sqlite_sequence"


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with connect_engine(os.environ["HEPASCREEN_LOG_URL"]).begin() as own:
        _migrate(own)
