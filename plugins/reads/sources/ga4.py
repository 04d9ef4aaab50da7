"""Google Analytics 4: ``runReport`` of the Data API, page by hour. It is hours late, and samples large sites.

Source: developers.google.com/analytics/devguides/reporting/data/v1. GA4_TOKEN is an OAuth access token; GA4_URL is
https://analyticsdata.googleapis.com. Hours are those of the property's time zone: set it to Hanoi.
"""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from .web import Ask, Found, Span, form_error, number

VARIABLES = ("GA4_URL", "GA4_PROPERTY", "GA4_TOKEN")
_PAGE = 10_000


def fetch(environment: Mapping[str, str], span: Span, ask: Ask) -> Iterator[Found]:
    """All pages and hours, ten thousand rows at a time."""
    headers = {"Authorization": f"Bearer {environment['GA4_TOKEN']}", "Content-Type": "application/json"}
    name = quote(environment["GA4_PROPERTY"], safe="")
    url = f"{environment['GA4_URL'].rstrip('/')}/v1beta/properties/{name}:runReport"
    offset = 0
    while True:
        question = {
            "dimensions": [{"name": "pagePath"}, {"name": "dateHour"}],
            "metrics": [{"name": "totalUsers"}],
            "dateRanges": [{"startDate": f"{span.since:%Y-%m-%d}", "endDate": f"{span.until:%Y-%m-%d}"}],
            "limit": str(_PAGE),
            "offset": str(offset),
        }
        answer = ask(url, headers, json.dumps(question).encode())
        try:
            rows = answer.get("rows", [])
            for row in rows:
                path, hour = (cell["value"] for cell in row["dimensionValues"])
                slot = f"{hour[:4]}-{hour[4:6]}-{hour[6:8]}T{hour[8:10]}"
                yield slot, str(path), number(row["metricValues"][0]["value"])
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            raise form_error() from None
        offset += _PAGE
        if offset >= number(answer.get("rowCount", 0)):
            return
