"""Visitors: address and agent as one number that means nothing outside this run, its upper bits those of the network.

The number is Python's SipHash over a random salt and both; neither salt nor number ever leaves the process.
"""

import os
from collections.abc import Callable

NETWORK_BITS = 24
_LOW = (1 << 64 - NETWORK_BITS) - 1
_HIGH = (1 << 64) - 1 - _LOW
_FEW = 12_000
"""Visitors remembered at once; more are worked out again."""


class Visitors:
    """``number(address, agent)``; 0 is a declared robot. The salt is made here and dies with the object."""

    def __init__(self, is_robot: Callable[[bytes], bool]) -> None:
        self._salt = os.urandom(32)
        self._is_robot = is_robot
        self._agents: dict[bytes, bool] = {}
        self.numbers: dict[bytes, int] = {}
        """By ``address + blank + agent``, for the counting loop to look into first."""

    def number(self, ip: bytes, agent: bytes) -> int:
        """Network (24 bits) and visitor (40 bits) hashed; a line without address is a visitor of its own."""
        if ip == b"-":
            return int.from_bytes(os.urandom(8), "big") | 1
        if agent not in self._agents:
            if len(self._agents) > _FEW:
                self._agents.clear()
            self._agents[agent] = self._is_robot(agent)
        key = ip + b" " + agent
        number = 0
        if not self._agents[agent]:
            number = (hash(self._salt + network(ip)) & _HIGH) | (hash(self._salt + key) & _LOW) or 1
        if len(self.numbers) > _FEW:
            self.numbers.clear()
        self.numbers[key] = number
        return number


def network(ip: bytes) -> bytes:
    """The /24 of an IPv4 address, the /48 of an IPv6 one; anything else is its own network."""
    if b":" not in ip:
        return ip.rpartition(b".")[0] or ip
    if b"." in ip:
        return network(ip.rpartition(b":")[2])
    head, _, tail = ip.lower().partition(b"::")
    groups = head.split(b":") if head else []
    if b"::" in ip:
        groups += [b"0"] * (8 - len(groups) - (tail.count(b":") + 1 if tail else 0))
    groups += tail.split(b":") if tail else []
    return b":".join(group.lstrip(b"0") or b"0" for group in groups[:3])
