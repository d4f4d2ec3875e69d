"""What Prometheus reads at `/metrics`: messages, how long they took, what was refused. No words, no senders."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The metrics of one assistant, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.turns = Counter(
            "hepascreen_turns",
            "Messages that were answered, by channel and by what came of them",
            ("channel", "outcome"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "hepascreen_turn_seconds",
            "Time from a message to the end of its answer",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.under_way = Gauge("hepascreen_turns_under_way", "Messages that are being answered", registry=self.registry)
        self.redacted = Counter(
            "hepascreen_redactions",
            "Pieces of personal data taken out of messages, by kind",
            ("kind",),
            registry=self.registry,
        )
        self.refused = Counter(
            "hepascreen_refused_requests",
            "Requests that were refused, by HTTP status",
            ("status",),
            registry=self.registry,
        )
        self.received = Counter(
            "hepascreen_channel_messages",
            "Messages that a messaging channel brought, by what became of them",
            ("channel", "outcome"),
            registry=self.registry,
        )
        self.deliveries = Counter(
            "hepascreen_deliveries",
            "Replies handed to the provider of a messaging channel",
            ("channel", "outcome"),
            registry=self.registry,
        )
        self.conversations = Gauge("hepascreen_conversations", "Conversations kept in memory", registry=self.registry)

    def text(self) -> bytes:
        """Give all of them in Prometheus's text form."""
        return bytes(generate_latest(self.registry))
