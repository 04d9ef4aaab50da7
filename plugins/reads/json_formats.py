"""Log formats that write one JSON object a line: Caddy's own, and nginx with ``log_format … escape=json``."""

import json
import re
from abc import abstractmethod
from datetime import datetime
from typing import Any

from .formats import PREFETCH, Combined, Hit, request

_COMBINED_MOMENT = re.compile(rb"\d\d/[A-Z][a-z]{2}/\d{4}:")


def _bytes(value: Any) -> bytes:
    return str(value).encode("utf-8", "replace")


class JsonLines:
    """What both have in common."""

    name = ""

    def parse(self, block: bytes) -> tuple[list[Hit], int]:
        hits, junk = [], 0
        for line in block.splitlines():
            try:
                record = json.loads(line)
                hits.append(self._hit(record))
            except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
                junk += bool(line.strip())
        return hits, junk

    @abstractmethod
    def _hit(self, record: dict[str, Any]) -> Hit:
        """The hit of one record; KeyError or its like where it is none."""

    def moment(self, stamp: bytes) -> int | None:
        try:
            return int(float(stamp))
        except (ValueError, OverflowError):
            pass
        if _COMBINED_MOMENT.match(stamp):
            return Combined().moment(stamp)
        try:
            moment = datetime.fromisoformat(stamp.decode())
        except ValueError:
            return None
        return int(moment.timestamp()) if moment.tzinfo else None


class Caddy(JsonLines):
    """Caddy's access log: ``{"ts":…,"request":{"remote_ip","method","host","uri","headers":{…}},"status":200,…}``."""

    name = "caddy"

    def _hit(self, record: dict[str, Any]) -> Hit:
        asked = record["request"]
        headers = {name.lower(): values for name, values in asked.get("headers", {}).items()}
        ip = asked.get("client_ip") or asked["remote_ip"]
        method = _bytes(asked["method"])
        if any(b"pre" in _bytes(headers.get(name, "")).lower() for name in ("sec-purpose", "purpose", "x-moz")):
            method = PREFETCH
        agent = headers.get("user-agent", [""])[0]
        piece = request(method, _bytes(asked["uri"]), _bytes(record["status"]))
        return _bytes(ip), _bytes(record["ts"]), piece, _bytes(record.get("size", "")), _bytes(agent)


class NginxJson(JsonLines):
    """nginx's variables under their own names: time_iso8601 (or time_local, msec), request or request_method and
    request_uri, status; body_bytes_sent, remote_addr, http_user_agent and http_sec_purpose if they are there."""

    name = "nginx-json"

    def _hit(self, record: dict[str, Any]) -> Hit:
        if "request" in record:
            method, target = str(record["request"]).split(" ")[:2]
        else:
            method, target = record["request_method"], record.get("request_uri") or record["uri"]
        purposes = (record.get(f"http_{name}", "") for name in ("sec_purpose", "purpose", "x_moz"))
        if any("pre" in str(purpose).lower() for purpose in purposes):
            method = "PREFETCH"
        stamp = next(record[name] for name in ("time_iso8601", "msec", "time_local", "time", "ts") if name in record)
        size = record.get("body_bytes_sent", record.get("bytes_sent", ""))
        ip, agent = record.get("remote_addr", "-"), record.get("http_user_agent", "-")
        piece = request(_bytes(method), _bytes(target), _bytes(record["status"]))
        return _bytes(ip), _bytes(stamp), piece, _bytes(size), _bytes(agent)
