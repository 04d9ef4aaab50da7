"""Plausible: ``POST /api/v2/query``, visitors by page and hour. Hours are those of the site's time zone: set it to Hanoi.

Source: plausible.io/docs/stats-api (version 2).
"""

import json
from collections.abc import Iterator, Mapping

from .web import Ask, Found, Span, form_error, number

VARIABLES = ("PLAUSIBLE_URL", "PLAUSIBLE_SITE", "PLAUSIBLE_TOKEN")
_PAGE = 10_000


def fetch(environment: Mapping[str, str], span: Span, ask: Ask) -> Iterator[Found]:
    """All pages and hours, ten thousand rows at a time."""
    headers = {"Authorization": f"Bearer {environment['PLAUSIBLE_TOKEN']}", "Content-Type": "application/json"}
    url = f"{environment['PLAUSIBLE_URL'].rstrip('/')}/api/v2/query"
    offset = 0
    while True:
        question = {
            "site_id": environment["PLAUSIBLE_SITE"],
            "metrics": ["visitors"],
            "date_range": [span.since.isoformat(timespec="seconds"), span.until.isoformat(timespec="seconds")],
            "dimensions": ["event:page", "time:hour"],
            "pagination": {"limit": _PAGE, "offset": offset},
        }
        answer = ask(url, headers, json.dumps(question).encode())
        try:
            rows = answer["results"]
            for row in rows:
                page, hour = row["dimensions"]
                yield f"{hour[:10]}T{hour[11:13]}", str(page), number(row["metrics"][0])
        except (KeyError, TypeError, ValueError, IndexError):
            raise form_error() from None
        if len(rows) < _PAGE:
            return
        offset += _PAGE
