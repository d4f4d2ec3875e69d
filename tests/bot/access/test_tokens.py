"""Tokens: only what the secret signed is accepted, and only while it is valid."""

import base64
import datetime as dt
import json

import jwt
import pytest

from bot.access.tokens import ROLES, Caller, TokenError, id_of, issue, read

SECRET = "a secret of the tests, long and with many letters"
ANNA = Caller("anna", "centre-a", "coordinator")


def now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)


@pytest.mark.parametrize("role", ROLES)
def test_a_token_speaks_for_whom_it_was_made(role):
    caller = Caller("anna", "centre-a", role)
    assert read(issue(caller, SECRET, 1, now()), SECRET) == caller


def claims(**changed) -> dict:
    told = jwt.decode(issue(ANNA, SECRET, 1, now()), options={"verify_signature": False})
    return {name: value for name, value in {**told, **changed}.items() if value is not None}


def unsigned() -> str:
    parts = [{"alg": "none", "typ": "JWT"}, claims(role="admin")]
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*encoded, ""])


NO_TOKENS = {
    "nothing": lambda: "",
    "a letter": lambda: "x",
    "three letters": lambda: "a.b.c",
    "unsigned": unsigned,
    "another secret": lambda: issue(ANNA, SECRET + "?", 1, now()),
    "another signature": lambda: issue(ANNA, SECRET, 1, now())[:-4] + "AAAA",
    "expired": lambda: issue(ANNA, SECRET, 1, now() - dt.timedelta(hours=2)),
    "another algorithm": lambda: jwt.encode(claims(), SECRET, algorithm="HS512"),
    "another issuer": lambda: jwt.encode(claims(iss="other"), SECRET),
    "another audience": lambda: jwt.encode(claims(aud="other"), SECRET),
    "another role": lambda: jwt.encode(claims(role="root"), SECRET),
    "a site with a path": lambda: jwt.encode(claims(site="../b"), SECRET),
    "a name with a site": lambda: jwt.encode(claims(sub="anna/centre-b"), SECRET),
    **{
        f"without {name}": lambda name=name: jwt.encode(claims(**{name: None}), SECRET)
        for name in ("exp", "sub", "site", "role", "jti", "aud", "iss")
    },
}


@pytest.mark.parametrize("make", NO_TOKENS.values(), ids=NO_TOKENS)
def test_no_other_is_accepted_and_the_complaint_holds_nothing_of_it(make):
    token = make()
    with pytest.raises(TokenError) as error:
        read(token, SECRET)
    assert not token or token[:8] not in str(error.value) or len(token) < 8


def test_a_revoked_token_is_accepted_no_more():
    token = issue(ANNA, SECRET, 1, now())
    assert read(token, SECRET, {"0" * 32}) == ANNA
    with pytest.raises(TokenError, match="revoked"):
        read(token, SECRET, {id_of(token)})


@pytest.mark.parametrize(
    "caller",
    [
        Caller("", "a", "reader"),
        Caller("anna maria", "a", "reader"),
        Caller("anna", "a/b", "reader"),
        Caller("anna", "x" * 65, "reader"),
        Caller("anna", "a", "boss"),
    ],
)
def test_a_token_is_made_for_plain_names_and_known_roles(caller):
    with pytest.raises(TokenError):
        issue(caller, SECRET, 1, now())


def test_a_conversation_belongs_to_one_person_of_one_site():
    callers = [Caller(name, site, "coordinator") for name in ("anna", "ben") for site in ("centre-a", "centre-b")]
    asked = ["tab", "tab2", "centre-a/anna/tab", callers[0].sender("tab"), "", "\ud800", "x" * 200]
    senders = {caller.sender(conversation) for caller in callers for conversation in asked}
    assert len(senders) == len(callers) * len(asked)
    assert all(len(sender) <= 255 for sender in senders)
    assert callers[0].sender("tab") == callers[0].sender("tab")
