"""The trained assistant as the server has it, with a log of its own; every dialogue speaks as a sender of its own."""

import dataclasses
import datetime as dt

import pytest

from tests.conftest import ROOT

FIRST_DAY = dt.date(2026, 11, 20)


class Conversation:
    """Types messages into the assistant and gives what it answered."""

    def __init__(self, assistant, sender):
        self._assistant, self._sender = assistant, sender

    async def type(self, text, *, day=FIRST_DAY, sender="", message_id=None):
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        settings = dataclasses.replace(self._assistant.settings, fixed_today=day)
        self._assistant.settings = settings
        channel = CollectingOutputChannel()
        metadata = {"message_id": message_id} if message_id else {}
        name = f"{self._sender}-{sender}"
        await self._assistant.handle_message(UserMessage(text, channel, name, input_channel="rest", metadata=metadata))
        return Answer(channel.messages)


class Answer:
    """What came back: the text, the buttons, and the payload for widgets."""

    def __init__(self, messages):
        self.text = "\n".join(message["text"] for message in messages if message.get("text"))
        self.buttons = [button for message in messages for button in message.get("buttons") or ()]
        payloads = [message["custom"]["hepascreen"] for message in messages if message.get("custom")]
        assert len(payloads) <= 1
        self.payload = payloads[0] if payloads else None
        self.phone = next((message["custom"].get("phone") for message in messages if message.get("custom")), None)

    @property
    def statuses(self):
        return {trial["trial"]: trial["status"] for trial in self.payload["screening"]["trials"]}


@pytest.fixture(scope="session")
def assistant(tmp_path_factory):
    """The assistant with the model that `make train` made, trained here where the data changed since."""
    from bot import quiet

    quiet.before_rasa()
    import actions.desk
    from bot.assistant import load_assistant
    from bot.settings import read_settings
    from bot.train import train_if_changed

    log_url = f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.db'}"
    settings = read_settings()
    train_if_changed(settings.model, ROOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEPASCREEN_LOG_URL", log_url)
        actions.desk.the_desk.cache_clear()
        yield load_assistant(settings)
        actions.desk.the_desk.cache_clear()


@pytest.fixture
def conversation(assistant, request):
    return Conversation(assistant, request.node.name)
