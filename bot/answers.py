"""Checks what an action answered against Rasa's schema, compiled once.

Rasa's `RemoteAction` calls `jsonschema.validate`, which checks the schema itself before each use. That takes
some 45 ms a turn. The schema is a constant, so it is checked once here; what is accepted stays the same.
What the executor inside the assistant answers is of the right form by its making.
"""

from typing import Any

import jsonschema  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction

_SCHEMA = RemoteAction.action_response_format_spec()
_VALIDATOR_CLASS = jsonschema.validators.validator_for(_SCHEMA)
_VALIDATOR_CLASS.check_schema(_SCHEMA)
_VALIDATOR = _VALIDATOR_CLASS(_SCHEMA)


class OwnAnswer(dict[str, Any]):
    """An answer that rasa_sdk's executor has put together in this process, and checked."""


def install() -> None:
    """Make every action of Rasa use the compiled schema."""
    RemoteAction._validate_action_result = _validate


def _validate(_: RemoteAction, result: dict[str, Any]) -> bool:
    """Raise jsonschema.ValidationError where the answer of an action is not as Rasa wants it."""
    if isinstance(result, OwnAnswer):
        return True
    error = jsonschema.exceptions.best_match(_VALIDATOR.iter_errors(result))
    if error is not None:
        error.message += ". The answer of an action is not as Rasa wants it; see its page on custom actions."
        raise error
    return True
