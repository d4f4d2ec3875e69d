"""What Twilio delivered, once its signature has been checked: nothing of an unsigned request is read.

Twilio signs the address that it called and every field of the form (HMAC-SHA1 with the account's auth token,
`X-Twilio-Signature`), those without a value too. Behind a proxy the address is not the one that reaches this
server, so it is a setting: the public one.
"""

from urllib.parse import parse_qsl, urlsplit

from multidict import MultiDict
from sanic.request import Request
from twilio.request_validator import RequestValidator

HEADER = "x-twilio-signature"
FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
"""Fields of one form; Twilio sends some forty."""


class Signatures:
    """Checks requests against one account's auth token, and the address at which Twilio reaches this server."""

    def __init__(self, token: str, public_url: str | None = None) -> None:
        self._validator = RequestValidator(token)
        self._public_url = (public_url or "").rstrip("/")

    def form_of(self, request: Request) -> MultiDict[str] | None:
        """Give the fields of a signed form; None where the signature is missing or wrong, or it is no form."""
        signature = request.headers.get(HEADER) or ""
        if not signature or request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
            return None
        try:
            # Sanic's own `request.form` loses the fields without a value, which are signed too.
            fields = parse_qsl(request.body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
            form = MultiDict(fields)
            is_signed = self._validator.validate(self.address_of(request), form, signature)
        except ValueError:  # no UTF-8, too many fields, or a Host header that is no host
            return None
        return form if is_signed else None

    def address_of(self, request: Request) -> str:
        """Give the address that Twilio called: the public one with this request's path, else the request's own."""
        path = request.path + (f"?{request.query_string}" if request.query_string else "")
        if self._public_url:
            return self._public_url + path
        address = f"{request.scheme}://{request.host}{path}"
        return address if urlsplit(address).hostname else path
