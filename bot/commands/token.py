"""`hepascreen token`: signs a token for somebody, with the secret in the environment."""

import datetime as dt
import sys

from bot.access.tokens import Caller, TokenError, id_of, issue
from bot.setting_values import HOW_TO_MAKE_ONE
from bot.settings import Settings

BAD_INPUT = 2
MOST_HOURS = 24 * 366.0


def token(identity: str, site: str, role: str, hours: float, settings: Settings) -> int:
    """Print a token on standard output, and on standard error whose it is and its id; return the exit status."""
    try:
        if settings.secret is None:
            raise TokenError(f"There is no HEPASCREEN_SECRET to sign with; {HOW_TO_MAKE_ONE}.")
        if not 0 < hours <= MOST_HOURS:
            raise TokenError(f"A token lasts more than 0 and at most {MOST_HOURS:.0f} hours.")
        now = dt.datetime.now(dt.timezone.utc)
        made = issue(Caller(identity, site, role), settings.secret, hours, now)
    except TokenError as fault:
        sys.stderr.write(f"hepascreen: {fault}\n")
        return BAD_INPUT
    until = (now + dt.timedelta(hours=hours)).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    sys.stderr.write(f"{role} {identity} of {site}, until {until}; id {id_of(made)}\n")
    sys.stdout.write(f"{made}\n")
    return 0
