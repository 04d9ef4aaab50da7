"""Matomo: ``Actions.getPageUrls`` by day. Its archive keeps 500 addresses a day; the rest is "Others" and lost.

Source: developer.matomo.org/api-reference/reporting-api. Errors come as 200 with ``{"result": "error"}``.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urlsplit

from .web import Ask, Found, SourceError, Span, form_error, number

VARIABLES = ("MATOMO_URL", "MATOMO_SITE", "MATOMO_TOKEN")


def fetch(environment: Mapping[str, str], span: Span, ask: Ask) -> Iterator[Found]:
    """One question a day, the token in the body."""
    for day in span.days():
        question = {
            "module": "API",
            "method": "Actions.getPageUrls",
            "idSite": environment["MATOMO_SITE"],
            "period": "day",
            "date": day,
            "flat": "1",
            "filter_limit": "-1",
            "format": "json",
            "token_auth": environment["MATOMO_TOKEN"],
        }
        url = f"{environment['MATOMO_URL'].rstrip('/')}/index.php"
        answer = ask(url, {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(question).encode())
        if isinstance(answer, dict):
            raise SourceError(f"it says: {ask.clean(str(answer.get('message', 'no rows')))[:200]}", "look at the token")
        try:
            for row in answer:
                path = urlsplit(row["url"]).path if row.get("url") else str(row["label"]).partition("?")[0]
                yield day, path, number(row["nb_visits"])
        except (KeyError, TypeError, AttributeError):
            raise form_error() from None
