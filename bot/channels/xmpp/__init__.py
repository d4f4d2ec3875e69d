"""XMPP: the assistant has an account on a server, to which it connects; people write to it or to its rooms."""

from bot.channels.xmpp.channel import channels

__all__ = ["channels"]
