"""Umami: ``GET /api/websites/:id/metrics?type=path`` by day; y is the number of distinct sessions.

Source: umami.is/docs/api/website-stats-api (version 3; version 2 says type=url).
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import quote, urlencode

from plugins.newsroom.reads import slot_start

from .web import Ask, Found, Span, form_error, number

VARIABLES = ("UMAMI_URL", "UMAMI_SITE", "UMAMI_TOKEN")
_MOST = 10_000


def fetch(environment: Mapping[str, str], span: Span, ask: Ask) -> Iterator[Found]:
    """One question a day."""
    headers = {"Authorization": f"Bearer {environment['UMAMI_TOKEN']}"}
    site = quote(environment["UMAMI_SITE"], safe="")
    for day in span.days():
        start = slot_start(day)
        end = min(start + timedelta(days=1), span.until)
        query = {"type": "path", "startAt": _milliseconds(start.timestamp()), "endAt": _milliseconds(end.timestamp())}
        query["limit"] = str(_MOST)
        answer = ask(f"{environment['UMAMI_URL'].rstrip('/')}/api/websites/{site}/metrics?{urlencode(query)}", headers)
        try:
            for row in answer:
                yield day, str(row["x"]), number(row["y"])
        except (KeyError, TypeError):
            raise form_error() from None


def _milliseconds(seconds: float) -> str:
    return str(int(seconds * 1000))
