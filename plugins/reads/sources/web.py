"""Web: one question to a counter, with its token kept out of every message."""

import json
from datetime import datetime
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

Found = tuple[str, str, int]
"""(hour or day as in the ledger, path, reads)."""
_SECONDS = 30
_LARGEST = 64 << 20


class Span(NamedTuple):
    """From when to when."""

    since: datetime
    until: datetime

    def days(self) -> list[str]:
        """``2026-11-21`` for each day touched."""
        first, last = self.since.toordinal(), self.until.toordinal()
        return [datetime.fromordinal(day).strftime("%Y-%m-%d") for day in range(first, last + 1)]


class SourceError(Exception):
    """The counter gave no answer we can use."""

    def __init__(self, message: str, mend: str = "try again later, or count from logs") -> None:
        super().__init__(message)
        self.mend = mend


class _NoRedirect(HTTPRedirectHandler):
    """A redirect could carry the token to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Ask:
    """Asks for JSON; ``secrets`` are never repeated in an error."""

    def __init__(self, secrets: list[str]) -> None:
        self._secrets = [secret for secret in secrets if secret]
        self._opener = build_opener(_NoRedirect)

    def __call__(self, url: str, headers: dict[str, str] | None = None, body: bytes | None = None) -> Any:
        """The JSON at ``url`` (POST where there is a body). SourceError for every way this can fail."""
        parts = urlsplit(url)
        host = parts.hostname or "?"
        if parts.scheme != "https" and host not in ("localhost", "127.0.0.1", "::1"):
            raise SourceError(f"the address of {host} is not https, so the token is not sent", "write https://…")
        request = Request(url, body, {"Accept": "application/json", **(headers or {})})
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                data = answer.read(_LARGEST)
        except HTTPError as error:
            error.close()
            mend = (
                "look at the token and its rights"
                if error.code in (401, 403)
                else "look at address and name of the site"
            )
            raise SourceError(f"{host} answered {error.code} {self.clean(str(error.reason))}", mend) from None
        except (URLError, OSError, ValueError) as error:
            reason = self.clean(str(getattr(error, "reason", error)))
            raise SourceError(f"{host} can't be reached ({reason})", "look at the address and the network") from None
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise SourceError(f"{host} answered no JSON", "look at the address: is it the counter's?") from None

    def clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text


def number(value: Any) -> int:
    """A count as counters write it: a number, or a text of digits."""
    try:
        return max(0, int(value))
    except (TypeError, ValueError):
        raise SourceError("the answer has another form than documented") from None


def form_error() -> SourceError:
    return SourceError("the answer has another form than documented", "look at the counter's version")
