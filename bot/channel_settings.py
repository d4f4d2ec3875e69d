"""The settings of the messaging channels, by provider; each is off until one of its variables is set."""

from dataclasses import dataclass, field

from bot import setting_values
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
CHANNEL_SETTINGS = (*SLACK, *TELEGRAM)
