"""The Rasa component that tells what a message wants, learned from examples."""

# No deferred annotations here: Rasa reads those of its components and takes no forward references.

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.wishes.features import KINDS, features
from bot.nlu.wishes.linear import Kind, LinearModel, fit

HOW_KINDS_COUNT = {
    "words": Kind(),
    # What one example alone has tells little and costs memory.
    "parts": Kind(least=2),
    "gist": Kind(),
    "shape": Kind(weight=0.6, rarity=False),
}
"""How each kind of features counts; docs/pipeline.md says what was compared."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WishClassifier(IntentClassifier, GraphComponent):
    """Reads the intent off the text itself: it needs no tokenizer and no featurizer before it."""

    @staticmethod
    def required_packages() -> list[str]:
        """Name the libraries that training needs."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Give the settings: `C`, the inverse strength of the regularisation; `sharpness`, which turns distances
        from the borders into confidences (the fitted one makes them as high as messages are read right);
        `ranking_length`, how many intents a message carries.
        """
        return {"C": 1.0, "sharpness": 4.0, "ranking_length": 3}

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: LinearModel | None = None
    ) -> None:
        """Build the classifier; training or loading gives it a model."""
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "WishClassifier":
        """Build a classifier that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "WishClassifier":
        """Build a classifier from a stored model; without one it finds no intent."""
        try:
            with model_storage.read_from(resource) as folder:
                return cls(config, model_storage, resource, LinearModel.read(folder))
        except ValueError:  # Rasa's word for a resource that is not stored: nothing was trained
            return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples that have an intent and store the model; one intent alone teaches nothing."""
        examples = [one for one in training_data.intent_examples if one.get(INTENT) and one.get(TEXT)]
        names = [one.get(INTENT) for one in examples]
        if len(set(names)) > 1:
            kinds = [HOW_KINDS_COUNT[kind] for kind in KINDS]
            self._model = fit([features(one.get(TEXT)) for one in examples], names, kinds, self._config["C"])
            with self._storage.write_to(self._resource) as folder:
                self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Put the likeliest intents, best first, with confidences on each message."""
        for message in messages:
            ranking = self._ranking(message.get(TEXT) or "")
            best = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _ranking(self, text: str) -> list[dict[str, Any]]:
        if self._model is None or not text:
            return []
        scores = self._model.scores(features(text)) * self._config["sharpness"]
        confidences = np.exp(scores - scores.max())
        confidences /= confidences.sum()
        order = np.argsort(-scores, kind="stable")[: self._config["ranking_length"]]
        return [
            {INTENT_NAME_KEY: self._model.names[place], PREDICTED_CONFIDENCE_KEY: float(confidences[place])}
            for place in order
        ]
