"""How the text of an environment variable becomes a setting's value; a wrong one is refused with a remedy.

Each function raises ValueError with the words that follow the variable's name in the complaint.
"""

import datetime as dt
import re
from dataclasses import dataclass, field

LONGEST_SITE = 64
SHORTEST_SECRET = 32
DIFFERENT_CHARACTERS = 10
HOW_TO_MAKE_ONE = (
    f"write at least {SHORTEST_SECRET} random characters, such as those of "
    '`python -c "import secrets; print(secrets.token_urlsafe(48))"`'
)

_PERSON = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


@dataclass(frozen=True)
class Listed:
    """Somebody whom a messaging channel lets in: the provider's identifier, and name and role here.

    The identifier may be a telephone number, so no text of this shows it.
    """

    identifier: str = field(repr=False)
    name: str
    role: str


def date(text: str) -> dt.date:
    """Read a date."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a date; write it as 2026-11-20") from None


def port(text: str) -> int:
    """Read a port."""
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ValueError("is not a port; write a number from 0 to 65535 (0 takes any free port)")
    return int(text)


def host(text: str) -> str:
    """Read a host: a name or an address alone."""
    if any(character in text for character in "/ \t,") or text.count(":") == 1:
        raise ValueError("is not a host; write a name or an address alone, such as 127.0.0.1")
    return text


def database_url(text: str) -> str:
    """Read the SQLAlchemy URL of a database that is known here."""
    from sqlalchemy.engine.url import make_url
    from sqlalchemy.exc import SQLAlchemyError

    try:
        make_url(text).get_dialect()
    except (SQLAlchemyError, ImportError, ValueError):
        # The value is not repeated: it may hold a password.
        remedy = "write it as sqlite:////folder/log.db or postgresql+psycopg2://user@host/database"
        raise ValueError(f"is not the SQLAlchemy URL of a known database; {remedy}") from None
    return text


def web_url(text: str) -> str:
    """Read a web address."""
    if not text.startswith(("http://", "https://")):
        raise ValueError("is not a web address; write it as http://host:5055/webhook")
    return text


def level(text: str) -> str:
    """Read a log level."""
    levels = ("debug", "info", "warning", "error")
    if text.lower() not in levels:
        raise ValueError(f"is not a log level; write one of {', '.join(levels)}")
    return text.lower()


def log_format(text: str) -> str:
    """Read the form of the application log."""
    if text.lower() not in ("text", "json"):
        raise ValueError("is not a form of the log; write text or json")
    return text.lower()


def hours(text: str) -> float:
    """Read a number of hours."""
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24 * 31:
        raise ValueError("is not a number of hours; write one above 0 and up to 744, such as 12")
    return hours


def yes_or_no(text: str) -> bool:
    """Read yes or no."""
    if text.lower() not in ("yes", "no"):
        raise ValueError("is neither yes nor no; write one of them")
    return text.lower() == "yes"


def trial_ids(text: str) -> tuple[str, ...]:
    """Read ids of trials with commas between."""
    from criteria import load_catalogue, load_trials

    known = [trial.id for trial in load_trials(load_catalogue())]
    ids = tuple(dict.fromkeys(one.strip().casefold() for one in text.split(",") if one.strip()))
    wrong = [one for one in ids if one not in known]
    if wrong:
        raise ValueError(f"names no trial with {', '.join(wrong)}; write ids with commas between: {', '.join(known)}")
    return ids


def site(text: str) -> str:
    """Read the name of a site."""
    if len(text) > LONGEST_SITE or not text.isprintable():
        raise ValueError(f"is not a site; write a name of at most {LONGEST_SITE} characters")
    return text


def secret(text: str) -> str:
    """Read a secret; the complaint does not repeat it."""
    if len(text) < SHORTEST_SECRET or len(set(text)) < DIFFERENT_CHARACTERS:
        raise ValueError(f"is too weak; {HOW_TO_MAKE_ONE}")
    return text


def origins(text: str) -> tuple[str, ...]:
    """Read origins of web pages with commas between."""
    found = tuple(one.strip().rstrip("/").lower() for one in text.split(",") if one.strip())
    if not all(re.fullmatch(r"https?://[\w.-]+(:\d+)?", one) for one in found):
        raise ValueError("is not a list of origins; write them as https://page.example,https://other.example:8443")
    return found


def count(text: str) -> int:
    """Read a number of messages a minute."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 100_000):
        raise ValueError("is not a number of messages; write one from 1 to 100000")
    return int(text)


def ids(text: str) -> frozenset[str]:
    """Read ids of tokens with commas between."""
    found = frozenset(one.strip() for one in text.split(",") if one.strip())
    if not all(re.fullmatch(r"[0-9a-f]{32}", one) for one in found):
        raise ValueError("is not a list of token ids; `hepascreen token` prints the id of each token that it makes")
    return found


def people(text: str) -> tuple[Listed, ...]:
    """Read who is let in, with commas between; the complaint repeats no identifier, which may be a number."""
    from bot.access.tokens import ROLES

    found = tuple(_listed(one.strip()) for one in text.split(",") if one.strip())
    if not all(one.identifier and _PERSON.fullmatch(one.name) and one.role in ROLES for one in found):
        roles = ", ".join(ROLES)
        remedy = f"write id=name or id=name/role with commas between, the name without spaces, the role of {roles}"
        raise ValueError(f"is not a list of people; {remedy}")
    if len({one.identifier for one in found}) < len(found):
        raise ValueError("names somebody twice; leave one of them out")
    return found


def _listed(text: str) -> Listed:
    identifier, _, person = text.rpartition("=")
    name, _, role = person.partition("/")
    return Listed(identifier.strip(), name.strip(), role.strip() or "coordinator")


def token(text: str) -> str:
    """Read a secret that a provider made; the complaint does not repeat it."""
    if not re.fullmatch(r"[!-~]{8,}", text):
        raise ValueError("is no secret of a provider; copy it from there whole, without spaces")
    return text


def provider_url(text: str) -> str:
    """Read the address of a provider's API, with a slash at its end."""
    if not re.fullmatch(r"https?://[^\s?#]+", text):
        raise ValueError("is not a web address; write it as https://host/path/")
    return text if text.endswith("/") else f"{text}/"


def number_or_service(text: str) -> str:
    """Read a telephone number with its country, or the SID of a messaging service."""
    found = re.sub(r"[ ()-]", "", text)
    if not re.fullmatch(r"\+[1-9]\d{6,14}|MG[0-9a-f]{32}", found):
        raise ValueError("is not a number; write it with its country, as +15005550006, or the SID of a service, MG…")
    return found


def pin(text: str) -> str:
    """Read a PIN; the complaint does not repeat it."""
    if not re.fullmatch(r"[0-9]{4,12}", text):
        raise ValueError("is not a PIN; write 4 to 12 digits")
    return text
