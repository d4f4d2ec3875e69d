"""Signed tokens: who somebody is, of which site, and what they may do. JSON Web Tokens with HS256, from one secret."""

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

import jwt

ROLES = ("coordinator", "reader", "admin")
"""A coordinator records, a reader only asks, an admin is a coordinator who may also read the metrics."""

ISSUER = "hepascreen"
_ALGORITHM = "HS256"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_REQUIRED = ("iss", "aud", "sub", "site", "role", "iat", "exp", "jti")


class TokenError(Exception):
    """A token cannot be made or is not accepted; `str()` says why, and never holds a part of it."""


@dataclass(frozen=True)
class Caller:
    """Somebody with a valid token."""

    identity: str
    site: str
    role: str

    def sender(self, conversation: str) -> str:
        """Give the sender that stands for one of this caller's conversations, and for nobody else's.

        What the client calls the conversation only tells the caller's own apart.
        """
        return f"{self.site}/{self.identity}/{hashlib.sha256(conversation.encode('utf-8', 'replace')).hexdigest()[:16]}"

    @property
    def name(self) -> str:
        """The caller among all sites."""
        return f"{self.site}/{self.identity}"


def issue(caller: Caller, secret: str, hours: float, now: dt.datetime) -> str:
    """Sign a token. Raises TokenError where a name or the role cannot be one."""
    for what, given in (("identity", caller.identity), ("site", caller.site)):
        if not _NAME.fullmatch(given):
            raise TokenError(f"The {what} is wrong; write up to 64 letters, digits and . _ @ - without spaces.")
    if caller.role not in ROLES:
        raise TokenError(f"There is no such role; write one of {', '.join(ROLES)}.")
    claims = {
        "iss": ISSUER,
        "aud": ISSUER,
        "sub": caller.identity,
        "site": caller.site,
        "role": caller.role,
        "iat": now,
        "exp": now + dt.timedelta(hours=hours),
        "jti": uuid.uuid4().hex,
    }
    return jwt.encode(claims, secret, algorithm=_ALGORITHM)


def read(token: str, secret: str, revoked: Collection[str] = ()) -> Caller:
    """Give who a token speaks for. Raises TokenError where it is forged, expired, revoked or says too little."""
    try:
        claims = jwt.decode(
            token,
            secret,
            algorithms=[_ALGORITHM],
            issuer=ISSUER,
            audience=ISSUER,
            options={"require": list(_REQUIRED)},
        )
    except jwt.ExpiredSignatureError:
        raise TokenError("the token has expired; ask for a new one") from None
    except (jwt.PyJWTError, ValueError, TypeError):
        raise TokenError("the token is not valid here") from None
    if claims["jti"] in revoked:
        raise TokenError("the token has been revoked; ask for a new one")
    caller = Caller(str(claims["sub"]), str(claims["site"]), str(claims["role"]))
    names = _NAME.fullmatch(caller.identity) and _NAME.fullmatch(caller.site)
    if not names or caller.role not in ROLES:
        raise TokenError("the token is not valid here")
    return caller


def id_of(token: str) -> str:
    """Give the id by which a token that was just made can be revoked."""
    return str(jwt.decode(token, options={"verify_signature": False})["jti"])
