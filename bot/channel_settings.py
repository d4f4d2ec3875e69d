"""The settings of the messaging channels, by provider; each is off until one of its variables is set."""

from dataclasses import dataclass, field
from pathlib import Path

from bot import setting_values, xmpp_values
from bot.setting import Setting
from bot.setting_values import Listed

WHO = "Who is let in on {}, with commas between: `{}` or `{}/reader`"


@dataclass(frozen=True, kw_only=True)
class ChannelSettings:
    """What the environment decides about messaging channels. No secret and no telephone number is in its text."""

    slack_token: str | None = field(default=None, repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    slack_people: tuple[Listed, ...] = ()
    slack_url: str = "https://slack.com/api/"
    telegram_token: str | None = field(default=None, repr=False)
    telegram_secret: str | None = field(default=None, repr=False)
    telegram_people: tuple[Listed, ...] = ()
    telegram_url: str = "https://api.telegram.org/"
    twilio_account: str | None = None
    twilio_token: str | None = field(default=None, repr=False)
    twilio_people: tuple[Listed, ...] = ()
    twilio_sms: str | None = None
    twilio_whatsapp: str | None = None
    twilio_whatsapp_buttons: bool = False
    twilio_voice: bool = False
    twilio_pin: str | None = field(default=None, repr=False)
    twilio_address: str | None = None
    twilio_url: str = "https://api.twilio.com/"
    xmpp_jid: str | None = None
    xmpp_password: str | None = field(default=None, repr=False)
    xmpp_people: tuple[Listed, ...] = ()
    xmpp_rooms: tuple[str, ...] = ()
    xmpp_nick: str = "hepascreen"
    xmpp_server: tuple[str, int] | None = None
    xmpp_ca: Path | None = None


SLACK = (
    Setting(
        "HEPASCREEN_SLACK_TOKEN",
        "slack_token",
        "Bot token of the Slack app (`xoxb-…`); with the next two it turns Slack on",
        "none",
        None,
        setting_values.token,
    ),
    Setting(
        "HEPASCREEN_SLACK_SIGNING_SECRET",
        "slack_signing_secret",
        "Signing secret of the Slack app, which every request from Slack is checked with",
        "none",
        None,
        setting_values.token,
    ),
    Setting(
        "HEPASCREEN_SLACK_PEOPLE",
        "slack_people",
        WHO.format("Slack", "T0AB12CD3/U0EF45GH6=anna", "T0AB12CD3/U0EF45GH6=ben"),
        "nobody",
        (),
        setting_values.people,
    ),
    Setting(
        "HEPASCREEN_SLACK_URL",
        "slack_url",
        "Address of Slack's Web API, where it is reached through another one",
        "https://slack.com/api/",
        "https://slack.com/api/",
        setting_values.provider_url,
    ),
)
TELEGRAM = (
    Setting(
        "HEPASCREEN_TELEGRAM_TOKEN",
        "telegram_token",
        "Token of the Telegram bot; with the next two it turns Telegram on",
        "none",
        None,
        setting_values.token,
    ),
    Setting(
        "HEPASCREEN_TELEGRAM_SECRET",
        "telegram_secret",
        "The `secret_token` that was given to setWebhook, which every request from Telegram must carry",
        "none",
        None,
        setting_values.secret,
    ),
    Setting(
        "HEPASCREEN_TELEGRAM_PEOPLE",
        "telegram_people",
        WHO.format("Telegram", "123456789=anna", "123456789=ben"),
        "nobody",
        (),
        setting_values.people,
    ),
    Setting(
        "HEPASCREEN_TELEGRAM_URL",
        "telegram_url",
        "Address of Telegram's Bot API, where it is reached through another one",
        "https://api.telegram.org/",
        "https://api.telegram.org/",
        setting_values.provider_url,
    ),
)
TWILIO = (
    Setting(
        "HEPASCREEN_TWILIO_ACCOUNT",
        "twilio_account",
        "Account SID at Twilio (`AC…`); with the next two, and a number or calls, it turns Twilio on",
        "none",
        None,
        setting_values.token,
    ),
    Setting(
        "HEPASCREEN_TWILIO_TOKEN",
        "twilio_token",
        "Auth token of the account, which every request from Twilio is checked with",
        "none",
        None,
        setting_values.token,
    ),
    Setting(
        "HEPASCREEN_TWILIO_PEOPLE",
        "twilio_people",
        WHO.format("SMS, WhatsApp and calls", "+12025550101=anna", "+12025550102=ben"),
        "nobody",
        (),
        setting_values.people,
    ),
    Setting(
        "HEPASCREEN_TWILIO_SMS",
        "twilio_sms",
        "Number that SMS go out from (`+15005550006`), or the SID of a messaging service (`MG…`); turns SMS on",
        "none",
        None,
        setting_values.number_or_service,
    ),
    Setting(
        "HEPASCREEN_TWILIO_WHATSAPP",
        "twilio_whatsapp",
        "Number that WhatsApp messages go out from (`+15005550006`); turns WhatsApp on",
        "none",
        None,
        setting_values.number_or_service,
    ),
    Setting(
        "HEPASCREEN_TWILIO_WHATSAPP_BUTTONS",
        "twilio_whatsapp_buttons",
        "`yes` shows answers in WhatsApp as buttons and lists, for which templates are made in the account",
        "no",
        False,
        setting_values.yes_or_no,
    ),
    Setting(
        "HEPASCREEN_TWILIO_VOICE",
        "twilio_voice",
        "`yes` answers telephone calls",
        "no",
        False,
        setting_values.yes_or_no,
    ),
    Setting(
        "HEPASCREEN_TWILIO_PIN",
        "twilio_pin",
        "PIN of 4 to 12 digits that whoever calls keys in first; a caller's number can be forged",
        "none",
        None,
        setting_values.pin,
    ),
    Setting(
        "HEPASCREEN_TWILIO_ADDRESS",
        "twilio_address",
        "Address under which Twilio reaches this server, without `/webhooks/…`; needed behind a proxy, since it is "
        "signed",
        "that of the request",
        None,
        setting_values.provider_url,
    ),
    Setting(
        "HEPASCREEN_TWILIO_URL",
        "twilio_url",
        "Address of Twilio's API, where it is reached through another one or in another region",
        "https://api.twilio.com/",
        "https://api.twilio.com/",
        setting_values.provider_url,
    ),
)
XMPP = (
    Setting(
        "HEPASCREEN_XMPP_JID",
        "xmpp_jid",
        "Address of the assistant's own XMPP account; with the next two it turns XMPP on",
        "none",
        None,
        xmpp_values.address,
    ),
    Setting("HEPASCREEN_XMPP_PASSWORD", "xmpp_password", "Password of it", "none", None, xmpp_values.password),
    Setting(
        "HEPASCREEN_XMPP_PEOPLE",
        "xmpp_people",
        WHO.format("XMPP", "anna@chat.example=anna", "ben@chat.example=ben"),
        "nobody",
        (),
        xmpp_values.people,
    ),
    Setting(
        "HEPASCREEN_XMPP_ROOMS",
        "xmpp_rooms",
        "XMPP rooms that the assistant enters, by address with commas between",
        "none",
        (),
        xmpp_values.addresses,
    ),
    Setting(
        "HEPASCREEN_XMPP_NICK",
        "xmpp_nick",
        "Its name in XMPP rooms, by which it is spoken to there",
        "hepascreen",
        "hepascreen",
        xmpp_values.nick,
    ),
    Setting(
        "HEPASCREEN_XMPP_SERVER",
        "xmpp_server",
        "Where the XMPP server is reached (`host:port`), if not where the DNS says",
        "as the DNS says",
        None,
        xmpp_values.server,
    ),
    Setting(
        "HEPASCREEN_XMPP_CA",
        "xmpp_ca",
        "File of the certificate authority (PEM) that signed the XMPP server's certificate, if the system knows it not",
        "those that the system trusts",
        None,
        xmpp_values.file,
    ),
)
CHANNEL_SETTINGS = (*SLACK, *TELEGRAM, *TWILIO, *XMPP)
