"""The Rasa component: puts what the extractor reads of a message on it, as one entity."""

from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.extractor import Extractor
from bot.nlu.scope.supposed import read_beside
from bot.settings import read_settings
from criteria import load_catalogue

METADATA = "hepascreen"
"""The key of a message's metadata that holds ``today`` (ISO) and ``asked`` (fact ids); the server sets it."""
ENTITY = "extraction"
"""The entity whose value is the extraction as JSON data."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ClinicalExtractor(GraphComponent):
    """Reads each message with the :class:`~bot.nlu.extractor.Extractor`; nothing is trained or stored."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ClinicalExtractor":
        """Build the component; its lexicon comes from the catalogue, not from the model."""
        return cls(Extractor(load_catalogue()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Put one entity with the whole extraction on each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            today, asked = _context(message)
            found = self._extractor.extract(text, today=today, asked=asked)
            entity = {
                "entity": ENTITY,
                "value": {**found.as_json(), **read_beside(self._extractor, text, today, found)},
                "start": 0,
                "end": len(text),
                "extractor": "ClinicalExtractor",
            }
            message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
        return messages


def _context(message: Message) -> tuple[date, tuple[str, ...]]:
    """Give the date and the facts that were asked for: from the metadata, else from the settings' clock."""
    data = (message.get("metadata") or {}).get(METADATA) or {}
    today = data.get("today")
    return (date.fromisoformat(today) if today else read_settings().today()), tuple(data.get("asked") or ())
