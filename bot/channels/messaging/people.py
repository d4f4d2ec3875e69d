"""Who is let in: the people whom a setting lists, each with the name by which the screening log knows them."""

from collections.abc import Iterable

from bot.access.tokens import Caller
from bot.channels.messaging.inbound import Inbound
from bot.setting_values import Listed


class People:
    """The people of one provider. With a site they share its screenings; without one each has their own."""

    def __init__(self, listed: Iterable[Listed], site: str | None) -> None:
        self._callers = {one.identifier: Caller(one.name, site or "", one.role) for one in listed}

    def caller(self, inbound: Inbound) -> Caller | None:
        """Give who wrote a message, or None where they are not let in."""
        return self._callers.get(inbound.identifier)
