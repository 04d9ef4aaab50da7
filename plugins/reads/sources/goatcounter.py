"""GoatCounter: ``GET /api/v0/stats/hits`` and the JSON export (zip of paths.jsonl and hit_stats.jsonl). Hours are UTC.

Counts are visitors. Sources: goatcounter.com/help/api, and the exporter's exportjson.go.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from plugins.newsroom.reads import hour_number, hour_slot

from .web import Ask, Found, SourceError, Span, form_error, number

VARIABLES = ("GOATCOUNTER_URL", "GOATCOUNTER_TOKEN")
_PAGE = 100


def fetch(environment: Mapping[str, str], span: Span, ask: Ask) -> Iterator[Found]:
    """All paths, a hundred at a time; those already told are excluded from the next question."""
    headers = {"Authorization": f"Bearer {environment['GOATCOUNTER_TOKEN']}", "Content-Type": "application/json"}
    told: list[int] = []
    while True:
        query = [("start", _utc(span.since)), ("end", _utc(span.until)), ("limit", str(_PAGE))]
        query += [("exclude_paths", str(one)) for one in told]
        url = f"{environment['GOATCOUNTER_URL'].rstrip('/')}/api/v0/stats/hits?{urlencode(query)}"
        answer = ask(url, headers)
        try:
            hits, more = answer["hits"], answer.get("more")
            for hit in hits:
                told.append(hit["path_id"])
                if not hit.get("event"):
                    yield from _hit(hit)
        except (KeyError, TypeError, AttributeError):
            raise form_error() from None
        if not (more and hits):
            return


def _hit(hit: Mapping[str, object]) -> Iterator[Found]:
    for day in hit["stats"]:  # type: ignore[attr-defined]
        for hour, reads in enumerate(day["hourly"]):
            if reads:
                yield _slot(f"{day['day'][:10]}T{hour:02}:00:00"), str(hit["path"]), number(reads)


def read_export(path: Path) -> Iterator[Found]:
    """The JSON export."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {Path(name).name: name for name in archive.namelist()}
            with archive.open(names["paths.jsonl"]) as lines:
                paths = {row["id"]: str(row["path"]) for row in map(json.loads, lines)}
            with archive.open(names["hit_stats.jsonl"]) as lines:
                for row in map(json.loads, lines):
                    if row["path_id"] in paths:
                        yield _slot(row["hour"]), paths[row["path_id"]], number(row["count"])
    except OSError as error:
        raise SourceError(f"{path.name} can't be read: {error.strerror}", "look for a slip in the name") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError):
        raise SourceError(f"{path.name} is no JSON export of GoatCounter", "export as JSON, and feed the zip") from None


def _slot(hour: str) -> str:
    moment = datetime.fromisoformat(hour)
    return hour_slot(hour_number(moment if moment.tzinfo else moment.replace(tzinfo=UTC)))


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:00:00Z")
